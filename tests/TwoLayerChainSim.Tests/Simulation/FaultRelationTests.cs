using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Faults of whole runs: nothing of strength 0 does anything, and only those chosen change (M18, M19, M24, M25).</summary>
public class FaultRelationTests
{
    private static readonly FaultWindow AfterTheEnd = FaultWindow.From(SimTime.Zero + SimDuration.FromSeconds(1e8));

    /// <summary>Ways to ask for nothing.</summary>
    private static readonly ImmutableArray<Func<FaultSpec, FaultSpec>> Nothings =
    [
        fault => fault with { Select = FaultSelection.OfCount(0) },
        fault => fault with { Select = FaultSelection.OfFraction(0) },
        fault => fault with { Select = FaultSelection.OfNodes() },
        fault => fault with { Window = AfterTheEnd },
        fault => fault with { Window = new(SimTime.Zero, SimTime.Zero) },
        fault => fault with { FirstEpisode = 1000 },
        fault => fault with { Probability = 0, Delay = SimDuration.Zero, Factor = 1, Strength = 0, Select = HasStrength(fault) },
    ];

    public static TheoryData<string> Schemes => SchemeRuns.Schemes;

    public static TheoryData<FaultKind> Kinds => [.. Enum.GetValues<FaultKind>()];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M24_faults_of_strength_0_change_nothing(string scheme)
    {
        var plan = new FaultPlan([.. Nothings.SelectMany(nothing => FaultCatalog.Entries.Select(entry => nothing(Strong(entry.Kind))))]);
        foreach (var settings in RandomScenario.Some(10))
        {
            RandomScenario.AssertSame(Run(scheme, settings), Run(scheme, settings, plan), scheme, settings);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void M24_each_way_to_ask_for_nothing_is_nothing(FaultKind kind)
    {
        string[] settings = ["network.mec-nodes=4", "episodes=1"];
        var plain = Run("two-layer", settings);
        foreach (var nothing in Nothings)
        {
            RandomScenario.AssertSame(plain, Run("two-layer", settings, FaultPlan.Of(nothing(Strong(kind)))), $"{kind}", settings);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_changes_something(FaultKind kind)
    {
        // The canary of the tests above.
        string[] settings = ["network.mec-nodes=4", "episodes=2", "attacks.malicious-fraction=0.3"];
        var changed = Run("two-layer", settings, FaultPlan.Of(Strong(kind)));
        Assert.NotEqual(Run("two-layer", settings).Reports, changed.Reports);
    }

    [Theory]
    [InlineData("two-layer")]
    [InlineData("flchain")]
    public void M25_crashed_and_silent_MEC_nodes_are_the_same_to_the_others(string scheme)
    {
        foreach (var settings in RandomScenario.Some(10))
        {
            string[] four = [.. settings, "network.mec-nodes=4", RandomScenario.WorkingNodes];
            FaultSpec Down(FaultKind kind) => new() { Kind = kind, On = FaultTarget.MecNodes, Select = FaultSelection.OfCount(1) };
            RandomScenario.AssertSame(
                Run(scheme, four, FaultPlan.Of(Down(FaultKind.Crash) with { Layers = ChainLayers.Global })),
                Run(scheme, four, FaultPlan.Of(Down(FaultKind.Silent) with { Layers = ChainLayers.Global })), scheme, four);
        }
    }

    [Fact]
    public void Random_faults_of_one_MEC_node_never_break_the_global_chain_and_happen_again_bit_by_bit()
    {
        var index = 0;
        foreach (var settings in RandomScenario.Some(25))
        {
            var stream = new RandomStreams(77, index++).Stream("random-faults");
            string[] four = [.. settings, "network.mec-nodes=4", RandomScenario.WorkingNodes, "episodes=3"];
            var plan = RandomPlan(stream, FaultSelection.OfNodes(stream.NextInt(4)));
            var run = Run("two-layer", four, plan);
            RandomScenario.AssertSame(run, Run("two-layer", four, plan), string.Join('\n', plan.Faults), four);
            Assert.All(run.Verdicts, verdict => Assert.True(
                verdict.Kind != VerdictKind.Diverged, $"{verdict.Chain}: {verdict.Reason}\n{string.Join('\n', plan.Faults)}"));
        }
    }

    [Fact]
    public void A_larger_choice_takes_the_same_nodes_and_more()
    {
        double Draw(long id) => new RandomStreams(5, 0).Stream("choice", id).NextDouble();
        var chosen = Enumerable.Range(0, 11).Select(count => FaultSelection.OfCount(count).Choose(10, i => i, Draw)).ToArray();
        for (var count = 0; count < 10; count++)
        {
            Assert.Equal(count, chosen[count].Count(isChosen => isChosen));
            Assert.All(Enumerable.Range(0, 10), node => Assert.True(chosen[count + 1][node] || !chosen[count][node]));
        }
    }

    [Fact]
    public void Whom_nobody_chose_stays_as_it_is_in_a_committee()
    {
        var world = SchemeRuns.World("network.mec-nodes=4");
        foreach (var entry in FaultCatalog.Entries)
        {
            var fault = Strong(entry.Kind) with { Select = FaultSelection.OfNodes(2) };
            var schedule = new FaultSchedule(FaultPlan.Of(fault), 4, [.. Enumerable.Range(0, 16).Select(i => (long)i)], world.Streams);
            var members = Enumerable.Range(0, 4)
                .Select(node => new Model.Consensus.Committees.CommitteeMember(node, new Consensus.HonestApplication())).ToArray();
            var wiring = new Model.Consensus.Committees.CommitteeWiring(members, null!, new KeyRing(1));
            var hit = schedule.Apply(wiring, new("gmuc", ChainLayers.Global, 1, SimTime.Zero, SimTime.Zero, SimTime.Zero));
            Assert.All([0, 1, 3], replica => Assert.Same(members[replica], hit.Members[replica]));
        }
    }

    /// <summary>A fault that does something.</summary>
    private static FaultSpec Strong(FaultKind kind) => new()
    {
        Kind = kind,
        Name = kind.ToString(),
        On = FaultCatalog.Of(kind).Targets[0],
        Select = kind is FaultKind.Crash or FaultKind.MecDown or FaultKind.Partition ? FaultSelection.OfCount(1) : FaultSelection.All,
        Probability = 0.5,
        Delay = SimDuration.FromSeconds(0.3),
        Factor = 3,
    };

    /// <summary>A kind that has no strength to be 0 gets nobody instead.</summary>
    private static FaultSelection HasStrength(FaultSpec fault) =>
        FaultCatalog.Of(fault.Kind).Needs.IsEmpty && fault.Kind != FaultKind.Collude ? FaultSelection.OfCount(0) : fault.Select;

    private static FaultPlan RandomPlan(RandomStream stream, FaultSelection node) => new([.. Enumerable.Range(0, 3).Select(i =>
    {
        var kind = (FaultKind)stream.NextInt((int)FaultKind.SlowDevice);
        var first = 1 + stream.NextInt(3);
        var start = SimTime.Zero + SimDuration.FromSeconds(stream.NextDouble() * 4);
        var byTime = stream.NextInt(2) == 0;
        return Strong(kind) with
        {
            Name = $"random-{i}",
            On = FaultTarget.MecNodes,
            Layers = ChainLayers.Global,
            Select = node,
            Window = byTime ? new(start, start + SimDuration.FromSeconds(stream.NextDouble() * 4)) : FaultWindow.Always,
            FirstEpisode = byTime ? 1 : first,
            LastEpisode = byTime ? 3 : first + stream.NextInt(2),
            Pauses = stream.NextInt(2) == 0,
            OneWay = stream.NextInt(2) == 0,
        };
    })]);

    private static FinishedRun Run(string scheme, IEnumerable<string> settings, FaultPlan? plan = null) => SchemeRuns.Execute(
        SchemeRuns.Compose(scheme, settings, change: options => options with { Faults = plan ?? FaultPlan.None }));
}
