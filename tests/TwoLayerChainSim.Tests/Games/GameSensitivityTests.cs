using TwoLayerChainSim.Experiments.Games;

namespace TwoLayerChainSim.Tests.Games;

/// <summary>Every key of every kind of game has an effect: in a fitting game another value gives another table.</summary>
public class GameSensitivityTests
{
    private const string Uneven = "clients: [{count: 4}, {training-ghz-min: 6}]";
    private const string Tight = "leader: published-complete, client: published, selective: false, " + Uneven;
    private const string Scarce = "budget: 1, mining-budget: 0.4, clients: [{count: 3}]";
    private const string Sampled = "clients: [{count: 40, training-ghz-min: 1, training-to-ghz-min: 30}]";
    private const string Short = "rounds: 40, replications: 4";
    private const string Adapting = "requestor: fairness-adaptive, rounds: 40, replications: 4";

    /// <summary>Kind, key with its other value, and the rest of the game.</summary>
    public static TheoryData<string, string, string> Changes => new()
    {
        { "stackelberg", "seed: 2", "clients: [{training-ghz-min: 5, training-to-ghz-min: 9}]" },
        { "stackelberg", "deadline: 14 min", Uneven },
        { "stackelberg", "budget: 1000", Tight },
        { "stackelberg", "mining-budget: 100", Tight },
        { "stackelberg", "xi: 9", Uneven },
        { "stackelberg", "contribution-target-ghz-min: 8", Tight },
        { "stackelberg", "shapley-reading: sum", Tight },
        { "stackelberg", "shapley-reading: squared", Tight },
        { "stackelberg", "leader: published-complete", Uneven },
        { "stackelberg", "leader: published-complete-as-printed", Uneven },
        { "stackelberg", "leader: published-incomplete", Uneven },
        { "stackelberg", "leader: posted-price", Uneven },
        { "stackelberg", "margin: 0.1", Uneven },
        { "stackelberg", "client: published", $"leader: published-complete, {Uneven}" },
        { "stackelberg", "client: joint-ir", $"leader: published-complete, {Uneven}" },
        { "stackelberg", "client: capped", $"leader: published-complete, {Uneven}" },
        { "stackelberg", "value: logarithmic", "clients: [{count: 5}]" },
        { "stackelberg", "value: saturating", "clients: [{count: 5}]" },
        { "stackelberg", "value-scale: 0.01", Uneven },
        { "stackelberg", "value-reference: 10000", "value: saturating, value-scale: 100, clients: [{count: 5}]" },
        { "stackelberg", "selective: false", $"xi: 9, {Uneven}" },
        { "stackelberg", "work-share-min: 0.2", $"deadline: 6 min, {Scarce}" },
        { "stackelberg", "clients.count: 2", "" },
        { "stackelberg", "clients.training-ghz-min: 8", "" },
        { "stackelberg", "clients.training-to-ghz-min: 20", "" },
        { "stackelberg", "clients.mining-ghz-min: 4", "" },
        { "stackelberg", "clients.rho: 0.02", "" },
        { "stackelberg", "clients.frequency-max: 2 GHz", "leader: published-complete" },
        { "shapley", "seed: 2", Sampled },
        { "shapley", "budget: 100", Uneven },
        { "shapley", "contribution-target-ghz-min: 8", Uneven },
        { "shapley", "shapley-reading: sum", Uneven },
        { "shapley", "shapley-reading: squared", Uneven },
        { "shapley", "orders: 50", Sampled },
        { "shapley", "clients.count: 2", "" },
        { "shapley", "clients.training-ghz-min: 8", "" },
        { "shapley", "clients.training-to-ghz-min: 20", "" },
        { "data-submission", "reward: 11", "" },
        { "data-submission", "leakage-slope: 4", "" },
        { "data-submission", "leakage-constant: 4", "" },
        { "data-submission", "privacy-leakage: 0.6", "" },
        { "data-submission", "max-value: 60", "" },
        { "data-submission", "max-profit: 600", "" },
        { "data-submission", "sensing-cost: 1", "" },
        { "data-submission", "loss-per-value: 5", "" },
        { "data-submission", "value-weight: 0.8", "" },
        { "zero-determinant", "seed: 2", Short },
        { "zero-determinant", "leader: tit-for-tat", Short },
        { "zero-determinant", "leader: win-stay-lose-shift", Short },
        { "zero-determinant", "leader: always-cooperate", Short },
        { "zero-determinant", "leader: always-defect", Short },
        { "zero-determinant", "leader: random", Short },
        { "zero-determinant", "chi: 3", $"phi: 0.05, {Short}" },
        { "zero-determinant", "phi: 0.05", Short },
        { "zero-determinant", "requestor: fairness-adaptive", Short },
        { "zero-determinant", "requestor: myopic", Short },
        { "zero-determinant", "requestor: fixed", Short },
        { "zero-determinant", "q1: 0.4", Short },
        { "zero-determinant", "q2: 0.4", Short },
        { "zero-determinant", "step: 0.01", Short },
        { "zero-determinant", "rounds: 80", "replications: 4" },
        { "zero-determinant", "replications: 5", "rounds: 40" },
        { "zero-determinant", "leader-payoffs.cc: 6.5", Adapting },
        { "zero-determinant", "leader-payoffs.cd: 2.5", Adapting },
        { "zero-determinant", "leader-payoffs.dc: 8.5", Adapting },
        { "zero-determinant", "leader-payoffs.dd: 4.5", Adapting },
        { "zero-determinant", "requestor-payoffs.cc: 6.5", Adapting },
        { "zero-determinant", "requestor-payoffs.cd: 7.5", Adapting },
        { "zero-determinant", "requestor-payoffs.dc: 3.5", Adapting },
        { "zero-determinant", "requestor-payoffs.dd: 4.5", Adapting },
        { "contract", "types: 5", "" },
        { "contract", "accuracy-low: 0.3", "" },
        { "contract", "accuracy-high: 0.9", "" },
        { "contract", "logarithm: natural", "" },
        { "contract", "logarithm: base2", "" },
        { "contract", "in-order: false", "logarithm: natural" },
        { "contract", "workers: 150", "logarithm: natural" },
        { "contract", "cycles-per-sample: 6", "" },
        { "contract", "samples: 21", "" },
        { "contract", "communication-time: 11", "" },
        { "contract", "communication-energy: 21", "" },
        { "contract", "longest-time: 500", "" },
        { "contract", "budget: 9000", "logarithm: natural" },
        { "contract", "energy-coefficient: 3", "" },
        { "contract", "satisfaction-weight: 700", "" },
        { "contract", "reward-cost: 2", "" },
        { "pbft-timing", "mode: single-host", "" },
        { "pbft-timing", "mode: single-host-full-votes", "" },
        { "pbft-timing", "nodes: [4]", "" },
        { "pbft-timing", "edge-servers: [9]", "" },
        { "pbft-timing", "update-size: 301 kB", "" },
        { "pbft-timing", "model-size: 301 kB", "" },
        { "pbft-timing", "vote-size: 600 B", "" },
        { "pbft-timing", "uplink: 90 Mbit/s", "" },
        { "pbft-timing", "propagation: 6 ms", "" },
        { "pbft-timing", "verify-time: 300 us", "" },
        { "pbft-timing", "handling-time: 3 ms", "mode: single-host" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Another_value_gives_another_table(string kind, string change, string rest) =>
        Assert.NotEqual(Table(kind, "", rest), Table(kind, change, rest));

    [Fact]
    public void Every_key_and_every_word_is_changed()
    {
        var changed = Changes.Select(row => $"{row[0]} {row[1]}").ToArray();
        var missing =
            from game in GameCatalog.All
            from key in game.Keys.Select(key => (key.Path, Key: key))
                .Concat(game.ClientKeys.Select(key => (Path: $"clients.{key.Path}", Key: key)))
            from value in key.Key.Choices.Select(choice => choice.Name).Where(word => word != key.Key.Default).DefaultIfEmpty("")
            let wanted = $"{game.Kind} {key.Path}: {value}"
            where !changed.Any(one => one.StartsWith(wanted, StringComparison.Ordinal))
            select wanted;
        Assert.Equal([], missing);
    }

    /// <summary>The table of a game of which one key, perhaps of its only client, has another value.</summary>
    private static string Table(string kind, string change, string rest)
    {
        var isClient = change.StartsWith("clients.", StringComparison.Ordinal);
        var client = isClient ? change["clients.".Length..] : "";
        var key = change.Split(':')[0];
        var kept = rest.Split(", ").Where(part => part.Length > 0 && !part.StartsWith(key + ":", StringComparison.Ordinal));
        var hasClients = kind is "stackelberg" or "shapley" && !rest.Contains("clients:", StringComparison.Ordinal);
        IEnumerable<string> parts =
        [
            $"kind: {kind}", .. isClient || change.Length == 0 ? Array.Empty<string>() : [change], .. kept,
            .. hasClients ? [$"clients: [{{{client}}}]"] : Array.Empty<string>(),
        ];
        var (file, diagnostics) = GameReader.ReadText($"{{{string.Join(", ", parts)}}}", "my.yaml");
        Assert.Equal([], diagnostics.Sorted());
        return file!.Game.Play(file) is { } result ? result.Table.ToCsv() : string.Join('\n', diagnostics.Sorted());
    }
}
