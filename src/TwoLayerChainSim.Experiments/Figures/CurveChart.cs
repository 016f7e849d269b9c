using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>What a curve of a game stands for; it decides dash and marker, while the quantity decides the colour.</summary>
public enum CurveRole
{
    /// <summary>The formulas of a paper as published: solid, filled markers.</summary>
    Published,

    /// <summary>Exact play: dashed, open markers.</summary>
    Exact,

    /// <summary>A comparison, such as random strategies: dotted, open markers.</summary>
    Comparison,
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
    /// <param name="role">What it stands for.</param>
    /// <param name="points">Its points with increasing x.</param>
    public static Curve Curve(string label, int color, CurveRole role, IEnumerable<(double X, double Y)> points) =>
        Curve(label, color, role, points.Select(point => (point.X, new Estimate(1, point.Y, null, null, null))));

    /// <summary>A curve of means with their intervals.</summary>
    /// <param name="label">Its name for people; files have it in lower case with hyphens.</param>
    /// <param name="color">Number of its colour, one a quantity, [0, 4].</param>
    /// <param name="role">What it stands for.</param>
    /// <param name="points">Its points with increasing x.</param>
    public static Curve Curve(string label, int color, CurveRole role, IEnumerable<(double X, Estimate Y)> points) =>
        new(FileName(label), [.. points.Select(point => new CurvePoint(point.X, point.Y, 0))])
        {
            Style = new(label, SchemeStyle.Colors[color], Dashes[(int)role], (Marker)color, role != CurveRole.Published),
        };

    /// <summary>Letters and digits of a label in lower case, joined by hyphens.</summary>
    private static string FileName(string label) => string.Join('-', string
        .Concat(label.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : ' '))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
