using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>Each layer takes every protocol of the catalogue that makes sense there, over whatever carries its messages.</summary>
public class ConsensusSelectionTests
{
    private static readonly string[] Keys =
        ["two-layer.lmuc-consensus", "gmuc.consensus", "flchain.consensus", "blockfl.consensus"];

    public static TheoryData<string> Committees =>
        [.. ConsensusCatalog.Entries.Where(entry => entry.Committee is not null).Select(entry => entry.Name)];

    public static TheoryData<string, string> Refused() => Pairs(key => key.Refused.Keys);

    public static TheoryData<string, string> Allowed() => Pairs(key => key.Choices.Select(choice => choice.Name));

    [Theory]
    [MemberData(nameof(Committees))]
    public void Local_chains_decide_over_d2d_and_cellular_links(string protocol)
    {
        if (!ConsensusCatalog.Find(protocol).IsFor(ChainLayers.Local))
        {
            return;
        }

        foreach (var direct in (string[])["true", "false"])
        {
            var run = SchemeRuns.Run("two-layer", $"two-layer.lmuc-consensus={protocol}", $"d2d.enabled={direct}");
            AllIsWell(run);

            // Four devices and their MEC node in each of three cells.
            Assert.All(run.Reports, report => HasTheCost(protocol, 5, 3, report.Effort.LocalChainMessages));
        }
    }

    [Theory]
    [MemberData(nameof(Committees))]
    public void The_global_chain_decides_over_the_backbone(string protocol)
    {
        if (!ConsensusCatalog.Find(protocol).IsFor(ChainLayers.Global))
        {
            return;
        }

        foreach (var (scheme, key) in new[] { ("two-layer", "gmuc.consensus"), ("flchain", "flchain.consensus") })
        {
            var run = SchemeRuns.Run(scheme, $"{key}={protocol}", "network.mec-nodes=4");
            AllIsWell(run);
            Assert.All(run.Reports, report => HasTheCost(protocol, 4, 1, report.Effort.GlobalChainMessages));
        }
    }

    [Theory]
    [MemberData(nameof(Committees))]
    public void A_protocol_that_cannot_be_drawn_at_once_exchanges_messages(string protocol) => AllIsWell(SchemeRuns.Run(
        "two-layer", $"gmuc.consensus={protocol}", "network.mec-nodes=4", "consensus.fidelity=round", "consensus.processing=0 t"));

    [Theory]
    [MemberData(nameof(Committees))]
    public void A_single_chain_decides_over_relays(string protocol)
    {
        var run = SchemeRuns.Run("blockfl-bft", $"blockfl.consensus={protocol}");
        AllIsWell(run);
        Assert.All(run.Reports, report => HasTheCost(protocol, 12, 1, report.Effort.GlobalChainMessages));
    }

    [Theory]
    [MemberData(nameof(Committees))]
    public void The_layers_may_differ(string protocol)
    {
        var entry = ConsensusCatalog.Find(protocol);
        var (local, global) = (entry.IsFor(ChainLayers.Local) ? protocol : "pbft", entry.IsFor(ChainLayers.Global) ? protocol : "ibft");
        AllIsWell(SchemeRuns.Run("two-layer", $"two-layer.lmuc-consensus={local}", $"gmuc.consensus={global}"));
        AllIsWell(SchemeRuns.Run("two-layer", "two-layer.lmuc-consensus=pow", $"gmuc.consensus={global}"));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_protocol_that_makes_no_sense_somewhere_is_refused_there_with_the_reason(string key, string protocol)
    {
        var (scenario, diagnostics) = SchemeRuns.Read($"{key}={protocol}");
        Assert.Null(scenario);
        var error = Assert.Single(diagnostics);
        Assert.Equal(key, error.Key);
        Assert.StartsWith($"found '{protocol}' (", error.Problem, StringComparison.Ordinal);
        Assert.True(error.Problem.Length > $"found '{protocol}' ()".Length, "the catalogue gives no reason");
        Assert.Contains("pbft, ibft", error.Allowed, StringComparison.Ordinal);
        Assert.DoesNotContain(protocol, error.Allowed!.Split(", "));
    }

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Every_other_protocol_is_accepted(string key, string protocol) =>
        Assert.NotNull(SchemeRuns.Read($"{key}={protocol}").Scenario);

    [Fact]
    public void Every_protocol_of_the_global_chain_decides_by_a_committee() => Assert.All(
        ConsensusCatalog.Entries.Where(entry => entry.IsFor(ChainLayers.Global)), entry => Assert.NotNull(entry.Committee));

    private static TheoryData<string, string> Pairs(Func<ScenarioKey, IEnumerable<string>> words)
    {
        var rows = new TheoryData<string, string>();
        foreach (var path in Keys)
        {
            foreach (var word in words(ScenarioKeys.All[ScenarioKeys.IndexOf(path)]))
            {
                rows.Add(path, word);
            }
        }

        return rows;
    }

    /// <summary>
    /// The closed form. Where instances run side by side, the run ends before the others are through; in a pipeline a block may
    /// overtake the one before, which then gets one vote less.
    /// </summary>
    private static void HasTheCost(string protocol, int replicas, int committees, long messages)
    {
        var expected = committees * ConsensusCatalog.FindCommittee(protocol).Messages(replicas);
        Assert.InRange(messages, protocol is "rbft-redundant" or "hotstuff-chained" ? expected / 2 : expected, expected);
    }

    private static void AllIsWell(FinishedRun run)
    {
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
        Assert.All(run.Reports, report => Assert.Equal(
            (0, run.Run.World.Topology.Devices.Length, 0), (report.Counts.Lost, report.Counts.Aggregated, report.Counts.ViewChanges)));
    }
}
