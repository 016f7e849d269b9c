using TwoLayerChainSim.Experiments.Figures;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>The style sheet of the report: readable on a phone, in the dark and on paper.</summary>
internal static class ReportStyle
{
    /// <summary>
    /// In the dark the figures' white becomes the page and their black becomes light; the curves' colours keep 3:1 contrast on
    /// both. Style sheets override presentation attributes, so the SVG files themselves stay plain.
    /// </summary>
    public static Markup Css { get; } = new($$"""
        :root { color-scheme: light dark; --page: #ffffff; --ink: #1b1b1f; --soft: #5b5b66; --line: #d9d9d9; --card: #f6f6f8; }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); }
        body { font: 16px/1.5 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
        header, main { max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.5rem 0 .25rem; }
        h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
        .soft, figcaption { color: var(--soft); }
        .verdicts { list-style: none; padding: 0; }
        .verdicts li { background: var(--card); border-left: .3rem solid var(--soft); padding: .5rem .75rem; margin: .5rem 0; }
        .verdicts .expected { border-color: #009E73; }
        .verdicts .unexpected { border-color: #D55E00; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1.5rem; }
        figure { margin: 0; break-inside: avoid; }
        figure svg { display: block; width: 100%; height: auto; max-width: 40rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .5rem 0 1rem; font-size: .9rem; }
        caption { text-align: left; font-weight: 600; padding: .25rem 0; }
        th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; }
        pre { background: var(--card); padding: .75rem; overflow-x: auto; font-size: .85rem; }
        code { overflow-wrap: anywhere; }
        a { color: #0072B2; }
        a:focus-visible, .scroll:focus-visible, summary:focus-visible { outline: .15rem solid #0072B2; outline-offset: .1rem; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --page: #1b1b1f; --ink: #e8e8e8; --soft: #a9a9b3; --line: #45454d; --card: #26262b; }
          a { color: #56B4E9; }
          svg [fill="#FFFFFF"] { fill: #1b1b1f; }
          svg [fill="{{SchemeStyle.Black}}"] { fill: #E8E8E8; }
          svg [stroke="{{SchemeStyle.Black}}"] { stroke: #E8E8E8; }
          svg [stroke="#D9D9D9"] { stroke: #45454d; }
        }
        @media print {
          :root { --page: #ffffff; --ink: #000000; --soft: #333333; --line: #999999; --card: #ffffff; }
          body { font-size: 10pt; }
          .figures { grid-template-columns: 1fr 1fr; }
          h2 { break-after: avoid; }
          pre { white-space: pre-wrap; }
          .scroll { overflow: visible; }
          table { break-inside: avoid; font-size: 7.5pt; }
          th, td { padding: .15rem .3rem; }
        }
        """);
}
