using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Consensus.Protocols;
using static TwoLayerChainSim.Tests.Consensus.ReplicaProbe;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Chained HotStuff sentence by sentence (Yin et al., PODC 2019, algorithm 3), n = 4, Q = 3, leaders in turns.</summary>
public class ChainedHotStuffTests
{
    [Fact]
    public void The_vote_for_a_block_goes_to_the_leader_of_the_next_one()
    {
        var backup = Replica(3);
        Offer(backup, Block(backup, null));
        Assert.Equal((1, MessageKind.Prepare), (backup.Sent[^1].Receiver, backup.Sent[^1].Message.Kind));
    }

    [Fact]
    public void The_next_leader_extends_the_block_and_shows_its_votes()
    {
        var next = Replica(1);
        var first = Block(next, null);
        Offer(next, first);
        Vote(next, 0, first);
        Assert.Empty(next.Sent);
        Vote(next, 3, first);
        var block = (ChainBlock)next.Sent[^2].Message.Body!;
        Assert.Equal((first.Vote, 1, "0 1 3"), (block.Parent!.Block.Vote, block.Height, string.Join(' ', block.Certificate!.Signers)));
        Assert.Equal((2, MessageKind.Prepare), (next.Sent[^1].Receiver, next.Sent[^1].Message.Kind));
    }

    [Fact]
    public void A_block_is_decided_by_the_certificates_of_three_in_a_row()
    {
        var backup = Replica(3, heights: 2);
        var chain = Chain(backup, 4);
        Offer(backup, chain[0]);
        Offer(backup, chain[1]);
        Offer(backup, chain[2]);
        Assert.Empty(backup.Decisions);
        Offer(backup, chain[3]);
        var decision = Assert.Single(backup.Decisions);
        Assert.Equal((0, Good.Value, chain[0].Vote), (decision.Height, decision.Proposal.Value, decision.Certificate.Value));
    }

    [Fact]
    public void A_block_decides_all_below_it()
    {
        var backup = Replica(2, heights: 3);
        var chain = Chain(backup, 6);
        Offer(backup, chain[5]);
        Assert.Equal([0, 1, 2], backup.Decisions.Select(decision => decision.Height));
        Assert.Equal(chain.Take(3).Select(block => block.Vote), backup.Decisions.Select(decision => decision.Certificate.Value));
    }

    [Fact]
    public void Certificates_with_a_change_of_the_view_among_them_decide_nothing()
    {
        // "direct parents": no view may have failed in between.
        var backup = Replica(3, heights: 2);
        var first = Block(backup, null);
        var second = Block(backup, Certified(backup, first));
        var third = Block(backup, Certified(backup, second), view: 1);
        backup.Expire();
        Offer(backup, Block(backup, Certified(backup, third), view: 1));
        Assert.Empty(backup.Decisions);
    }

    [Theory]
    [InlineData("too few")]
    [InlineData("of another block")]
    [InlineData("of another view")]
    public void A_block_without_a_certificate_of_its_parent_is_answered_by_giving_up_the_view(string votes)
    {
        var backup = Replica(3);
        var first = Block(backup, null);
        var proved = Certified(backup, first);
        Offer(backup, Block(backup, votes switch
        {
            "too few" => Certified(backup, first, 0, 1),
            "of another block" => proved with { Block = new(0, null, Bad) },
            _ => proved with { Block = new(1, null, Good) },
        }));
        Assert.Equal([MessageKind.ViewChange], backup.SentKinds);
    }

    [Fact]
    public void No_second_block_of_one_number_gets_a_vote()
    {
        var backup = Replica(3);
        Offer(backup, Block(backup, null));
        Offer(backup, new ChainBlock(0, null, Bad));
        Assert.Equal([MessageKind.Prepare], backup.SentKinds);
    }

