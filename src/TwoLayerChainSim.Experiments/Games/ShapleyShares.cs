using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Incentives.Shapley;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>Shapley values of clients and their shares of a budget.</summary>
internal sealed class ShapleyShares : IGame
{
    private const string Wang = "arXiv:2202.10938";

    /// <summary>The keys of the contribution game.</summary>
    public static ImmutableArray<ScenarioKey> ContributionKeys { get; } =
    [
        ScenarioKey.Number("contribution-target-ghz-min", 10, 1e-9, 1e9, "Target g of the contribution in GHz min", $"{Wang} (10)"),
        ScenarioKey.Choice("shapley-reading", "mean", "Contribution of a set of clients, by which payments for training are bounded", Wang,
            new KeyChoice("mean", "By the distance of its mean training work from the target", $"{Wang}, (5)"),
            new KeyChoice("sum", "By the distance of its sum of training works over all clients", "[P]"),
            new KeyChoice("squared", "By the squared distance of its mean", "[P]")),
    ];

    /// <inheritdoc/>
    public string Kind => "shapley";

    /// <inheritdoc/>
    public string Description => "Shapley values of clients by their work, and their shares of a budget";

    /// <inheritdoc/>
    public string Source => Wang;

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> Keys { get; } =
    [
        ScenarioKey.Number("budget", 1250, 1e-6, 1e12, "Budget that is shared, in money", $"{Wang} (1500 less 250 for mining)"),
        .. ContributionKeys,
        ScenarioKey.Whole("orders", 4000, 2, 10_000_000, "Random orders where the values have to be sampled", "[P]"),
    ];

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> ClientKeys => ClientGroups.Keys;

    /// <inheritdoc/>
    public GameResult? Play(GameFile file)
    {
        if (ClientGroups.Of(file) is not { } clients)
        {
            return null;
        }

        var works = clients.Select(client => client.Training).ToArray();
        var reading = file.Top.Choice<ContributionReading>("shapley-reading");
        var game = new ContributionGame(works, file.Top.Number("contribution-target-ghz-min"), reading);
        var shapley = ShapleyValues.Of(
            game, file.Top.Whole("orders"), new RandomStreams((ulong)file.Top.Number("seed"), 0).Stream("shapley"));
        var table = Table(works, shapley, file.Top.Number("budget"));
        return new()
        {
            Findings = Findings(game, shapley),
            Table = table,
            Digest = ClientGroups.Merged(table),
            Figures = [Figure(works, shapley)],
        };
    }

    private static ImmutableArray<string> Findings(ContributionGame game, ShapleyValues shapley)
    {
        var negative = shapley.Values.Count(value => value < 0);
        var method = shapley.Method switch
        {
            ShapleyMethod.ClosedForm => "a formula",
            ShapleyMethod.Enumeration => "all sets of clients",
            ShapleyMethod.SubsetSums => "counts of sets by size and sum",
            _ => "random orders: see the standard errors",
        };
        var all = game.Value(game.Works.Count, game.Works.Sum());
        return
        [
            $"The values of {game.Works.Count} clients sum to {Judge.Text(shapley.Values.Sum())}, what all of them add to nobody: "
                + $"{Judge.Text(all)} less {Judge.Text(game.Value(0, 0))}. Found by {method}.",
            negative == 0
                ? "No value is negative."
                : $"{negative} of the values {(negative == 1 ? "is" : "are")} negative, which gives a share of 0: such a client moves the "
                    + "others away from the target.",
        ];
    }

    private static ResultTable Table(double[] works, ShapleyValues shapley, double budget)
    {
        var shares = shapley.Shares;
        return new(
            "clients", "Clients", ["client", "training_ghz_min", "shapley_value", "standard_error", "share", "bound"],
            [
                .. works.Select((work, i) => ImmutableArray.Create<ResultCell>(
                    i + 1, work, shapley.Values[i], shapley.StandardErrors[i], shares[i], shares[i] * budget)),
            ]);
    }

    private static LineFigure Figure(double[] works, ShapleyValues shapley)
    {
        var (shares, total) = (shapley.Shares, works.Sum());
        var byWork = works.Select((work, i) => (work, i)).OrderBy(pair => pair.work).ThenBy(pair => pair.i).ToArray();
        var proportional = total > 0
            ? CurveChart.Curve("work over all work", 1, CurveLine.Dotted, byWork.Select((pair, rank) => (rank + 1.0, pair.work / total)))
            : CurveChart.Curve("work over all work", 1, CurveLine.Dotted, Enumerable.Empty<(double, double)>());
        return CurveChart.Of(
            "shares",
            "Shares of the budget",
            "Share of each client in the budget by its Shapley value, and in the work, with clients in the order of their work.",
            new("rank", "Client, by work", "1"),
            new("share", "Share of the budget", "1"),
            CurveChart.Curve("Shapley share", 0, CurveLine.Solid, byWork.Select((pair, rank) => (rank + 1.0, shares[pair.i]))),
            proportional);
    }
}
