using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Network;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Stress;

/// <summary>
/// Simulated committees with Byzantine members against the closed forms: a shard of 4 drawn from 10 MEC nodes stalls with at
/// least 2 Byzantine members and is captured by 3; the GMUC of 10 stalls with 4.
/// </summary>
public class CommitteeTrialsTests
{
    private const int Nodes = 10;
    private static readonly SubstrateOptions Ten = new() { MecNodes = Nodes, MecNodesPerShard = 4, DevicesPerMec = 5 };
    private static readonly ImmutableArray<int> All = [.. Enumerable.Range(0, Nodes)];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_random_shard_stalls_with_hypergeometric_probability(int byzantine) => TwoStage.Probability(
        $"{byzantine} of {Nodes} are silent", new HypergeometricLaw(Nodes, byzantine, 4).AtLeast(2), 400,
        trial => Shard(Misbehaviour.Silent, byzantine, trial) == TrialEnd.NoProgress);

    [Fact]
    public void A_random_shard_is_captured_when_a_quorum_of_it_colludes() => TwoStage.Probability(
        "6 of 10 collude", new HypergeometricLaw(Nodes, 6, 4).AtLeast(3), 400,
        trial => Shard(Misbehaviour.Collude, 6, trial) == TrialEnd.Captured);

    /// <summary>2 Byzantine members of 4 divide the 2 correct ones when one of them leads first: half of the cases.</summary>
    [Fact]
    public void A_random_shard_diverges_when_an_equivocating_leader_has_one_helper()
    {
        var law = new HypergeometricLaw(Nodes, 4, 4);
        TwoStage.Probability(
            "4 of 10 equivocate", (law.AtLeast(2) - law.AtLeast(3)) / 2, 400,
            trial => Shard(Misbehaviour.Equivocate, 4, trial) == TrialEnd.Diverged);
    }

    [Theory]
    [InlineData(Misbehaviour.Silent)]
    [InlineData(Misbehaviour.Equivocate)]
    [InlineData(Misbehaviour.Collude)]
    public void The_whole_GMUC_holds_with_3_Byzantine_nodes_and_fails_with_4(Misbehaviour misbehaviour)
    {
        for (var trial = 0; trial < 40; trial++)
        {
            Assert.Equal(TrialEnd.Decided, Gmuc(misbehaviour, 0, trial));
            Assert.Equal(TrialEnd.Decided, Gmuc(misbehaviour, 3, trial));
        }

        Assert.Contains(Enumerable.Range(0, 40), trial => Gmuc(misbehaviour, 4, trial) != TrialEnd.Decided);
    }

    [Theory]
    [InlineData(Misbehaviour.Silent)]
    [InlineData(Misbehaviour.Equivocate)]
    [InlineData(Misbehaviour.Collude)]
    public void A_shard_with_one_Byzantine_member_always_decides(Misbehaviour misbehaviour)
    {
        var trials = new CommitteeTrials(Ten, new(), misbehaviour);
        for (var trial = 0; trial < 40; trial++)
        {
            Assert.Equal(TrialEnd.Decided, trials.OfMecNodes(new(7, trial), [0, 3, 5, 9], mec => mec == 3));
        }
    }

    [Fact]
    public void A_shard_of_colluders_only_is_captured() => Assert.Equal(
        TrialEnd.Captured, new CommitteeTrials(Ten, new(), Misbehaviour.Collude).OfMecNodes(new(7, 0), [0, 3, 5, 9], _ => true));

    [Theory]
    [InlineData(2, TrialEnd.Decided)]
    [InlineData(3, TrialEnd.NoProgress)]
    public void A_local_chain_of_5_devices_and_their_MEC_node_needs_4_votes(int byzantine, TrialEnd expected)
    {
        var trials = new CommitteeTrials(Ten, new(), Misbehaviour.Silent);
        for (var trial = 0; trial < 20; trial++)
        {
            // Devices 10 to 14 are those of cell 2.
            Assert.Equal(expected, trials.OfCell(new(7, trial), 2, _ => false, device => device >= 10 && device < 10 + byzantine));
        }
    }

