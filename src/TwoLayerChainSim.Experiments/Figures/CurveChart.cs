using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>The line of a curve: it tells apart curves of one quantity, which share their colour.</summary>
public enum CurveLine
{
    /// <summary>Solid with filled markers: the formulas of a paper as published.</summary>
    Solid,

    /// <summary>Dashed with open markers: exact play.</summary>
    Dashed,

    /// <summary>Dotted with open markers: a comparison, such as random strategies.</summary>
    Dotted,
}

/// <summary>Figures of numbers that do not come out of a scenario: reproduced figures of papers, and games.</summary>
public static class CurveChart
{
    private static readonly string[] Dashes = ["", "6 2.5", "1.5 2.5"];

    /// <summary>A figure of two columns' width, which leaves room for the names of the curves.</summary>
    /// <param name="id">Name of the files.</param>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="description">What a reader who cannot see it must know.</param>
    /// <param name="x">Horizontal axis.</param>
    /// <param name="y">Vertical axis.</param>
    /// <param name="curves">The curves, the most important first; those without a point are left out.</param>
    public static LineFigure Of(
        string id, string title, string description, FigureAxis x, FigureAxis y, params IEnumerable<Curve> curves) => new()
        {
            Id = id,
            Title = title,
            Description = description,
            WidthMillimetres = Figure.TwoColumns,
            Rows = new(new Metric(y.Column, y.Unit), x.Column, string.Empty),
            X = x,
            Y = y,
            EstimateWords = "with the half width of the 95 % confidence interval where it is random",
            Words = new($"at {x.Title} {{0}}", "greater", "less"),
            Curves = [.. curves.Where(curve => curve.Points.Count > 0)],
        };

    /// <summary>A curve of exact numbers.</summary>
    /// <param name="label">Its name for people; files have it in lower case with hyphens.</param>
    /// <param name="color">Number of its colour, one a quantity, [0, 4].</param>
    /// <param name="line">Its line.</param>
    /// <param name="points">Its points with increasing x.</param>
    public static Curve Curve(string label, int color, CurveLine line, IEnumerable<(double X, double Y)> points) =>
        Curve(label, color, line, points.Select(point => (point.X, new Estimate(1, point.Y, null, null, null))));

    /// <summary>A curve of means with their intervals.</summary>
    /// <param name="label">Its name for people; files have it in lower case with hyphens.</param>
    /// <param name="color">Number of its colour, one a quantity, [0, 4].</param>
    /// <param name="line">Its line.</param>
    /// <param name="points">Its points with increasing x.</param>
    public static Curve Curve(string label, int color, CurveLine line, IEnumerable<(double X, Estimate Y)> points) =>
        new(FileName(label), [.. points.Select(point => new CurvePoint(point.X, point.Y, 0))])
        {
            Style = new(label, SchemeStyle.Colors[color], Dashes[(int)line], (Marker)color, line != CurveLine.Solid),
        };

    /// <summary>Letters and digits of a label in lower case, joined by hyphens.</summary>
    private static string FileName(string label) => string.Join('-', string
        .Concat(label.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : ' '))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
