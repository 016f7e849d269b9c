using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>
/// The points of a figure as a wide table, one row per x: for each curve the mean and the ends of its interval. Units are
/// the suffix of the column names, e.g. <c>two_layer_delay_s</c>.
/// </summary>
public static class WideCsv
{
    /// <summary>The table.</summary>
    /// <param name="figure">The figure.</param>
    public static CsvTable Table(LineFigure figure)
    {
        string[] columns =
        [
            ColumnOf(figure.X),
            .. figure.Curves.SelectMany(curve => (string[])[Mean(figure, curve), Low(figure, curve), High(figure, curve)]),
        ];
        var table = new CsvTable(columns);
        foreach (var x in figure.Curves.SelectMany(curve => curve.Points).Select(point => point.X).Distinct().Order())
        {
            var cells = new List<string> { CsvNumbers.Text(x) };
            foreach (var curve in figure.Curves)
            {
                var estimate = curve.Points.Where(point => point.X == x).Select(point => point.Estimate).FirstOrDefault();
                cells.AddRange([CsvNumbers.Text(estimate.Mean), CsvNumbers.Text(estimate.Low), CsvNumbers.Text(estimate.High)]);
            }

            table.Add([.. cells]);
        }

        return table;
    }

    /// <summary>The description of the file.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="file">The file as it was written.</param>
    public static TableDescription Describe(LineFigure figure, WrittenFile file)
    {
        var x = new ColumnDescription(ColumnOf(figure.X), "number", figure.X.TitleWithUnit);
        var curves = figure.Curves.SelectMany(curve => (ColumnDescription[])
        [
            new(Mean(figure, curve), "number", $"{figure.Y.TitleWithUnit}, {curve.Scheme}: mean over the replications"),
            new(Low(figure, curve), "number", $"{figure.Y.TitleWithUnit}, {curve.Scheme}: lower end of the 95 % confidence interval"),
            new(High(figure, curve), "number", $"{figure.Y.TitleWithUnit}, {curve.Scheme}: upper end of the 95 % confidence interval"),
        ]);
        return new TableDescription(file, figure.Title, [x, .. curves], [x.Name]);
    }

    internal static string ColumnOf(FigureAxis axis) =>
        Plain(axis.Unit == "1" ? axis.Column : $"{axis.Column}_{axis.Unit}");

    internal static string Mean(LineFigure figure, Curve curve) => $"{Plain(curve.Scheme)}_{ColumnOf(figure.Y)}";

    internal static string Low(LineFigure figure, Curve curve) => Mean(figure, curve) + "_ci95_low";

    internal static string High(LineFigure figure, Curve curve) => Mean(figure, curve) + "_ci95_high";

    private static string Plain(string name) =>
        string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
}
