using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Experiments.Reproduction.Kang2019;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Incentives.Contracts;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>The contract that a task publisher offers to workers of hidden types.</summary>
internal sealed class ContractMenu : IGame
{
    private const string Kang = "Kang et al. 2019, Table II";

    /// <inheritdoc/>
    public string Kind => "contract";

    /// <inheritdoc/>
    public string Description => "A task publisher offers workers of hidden types a menu of frequency and reward";

    /// <inheritdoc/>
    public string Source => Kang;

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> Keys { get; } =
    [
        ScenarioKey.Whole("types", 10, 1, 1000, "Number of types, of equal share", $"{Kang} (10)"),
        ScenarioKey.Number("accuracy-low", 0.2, 1e-6, 0.999999, "Local accuracy epsilon of the worst type", $"{Kang} (0.2)"),
        ScenarioKey.Number("accuracy-high", 0.92, 1e-6, 0.999999, "Local accuracy epsilon of the best type", $"{Kang} (0.92)"),
        ScenarioKey.Choice("logarithm", "base10", "Logarithm of the number log(1/epsilon) of local iterations",
            "[P] the paper does not say",
            new KeyChoice("base10", "Base 10", "[P] frequencies come out in order"),
            new KeyChoice("natural", "Natural", "[P]"),
            new KeyChoice("base2", "Base 2", "[P]")),
        ScenarioKey.Boolean("in-order", true, "Whether frequencies are kept in order, so that nobody gains by another item", "[P] ironing"),
        ScenarioKey.Whole("workers", 100, 1, 1_000_000_000, "Number of workers", $"{Kang} (100)"),
        ScenarioKey.Number("cycles-per-sample", 5, 1e-9, 1e12, "CPU cycles for a sample", $"{Kang} (5)"),
        ScenarioKey.Number("samples", 20, 1e-9, 1e12, "Samples of a worker", $"{Kang} (20)"),
        ScenarioKey.Number("communication-time", 10, 0, 1e12, "Time to send an update", $"{Kang} (10)"),
        ScenarioKey.Number("communication-energy", 20, 0, 1e12, "Energy to send an update", $"{Kang} (20)"),
        ScenarioKey.Number("longest-time", 600, 1e-9, 1e12, "Longest time of a global iteration", $"{Kang} (600)"),
        ScenarioKey.Number("budget", 10_000, 1e-9, 1e15, "Budget for the rewards of all workers", $"{Kang} (10000)"),
        ScenarioKey.Number("energy-coefficient", 2, 1e-9, 1e12, "Energy coefficient of a chip", $"{Kang} (2)"),
        ScenarioKey.Number("satisfaction-weight", 800, 1e-9, 1e12, "Weight of the publisher's satisfaction", $"{Kang} (800)"),
        ScenarioKey.Number("reward-cost", 1, 1e-9, 1e12, "Cost of a unit of reward to the publisher", $"{Kang} (1)"),
    ];

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> ClientKeys => [];

    /// <inheritdoc/>
    public GameResult? Play(GameFile file)
    {
        var options = Options(file.Top);
        if (options.Types.Count > 1 && file.Top.Number("accuracy-high") <= file.Top.Number("accuracy-low"))
        {
            file.Refuse("accuracy-high", $"greater than accuracy-low = {file.Top["accuracy-low"].Value.Yaml}");
            return null;
        }

        file.Refuse(options.Problems(), "budget", "longest-time");
        if (file.Diagnostics.HasErrors)
        {
            return null;
        }

        var contract = file.Top.Is("in-order") ? Contract.Make(options) : Contract.MakeUnironed(options);
        var violations = ContractCheck.Violations(contract.Items, options);
        return new()
        {
            Findings =
            [
                $"The publisher has a profit of {Judge.Text(contract.PublisherProfit)}, the workers a utility of "
                    + $"{Judge.Text(contract.TotalWorkerUtility)} in sum, for rewards of {Judge.Text(contract.TotalReward)}"
                    + $"{(contract.IsBudgetBinding ? ", the whole budget." : ".")}",
                violations.Count == 0
                    ? "Every worker gets the most from the item of its own type, and none loses."
                    : $"{violations.Count} conditions are violated, first {violations[0]}.",
            ],
            Table = Table(contract),
            Figures = [ContractFigure.Choices(contract, "choices"), Items(contract)],
        };
    }

    private static ContractOptions Options(GameValues top) => new()
    {
        Types = ContractOptions.EvenTypes(top.Whole("types"), top.Number("accuracy-low"), top.Number("accuracy-high")),
        Logarithm = top.Choice<IterationLogarithm>("logarithm"),
        Workers = top.Whole("workers"),
        CyclesPerSample = top.Number("cycles-per-sample"),
        Samples = top.Number("samples"),
        CommunicationTime = top.Number("communication-time"),
        CommunicationEnergy = top.Number("communication-energy"),
        LongestTime = top.Number("longest-time"),
        Budget = top.Number("budget"),
        EnergyCoefficient = top.Number("energy-coefficient"),
        SatisfactionWeight = top.Number("satisfaction-weight"),
        RewardCost = top.Number("reward-cost"),
    };

    private static ResultTable Table(Contract contract) => new(
        "items", "Items", ["type", "accuracy", "iterations", "frequency", "reward", "time", "utility"],
        [
            .. contract.Items.Select((item, n) => ImmutableArray.Create<ResultCell>(
                n + 1, contract.Options.Types[n].Accuracy, contract.Options.Iterations(n), item.Frequency, item.Reward,
                contract.Options.Time(n, item.Frequency), contract.Options.WorkerUtility(n, item))),
        ]);

    private static LineFigure Items(Contract contract) => CurveChart.Of(
        "rewards", "Reward and utility by type",
        "Reward of the item of each type, and what is left of it to a worker of that type.",
        new("type", "Type", "1"), new("money", "Reward and utility", "1"),
        CurveChart.Curve("reward", 0, CurveLine.Solid, contract.Items.Select((item, n) => (n + 1.0, item.Reward))),
        CurveChart.Curve(
            "utility", 1, CurveLine.Dashed, contract.Items.Select((item, n) => (n + 1.0, contract.Options.WorkerUtility(n, item)))));
}