    [Fact]
    public void Trials_run_over_a_given_network_too()
    {
        var hours = new DelayLaw(new DeterministicDistribution(1), SimDuration.FromSeconds(2_000));
        var slow = BackboneGraph.FullMesh(Nodes, new() { Delay = hours });
        var trials = new CommitteeTrials(Ten with { BackboneGraph = slow }, new(), Misbehaviour.Silent);
        Assert.Equal(TrialEnd.NoProgress, trials.OfMecNodes(new(7, 0), [0, 1, 2, 3], _ => false));
    }

    [Fact]
    public void The_sets_of_a_sweep_are_nested_and_the_same_in_every_run()
    {
        for (var trial = 0; trial < 50; trial++)
        {
            var (draw, again) = (new TrialDraw(Ten, new(3, trial)), new TrialDraw(Ten, new(3, trial)));
            Assert.Equal(draw.Shard.AsEnumerable(), again.Shard);
            Assert.Equal(4, draw.Shard.Distinct().Count());
            for (var count = 0; count < Nodes; count++)
            {
                var some = All.Where(mec => draw.IsByzantineMec(mec, count)).ToArray();
                Assert.Equal(count, some.Length);
                Assert.Subset(All.Where(mec => draw.IsByzantineMec(mec, count + 1)).ToHashSet(), some.ToHashSet());
                Assert.Equal(some, All.Where(mec => again.IsByzantineMec(mec, count)));
            }

            Assert.Equal(17, Enumerable.Range(0, 50).Count(device => draw.IsMaliciousDevice(device, 17)));
        }
    }

    /// <summary>Two quorums of n share 2Q-n members; without n-Q+1 there is none. For n = 3f+1 both are f+1.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4, 2, 2)]
    [InlineData(5, 2, 2)]
    [InlineData(6, 3, 2)]
    [InlineData(10, 4, 4)]
    public void Least_number_of_harmful_members(int members, int silent, int equivocate) => Assert.Equal(
        (silent, equivocate),
        (TrialRunner.LeastHarmful("pbft", members, Misbehaviour.Silent).Harmful,
            TrialRunner.LeastHarmful("pbft", members, Misbehaviour.Equivocate).Harmful));

    [Fact]
    public void Trials_follow_the_protocol_of_each_layer()
    {
        foreach (var entry in ConsensusCatalog.Entries.Where(
            entry => entry.Committee is not null && entry.FaultModel == FaultModel.Byzantine))
        {
            var trials = new CommitteeTrials(Ten, new() { GlobalConsensus = entry.Name }, Misbehaviour.Silent);
            var (_, harmful) = TrialRunner.LeastHarmful(entry.Name, 4, Misbehaviour.Silent);
            Assert.Equal(TrialEnd.Decided, trials.OfMecNodes(new(7, 0), [0, 1, 2, 3], mec => mec < harmful - 1));
            Assert.Equal(TrialEnd.NoProgress, trials.OfMecNodes(new(7, 0), [0, 1, 2, 3], mec => mec < harmful));
        }
    }

    private static TrialEnd Shard(Misbehaviour misbehaviour, int byzantine, int trial)
    {
        var (streams, trials) = (new RandomStreams(2022, trial), new CommitteeTrials(Ten, new(), misbehaviour));
        var draw = new TrialDraw(Ten, streams);
        return trials.OfMecNodes(streams, draw.Shard, mec => draw.IsByzantineMec(mec, byzantine));
    }

    private static TrialEnd Gmuc(Misbehaviour misbehaviour, int byzantine, int trial)
    {
        var streams = new RandomStreams(2022, trial);
        var draw = new TrialDraw(Ten, streams);
        return new CommitteeTrials(Ten, new(), misbehaviour).OfMecNodes(streams, All, mec => draw.IsByzantineMec(mec, byzantine));
    }
}