    [Fact]
    public void A_locked_replica_does_not_go_back_behind_its_lock()
    {
        // The certificate of block 1 locks block 0, that of block 2 locks block 1.
        var backup = Replica(3, heights: 2);
        var chain = Chain(backup, 4);
        Offer(backup, chain[3]);
        backup.Expire();
        Offer(backup, Block(backup, Certified(backup, chain[0]), view: 1));
        Assert.Equal(MessageKind.ViewChange, backup.Sent[^1].Message.Kind);
    }

    [Fact]
    public void A_locked_replica_follows_a_fork_that_was_certified_after_its_lock()
    {
        var backup = Replica(3, heights: 2);
        var chain = Chain(backup, 3);
        Offer(backup, chain[2]);
        backup.Expire();
        backup.Expire();
        var fork = Block(backup, Certified(backup, chain[0]), view: 1);
        Offer(backup, Block(backup, Certified(backup, fork), view: 2));
        Assert.Equal((2, MessageKind.Prepare), (backup.Sent[^1].Receiver, backup.Sent[^1].Message.Kind));
    }

    [Fact]
    public void The_leader_of_a_later_view_extends_the_highest_certified_block_of_a_quorum()
    {
        var leader = Replica(1, heights: 3);
        var chain = Chain(leader, 2);
        leader.Expire();
        leader.Receive(2, NewView(1, Certified(leader, chain[1])));
        Assert.DoesNotContain(MessageKind.PrePrepare, leader.SentKinds);
        leader.Receive(3, NewView(1, Certified(leader, chain[0])));
        var block = leader.Sent.Select(sent => sent.Message.Body).OfType<ChainBlock>().Single();
        Assert.Equal((chain[1].Vote, 2, 1), (block.Parent!.Block.Vote, block.Height, block.View));
    }

    [Fact]
    public void A_block_of_a_later_view_waits_until_the_replica_gets_there()
    {
        var backup = Replica(3);
        Offer(backup, Block(backup, null, view: 1));
        Assert.Empty(backup.Sent);
        backup.Expire();
        Assert.Equal([MessageKind.ViewChange, MessageKind.Prepare], backup.SentKinds);
    }

    [Fact]
    public void A_replica_that_is_ahead_proves_it_to_one_that_has_given_up()
    {
        var ahead = Replica(3, heights: 1);
        var behind = Replica(2, heights: 1);
        Offer(ahead, Chain(ahead, 4)[3]);
        ahead.Receive(2, NewView(1, null));
        var (receiver, message) = ahead.Sent[^1];
        Assert.Equal((2, MessageKind.Decision), (receiver, message.Kind));
        behind.Receive(3, message);
        Assert.Single(behind.Decisions);
    }

    [Fact]
    public void Timers_count_from_the_view_of_the_last_decision_however_late_it_becomes_known()
    {
        // Else replicas that learn of it in different views would never wait for one leader at the same time.
        var backup = Replica(3, heights: 3);
        backup.Expire();
        backup.Expire();
        Offer(backup, Chain(backup, 4)[3]);
        backup.Expire();
        Assert.Equal(BaseTimeout * 8, backup.Timers[^1]);
    }

    [Fact]
    public void A_replica_that_lags_behind_the_view_of_the_last_decision_has_the_shortest_timer()
    {
        var backup = Replica(3, heights: 3);
        var (first, second) = (Block(backup, null, view: 2), 2);
        var later = Block(backup, Certified(backup, Block(backup, Certified(backup, first), second)), second);
        backup.Receive(1, NewView(3, Certified(backup, later)));
        Assert.Single(backup.Decisions);
        backup.Expire();
        Assert.Equal(BaseTimeout, backup.Timers[^1]);
    }

