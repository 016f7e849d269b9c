using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Model.Incentives.Contracts;

namespace TwoLayerChainSim.Experiments.Reproduction.Kang2019;

/// <summary>The contract of Kang et al. 2019: who chooses which item, and what it brings.</summary>
public sealed class ContractFigure : IReproduction
{
    private const double PrintedProfit = 498_730;
    private const double PrintedWorkers = 2_810;

    private static readonly IterationLogarithm[] Logarithms =
        [IterationLogarithm.Base10, IterationLogarithm.Natural, IterationLogarithm.Base2];

    /// <summary>The parameters. Default: those of Table II.</summary>
    public ContractOptions Setting { get; init; } = new();

    /// <inheritdoc/>
    public string Id => "kang2019/contract";

    /// <inheritdoc/>
    public string Title => "Utility of workers by the item they choose";

    /// <inheritdoc/>
    public string Source => "Kang et al. 2019 (IEEE Internet of Things Journal 6(6)), Figs. 5 and 7";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        var unironed = Logarithms.Select(logarithm => Contract.MakeUnironed(Setting with { Logarithm = logarithm })).ToArray();
        var exact = Logarithms.Select(logarithm => Contract.Make(Setting with { Logarithm = logarithm })).ToArray();
        return new()
        {
            Figures = [Choices(exact[0], "kang2019-contract-choices"), Frequencies(unironed, exact)],
            Claims =
            [
                Conditions(unironed, exact), Monotone(unironed, exact), OwnUtility(exact), PrintedCompatibility(exact),
                Level("Fig. 7", "The profit of the publisher is 498730", PrintedProfit, exact, contract => contract.PublisherProfit),
                Level("Fig. 7", "The utility of all workers is 2810", PrintedWorkers, exact, contract => contract.TotalWorkerUtility),
            ],
            Choices =
            [
                "The paper does not say which logarithm counts the local iterations, nor how the accuracies of the types lie in "
                    + "[0.2, 0.92]: evenly spaced here, and each claim is judged for three logarithms.",
            ],
        };
    }

    /// <summary>Fig. 5: what workers of some types get from each item.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="id">Name of the files.</param>
    internal static LineFigure Choices(Contract contract, string id) => CurveChart.Of(
        id,
        "Utility of workers by the item they choose",
        "Utility of workers of some types against the type for which the chosen item was made. Each is greatest at the own type when "
            + "the contract makes workers choose their own items.",
        new("item", "Item made for type", "1"),
        new("utility", "Utility of the worker", "1"),
        new[] { 2, 4, 6, 8 }.Where(type => type <= contract.Items.Count).DefaultIfEmpty(1).Select((type, i) => CurveChart.Curve(
            $"type {type}", i, CurveLine.Solid,
            contract.Items.Select((item, m) => (m + 1.0, contract.Options.WorkerUtility(type - 1, item))))));

    private static LineFigure Frequencies(Contract[] unironed, Contract[] exact) => CurveChart.Of(
        "kang2019-contract-frequencies",
        "CPU frequency of each item",
        "CPU frequency of the item of each type, for three logarithms of the number of local iterations: as published, and with "
            + "frequencies kept in order.",
        new("type", "Type", "1"),
        new("frequency", "CPU frequency", "1"),
        Logarithms.SelectMany((logarithm, i) => new[]
        {
            Of($"{Name(logarithm)}, published", i, CurveLine.Solid, unironed[i]),
            Of($"{Name(logarithm)}, in order", i, CurveLine.Dashed, exact[i]),
        }));

    private static Curve Of(string label, int color, CurveLine line, Contract contract) =>
        CurveChart.Curve(label, color, line, contract.Items.Select((item, n) => (n + 1.0, item.Frequency)));

    private static string Name(IterationLogarithm logarithm) => logarithm switch
    {
        IterationLogarithm.Base10 => "log10",
        IterationLogarithm.Natural => "ln",
        _ => "log2",
    };

    private static Claim Conditions(Contract[] unironed, Contract[] exact)
    {
        return new(
            "Eqs. (18), (19), Fig. 5",
            "No worker loses, and every worker gets the most from the item of its own type",
            "violations of IR, IC, order, time and budget over all types and items: none",
            [.. unironed.Select(contract => Of(Finding.AsPublished, contract)), .. exact.Select(contract => Of("in order", contract))]);

        static Finding Of(string reading, Contract contract)
        {
            var violations = ContractCheck.Violations(contract.Items, contract.Options);
            return Judge.That(
                $"{reading}, {Name(contract.Options.Logarithm)}", violations.Count == 0,
                violations.Count == 0 ? "none" : $"{violations.Count}, first {violations[0]}");
        }
    }

    private static Claim Monotone(Contract[] unironed, Contract[] exact) => new(
        "Sec. VI",
        "Frequencies do not fall with the type when all types have the same share, without being forced to",
        "shape of the frequency against the type",
        [
            .. unironed.Select(contract => Rises(contract, Finding.AsPublished, (item, _) => item.Frequency)),
            .. exact.Select(contract => Rises(contract, "in order", (item, _) => item.Frequency)),
        ]);

    private static Claim OwnUtility(Contract[] exact) => new(
        "Fig. 5",
        "A worker with better data gets more",
        "shape of the utility from the own item against the type",
        [
            .. exact.Select(contract => Rises(contract, "in order", (item, n) => contract.Options.WorkerUtility(n, item))),
        ]);

    private static Finding Rises(Contract contract, string reading, Func<ContractItem, int, double> of) =>
        new Shape(contract.Items.Select((item, n) => (n + 1.0, of(item, n))))
            .Judge($"{reading}, {Name(contract.Options.Logarithm)}", Course.Rises);

    /// <summary>Eq. (19) prints the type of the item instead of that of the worker in the cost of choosing it.</summary>
    private static Claim PrintedCompatibility(Contract[] exact) => new(
        "Eq. (19)",
        "The contract satisfies Eq. (19) as it is printed, with θ of the item in the cost of another item",
        "pairs of a worker's type and an item that break it: none",
        [
            .. exact.Select(contract =>
            {
                var own = contract.Items.Select((item, n) => contract.Options.WorkerUtility(n, item)).ToArray();
                var broken = own.Sum(mine => own.Count(other => other > mine + 1e-9));
                return Judge.That(
                    $"in order, {Name(contract.Options.Logarithm)}", broken == 0, $"{broken} of {own.Length * (own.Length - 1)}");
            }),
        ]);

    /// <summary>A number printed in the paper, within a thousandth.</summary>
    private static Claim Level(string source, string says, double printed, Contract[] exact, Func<Contract, double> of) => new(
        source, says, "the number, within a thousandth of the printed one",
        [
            .. exact.Select(contract => Judge.Level(
                $"in order, {Name(contract.Options.Logarithm)}", of(contract), printed * 0.999, printed * 1.001,
                "accuracies and logarithm are not stated")),
        ]);
}
