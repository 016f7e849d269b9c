using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>What is wanted of a quantity.</summary>
public enum ParetoGoal
{
    /// <summary>As little as possible.</summary>
    Least,

    /// <summary>As much as possible.</summary>
    Most,

    /// <summary>Neither; it stands in tables only.</summary>
    None,
}

/// <summary>A quantity that is weighed against others.</summary>
/// <param name="Axis">Its axis.</param>
/// <param name="Goal">What is wanted.</param>
public sealed record ParetoQuantity(FigureAxis Axis, ParetoGoal Goal);

/// <summary>A scheme under an incentive.</summary>
/// <param name="Scheme">Name of the scheme.</param>
/// <param name="Incentive">Name of the incentive; empty when only one is compared.</param>
/// <param name="Values">A mean, which exists, with its interval, for each quantity.</param>
public sealed record ParetoPoint(string Scheme, string Incentive, IReadOnlyList<Estimate> Values)
{
    /// <summary>True for the upper reference, in whose world nobody misbehaves: it is no choice, so it dominates nobody.</summary>
    public bool IsReference => SchemeCatalog.Entries.Any(entry => entry.Name == Scheme && entry.IgnoresAttacks);

    /// <summary>Name in tables.</summary>
    public string Name => Incentive.Length == 0 ? Scheme : $"{Scheme}-{Incentive}";
}

/// <summary>Quantities of a few points against each other: the first on the x axis, a panel for each other one.</summary>
public sealed record ParetoFigure : Figure
{
    /// <summary>The quantities that are drawn, that of the x axis first, then those for tables only.</summary>
    public required IReadOnlyList<ParetoQuantity> Quantities { get; init; }

    /// <summary>The points in the order of legends.</summary>
    public required IReadOnlyList<ParetoPoint> Points { get; init; }

    /// <summary>Positions in <see cref="Quantities"/> of those that are drawn.</summary>
    public IReadOnlyList<int> Drawn =>
        [.. Enumerable.Range(0, Quantities.Count).Where(quantity => Quantities[quantity].Goal != ParetoGoal.None)];

    /// <summary>
    /// True unless it is the reference, or another point is better in one of some quantities and as good in the others, by the means.
    /// </summary>
    /// <param name="point">The point.</param>
    /// <param name="quantities">Positions in <see cref="Quantities"/>.</param>
    public bool IsNotDominated(ParetoPoint point, IReadOnlyList<int> quantities) => !point.IsReference && !Points.Any(other =>
        !other.IsReference
        && quantities.All(quantity => Loss(other, quantity) <= Loss(point, quantity))
        && quantities.Any(quantity => Loss(other, quantity) < Loss(point, quantity)));

    /// <summary>How a point looks: colour of the scheme and marker of the incentive, unless only one of them varies.</summary>
    /// <param name="point">The point.</param>
    public SchemeStyle StyleOf(ParetoPoint point)
    {
        if (point.Incentive.Length == 0)
        {
            return SchemeStyle.Of(point.Scheme);
        }

        var (scheme, incentive) = (SchemeStyle.Of(point.Scheme), SchemeStyle.Of(point.Incentive));
        return Points.All(other => other.Scheme == point.Scheme)
            ? incentive
            : scheme with
            {
                Label = $"{scheme.Label} / {incentive.Label}",
                Marker = incentive.Marker,
                IsOpen = incentive.IsOpen,
            };
    }

    /// <summary>The ticks of a quantity's axis.</summary>
    /// <param name="quantity">Position in <see cref="Quantities"/>.</param>
    internal Ticks TicksOf(int quantity)
    {
        var axis = Quantities[quantity].Axis;
        double[] ends =
        [
            .. Points.Select(point => point.Values[quantity]).SelectMany(
                value => new[] { value.Mean!.Value, value.Low ?? value.Mean.Value, value.High ?? value.Mean.Value })
                .Select(end => Math.Clamp(end, axis.Lowest, axis.Highest)),
        ];
        return Ticks.Linear(ends.Min(), ends.Max(), 4);
    }

    /// <inheritdoc/>
    public override string ToSvg() => SvgPareto.Draw(this);

    /// <inheritdoc/>
    public override string ToTex() => ParetoTex.Write(this);

    /// <inheritdoc/>
    public override CsvTable ToTable()
    {
        var table = new CsvTable(
        [
            "point", "scheme", "incentive",
            .. Quantities.SelectMany(
                quantity => (string[])[Mean(quantity), Mean(quantity) + "_ci95_low", Mean(quantity) + "_ci95_high"]),
            "not_dominated", "n",
        ]);
        foreach (var point in Points)
        {
            table.Add(
            [
                point.Name, point.Scheme, point.Incentive,
                .. point.Values.SelectMany(value => (string[])
                    [CsvNumbers.Text(value.Mean), CsvNumbers.Text(value.Low), CsvNumbers.Text(value.High)]),
                IsNotDominated(point, Drawn) ? "1" : "0", CsvNumbers.Text(point.Values.Min(value => value.Count)),
            ]);
        }

        return table;
    }

    /// <inheritdoc/>
    public override TableDescription Describe(WrittenFile file) => new(
        file,
        Title,
        [
            new("point", "string", "scheme and incentive"),
            new("scheme", "string", "scheme"),
            new("incentive", "string", "incentive; empty when only one is compared"),
            .. Quantities.SelectMany(quantity => (ColumnDescription[])
            [
                new(Mean(quantity), "number", $"{quantity.Axis.TitleWithUnit}: mean over the replications"),
                new(Mean(quantity) + "_ci95_low", "number", $"{quantity.Axis.TitleWithUnit}: lower end of its 95 % interval"),
                new(Mean(quantity) + "_ci95_high", "number", $"{quantity.Axis.TitleWithUnit}: upper end of its 95 % interval"),
            ]),
            new("not_dominated", "integer", "1 when no other point is as good in all that is drawn and better in one"),
            new("n", "integer", "replications"),
        ],
        ["point"]);

    internal static string Mean(ParetoQuantity quantity) => WideCsv.ColumnOf(quantity.Axis);

    private double Loss(ParetoPoint point, int quantity) =>
        Quantities[quantity].Goal == ParetoGoal.Most ? -point.Values[quantity].Mean!.Value : point.Values[quantity].Mean!.Value;
}