    [Fact]
    public void Blocks_above_the_last_height_are_empty()
    {
        var backup = Replica(3, heights: 1);
        var first = Block(backup, null);
        Offer(backup, first);
        Offer(backup, new ChainBlock(0, Certified(backup, first), Good));
        Assert.Equal(MessageKind.ViewChange, backup.Sent[^1].Message.Kind);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void Without_scatter_a_block_takes_seven_hops_and_there_is_one_every_two_hops(int replicas)
    {
        // Relation M21; 2(n-1) messages a block, and three empty blocks to decide the last one, without votes for the very last.
        const int heights = 6;
        var committee = new TestCommittee(replicas) { Law = new DeterministicDistribution(1) };
        committee = committee with { Options = committee.Options with { Heights = heights } };
        var outcome = committee.Of("hotstuff-chained").Decide();
        Assert.Equal(
            Enumerable.Range(0, heights).Select(height => TestCommittee.Unit * (7 + (2 * height))),
            outcome.Decisions.Select(decision => decision.Last - outcome.Started));
        Assert.Equal(((2 * (heights + 3)) - 1) * (replicas - 1), outcome.Messages);
    }

    [Fact]
    public void A_pipeline_decides_almost_four_times_as_many_blocks_as_the_basic_protocol()
    {
        // 2 hops a block against 8.
        var committee = new TestCommittee(4) { Law = new DeterministicDistribution(1) };
        committee = committee with { Options = committee.Options with { Heights = 20 } };
        var (chained, basic) = (committee.Of("hotstuff-chained").Decide(), committee.Of("hotstuff").Decide());
        Assert.Equal(TestCommittee.Unit * 45, chained.Decisions[^1].Last - chained.Started);
        Assert.Equal(TestCommittee.Unit * 159, basic.Decisions[^1].Last - basic.Started);
    }

    [Fact]
    public void A_silent_leader_of_a_later_block_costs_one_view()
    {
        // Of four in a row one is silent, so turns alone would never decide.
        var committee = new TestCommittee(4) { FaultOf = i => i == 3 ? new SilentReplica() : null };
        committee = committee with { Options = committee.Options with { Heights = 3 } };
        Assert.Equal([1, 1, 1], committee.Of("hotstuff-chained").Decide().Decisions.Select(decision => decision.View));
    }

    private static ReplicaProbe Replica(int index, int heights = 1) => new(index, heights: heights, protocol: "hotstuff-chained");

    private static ChainBlock Block(ReplicaProbe replica, CertifiedBlock? parent, int view = 0)
    {
        var height = parent is null ? 0 : parent.Block.Height + 1;
        return new(view, parent, height < replica.Settings.Heights ? new HonestApplication().Propose(height) : ChainBlock.Empty);
    }

    private static ChainBlock[] Chain(ReplicaProbe replica, int length)
    {
        var chain = new List<ChainBlock> { Block(replica, null) };
        while (chain.Count < length)
        {
            chain.Add(Block(replica, Certified(replica, chain[^1])));
        }

        return [.. chain];
    }

    private static CertifiedBlock Certified(ReplicaProbe replica, ChainBlock block, params int[] signers)
    {
        int[] voters = signers.Length > 0 ? signers : [0, 1, 2];
        var votes = voters.Select(voter => replica.SignerOf(voter).Sign(Statement(block)));
        return new(block, new(VotePhase.Prepare, block.Height, block.View, block.Vote, [.. voters], [.. votes]));
    }

    private static void Offer(ReplicaProbe replica, ChainBlock block)
    {
        var leader = replica.Settings.LeaderOf(block.View == 0 ? block.Height : block.View);
        replica.Receive(leader, Signed(replica, leader, MessageKind.PrePrepare, block) with { Body = block });
    }

    private static void Vote(ReplicaProbe replica, int from, ChainBlock block) =>
        replica.Receive(from, Signed(replica, from, MessageKind.Prepare, block));

    private static ConsensusMessage Signed(ReplicaProbe replica, int from, MessageKind kind, ChainBlock block) =>
        new(kind, block.Height, block.View, block.Vote, replica.SignerOf(from).Sign(Statement(block)));

    private static ulong Statement(ChainBlock block) =>
        VoteSigner.Statement(VotePhase.Prepare, block.Height, block.View, block.Vote);

    private static ConsensusMessage NewView(int view, CertifiedBlock? highest) =>
        new(MessageKind.ViewChange, 0, view, highest?.Block.Vote ?? default, Body: highest);
}
