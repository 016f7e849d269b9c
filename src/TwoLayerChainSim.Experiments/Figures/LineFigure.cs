using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>A point of a curve.</summary>
/// <param name="X">Position on the x axis.</param>
/// <param name="Estimate">Mean, which exists, and its interval, which may not.</param>
/// <param name="Censored">Planned replications without a value; above 0 the mean is over the survivors only.</param>
public readonly record struct CurvePoint(double X, Estimate Estimate, int Censored)
{
    /// <summary>Position on the y axis: the mean.</summary>
    public double Y => Estimate.Mean!.Value;
}

/// <summary>A curve of one scheme.</summary>
/// <param name="Scheme">Name of the scheme, or of what else it shows, in files.</param>
/// <param name="Points">Points with increasing x.</param>
public sealed record Curve(string Scheme, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>How it looks. Default: the style of its scheme.</summary>
    public SchemeStyle Style { get; init; } = SchemeStyle.Of(Scheme);
}

/// <summary>An axis.</summary>
/// <param name="Column">Name of the quantity in CSV files, e.g. <c>delay</c>.</param>
/// <param name="Title">Title for people, without unit.</param>
/// <param name="Unit">Unit; <c>1</c> for a number without dimension.</param>
/// <param name="IsLogarithmic">True for a logarithmic axis; all values must be positive.</param>
public sealed record FigureAxis(string Column, string Title, string Unit, bool IsLogarithmic = false)
{
    /// <summary>Smallest value that the quantity can have; an interval is cut there. Default: none.</summary>
    public double Lowest { get; init; } = double.NegativeInfinity;

    /// <summary>Largest value that the quantity can have; an interval is cut there. Default: none.</summary>
    public double Highest { get; init; } = double.PositiveInfinity;

    /// <summary>Title with the unit.</summary>
    public string TitleWithUnit => Unit == "1" ? Title : $"{Title} ({Unit})";
}

/// <summary>How a sentence about a figure is worded.</summary>
/// <param name="At">A position on the x axis with <c>{0}</c> for its number, e.g. <c>after episode {0}</c>.</param>
/// <param name="More">What a scheme with the larger value is, e.g. <c>slower</c>.</param>
/// <param name="Less">What a scheme with the smaller value is, e.g. <c>faster</c>.</param>
public sealed record FigureWords(string At, string More, string Less);

/// <summary>A figure of curves with confidence bands: data only, drawn by <see cref="SvgLineChart"/>.</summary>
public sealed record LineFigure : Figure
{
    /// <summary>The rows of the tables that it shows.</summary>
    public required FigureRows Rows { get; init; }

    /// <summary>Horizontal axis.</summary>
    public required FigureAxis X { get; init; }

    /// <summary>Vertical axis.</summary>
    public required FigureAxis Y { get; init; }

    /// <summary>What a cell of its table says. Default: the mean and the half width of its interval.</summary>
    public string EstimateWords { get; init; } = "mean ± half width of the 95 % confidence interval";

    /// <summary>How a sentence about it is worded.</summary>
    public required FigureWords Words { get; init; }

    /// <summary>The curves, the most important first.</summary>
    public required IReadOnlyList<Curve> Curves { get; init; }

    /// <inheritdoc/>
    public override string ToSvg() => SvgLineChart.Draw(this);

    /// <inheritdoc/>
    public override CsvTable ToTable() => WideCsv.Table(this);

    /// <inheritdoc/>
    public override string ToTex() => Pgfplots.Write(this);

    /// <inheritdoc/>
    public override TableDescription Describe(WrittenFile file) => WideCsv.Describe(this, file);

    /// <summary>The positions on the x axis that a table of the figure shows: all when they are few, else evenly spread ones.</summary>
    public IReadOnlyList<double> PositionsOfTable()
    {
        const int few = 8;
        const int spread = 7;
        double[] all = [.. Curves.SelectMany(curve => curve.Points).Select(point => point.X).Distinct().Order()];
        return all.Length <= few ? all : [.. Enumerable.Range(0, spread).Select(i => all[i * (all.Length - 1) / (spread - 1)])];
    }
}
