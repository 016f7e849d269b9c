using System.Globalization;
using System.Text;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>A cell of a heat map.</summary>
/// <param name="X">Column.</param>
/// <param name="Y">Row.</param>
/// <param name="Estimate">Its value, which exists, with its interval, which may not.</param>
public readonly record struct HeatCell(double X, double Y, Estimate Estimate)
{
    /// <summary>The value that is shown.</summary>
    public double Value => Estimate.Mean!.Value;
}

/// <summary>A share in [0, 1] over two swept keys, drawn by <see cref="SvgHeatMap"/>.</summary>
public sealed record HeatMapFigure : Figure
{
    /// <summary>Horizontal axis.</summary>
    public required FigureAxis X { get; init; }

    /// <summary>Vertical axis; the smallest value is at the bottom.</summary>
    public required FigureAxis Y { get; init; }

    /// <summary>What the shades mean.</summary>
    public required FigureAxis Value { get; init; }

    /// <summary>The cells, each place at most once.</summary>
    public required IReadOnlyList<HeatCell> Cells { get; init; }

    /// <summary>The columns from left to right.</summary>
    public IReadOnlyList<double> Columns => [.. Cells.Select(cell => cell.X).Distinct().Order()];

    /// <summary>The rows from the bottom up.</summary>
    public IReadOnlyList<double> Rows => [.. Cells.Select(cell => cell.Y).Distinct().Order()];

    /// <summary>The cell at a place; null when there is none.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    public HeatCell? At(double x, double y) =>
        Cells.Where(cell => cell.X == x && cell.Y == y).Select(cell => (HeatCell?)cell).FirstOrDefault();

    /// <inheritdoc/>
    public override string ToSvg() => SvgHeatMap.Draw(this);

    /// <inheritdoc/>
    public override CsvTable ToTable()
    {
        var table = new CsvTable([X.Column, Y.Column, Value.Column, "ci95_low", "ci95_high", "n"]);
        foreach (var (y, x) in Rows.SelectMany(y => Columns.Select(x => (y, x))))
        {
            // A matrix plot needs every place, also one whose runs were interrupted.
            var estimate = At(x, y)?.Estimate;
            table.Add(
                CsvNumbers.Text(x), CsvNumbers.Text(y), CsvNumbers.Text(estimate?.Mean), CsvNumbers.Text(estimate?.Low),
                CsvNumbers.Text(estimate?.High), CsvNumbers.Text(estimate?.Count ?? 0));
        }

        return table;
    }

    /// <inheritdoc/>
    public override string ToTex() => new StringBuilder()
        .Append("% \\usepackage{pgfplots}\\pgfplotsset{compat=1.18}\n")
        .Append("\\begin{tikzpicture}\n\\begin{axis}[")
        .Append(CultureInfo.InvariantCulture, $"width={WidthMillimetres}mm,height=60mm,table/col sep=comma,\n")
        .Append(" colormap={shade}{rgb255=(247,251,255) rgb255=(8,48,107)},point meta min=0,point meta max=1,colorbar,\n")
        .Append(CultureInfo.InvariantCulture, $" xtick=data,ytick=data,xlabel={{{Pgfplots.Escape(X.TitleWithUnit)}}},")
        .Append(CultureInfo.InvariantCulture, $"ylabel={{{Pgfplots.Escape(Y.TitleWithUnit)}}},enlargelimits=false]\n")
        .Append(CultureInfo.InvariantCulture, $"\\addplot[{Plot},point meta=explicit,unbounded coords=jump]")
        .Append(CultureInfo.InvariantCulture, $" table[x={X.Column},y={Y.Column},meta={Value.Column}]{{{Id}.csv}};\n")
        .Append("\\end{axis}\n\\end{tikzpicture}\n")
        .ToString();

    /// <inheritdoc/>
    public override TableDescription Describe(WrittenFile file) => new(
        file,
        Title,
        [
            new(X.Column, "number", X.TitleWithUnit),
            new(Y.Column, "number", Y.TitleWithUnit),
            new(Value.Column, "number", Value.TitleWithUnit),
            new("ci95_low", "number", "lower end of the 95 % confidence interval"),
            new("ci95_high", "number", "upper end of the 95 % confidence interval"),
            new("n", "integer", "replications or trials"),
        ],
        [X.Column, Y.Column]);

    /// <summary>How pgfplots draws the cells: a matrix has two rows and two columns at least, else they are squares.</summary>
    private string Plot => Columns.Count > 1 && Rows.Count > 1
        ? string.Create(CultureInfo.InvariantCulture, $"matrix plot*,mesh/cols={Columns.Count}")
        : "scatter,only marks,mark=square*,mark size=4mm";
}
