using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Consensus.Protocols;
using TwoLayerChainSim.Model.Ledger;
using static TwoLayerChainSim.Tests.Consensus.ReplicaProbe;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Checkpoints and client replies of PBFT (Castro and Liskov, OSDI 1999, sections 4.1 and 4.3), n = 4, K = 2.</summary>
public class CheckpointTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(5, 2)]
    public void Every_second_height_costs_one_more_broadcast_of_all_except_at_the_end(int heights, int checkpoints)
    {
        var outcome = Committee(heights, interval: 2).Decide();
        Assert.Equal(checkpoints * 4 * 3, outcome.MessagesByKind[(int)MessageKind.Checkpoint]);
        Assert.Equal((heights * 24) + (checkpoints * 12), outcome.Messages);
    }

    [Fact]
    public void Without_an_interval_there_are_none() =>
        Assert.Equal(0, Committee(8, interval: 0).Decide().MessagesByKind[(int)MessageKind.Checkpoint]);

    [Fact]
    public void A_quorum_with_the_same_state_makes_a_checkpoint_stable()
    {
        var (probe, checkpoints, state) = AtFirstCheckpoint();
        checkpoints.Receive(Checkpoint(probe, 0, 1, state), 2, 0);
        checkpoints.Receive(Checkpoint(probe, 0, 1, state), 2, 0);
        checkpoints.Receive(Checkpoint(probe, 1, 1, Bad.Value), 2, 0);
        Assert.Null(checkpoints.Stable);
        checkpoints.Receive(Checkpoint(probe, 3, 1, state), 2, 0);
        Assert.Equal("0 2 3", string.Join(' ', checkpoints.Stable!.Signers));
        Assert.True(checkpoints.Stable.IsValid(3, probe.Settings.Signer));
    }

    [Fact]
    public void A_checkpoint_that_its_sender_has_not_signed_does_not_count()
    {
        var (probe, checkpoints, state) = AtFirstCheckpoint();
        checkpoints.Receive(Checkpoint(probe, 0, 1, state), 2, 0);
        checkpoints.Receive(Checkpoint(probe, 0, 1, state) with { From = 3 }, 2, 0);
        Assert.Null(checkpoints.Stable);
    }

    [Fact]
    public void One_more_than_f_replicas_that_are_an_interval_ahead_are_asked_for_what_is_missing()
    {
        var (probe, checkpoints) = Fresh();
        checkpoints.Receive(Checkpoint(probe, 0, 3, Good.Value), 1, 0);
        checkpoints.Receive(Checkpoint(probe, 1, 3, Bad.Value), 1, 0);
        Assert.Empty(probe.Sent);
        checkpoints.Receive(Checkpoint(probe, 3, 3, Good.Value), 1, 0);
        Assert.Equal(
            [(0, MessageKind.Fetch, 1), (3, MessageKind.Fetch, 1)],
            probe.Sent.Select(sent => (sent.Receiver!.Value, sent.Message.Kind, sent.Message.Height)));
    }

    [Fact]
    public void A_replica_that_is_only_slow_asks_nobody()
    {
        var (probe, checkpoints) = Fresh();
        checkpoints.Receive(Checkpoint(probe, 0, 3, Good.Value), 2, 0);
        checkpoints.Receive(Checkpoint(probe, 3, 3, Good.Value), 2, 0);
        Assert.Empty(probe.Sent);
    }

    [Fact]
    public void A_replica_that_was_cut_off_catches_up_by_a_checkpoint_and_not_by_its_timer()
    {
        // Cut off for 20 t, in which the others decide 6 heights.
        var cutOff = Committee(16, interval: 2) with { Rules = [new CutOff()] };
        var patience = SimDuration.FromSeconds(1000);
        cutOff = cutOff with { Options = cutOff.Options with { BaseTimeout = patience } };
        var with = cutOff.Decide();
        Assert.True(with.Decisions[^1].Last - with.Started <= TestCommittee.Unit * ((3 * 16) + 2));
        var without = (cutOff with { Options = cutOff.Options with { CheckpointInterval = 0 } }).Decide();
        Assert.True(without.Decisions[^1].Last - without.Started > patience);
    }

    [Fact]
    public void The_client_waits_for_one_more_than_f_replies_that_agree()
    {
        // A lie counts as little as no reply.
        var differs = 0;
        for (var replication = 0; replication < 50; replication++)
        {
            var lies = Replied(replication, reply => reply with { Value = Bad.Value });
            Assert.Equal(Replied(replication, _ => null), lies);
            differs += lies == Replied(replication, reply => reply) ? 0 : 1;
        }

        Assert.True(differs > 0);
    }

    private static SimTime Replied(int replication, Func<ConsensusMessage, ConsensusMessage?> tamper)
    {
        var committee = new TestCommittee(4) { FaultOf = i => i == 1 ? new ReplyFault(tamper) : null };
        committee = committee with { Options = committee.Options with { HasClient = true } };
        return committee.Decide(replication).Replied!.Value;
    }

    private static TestCommittee Committee(int heights, int interval)
    {
        var committee = new TestCommittee(4) { Law = new DeterministicDistribution(1) };
        return committee with { Options = committee.Options with { Heights = heights, CheckpointInterval = interval } };
    }

    private static (ReplicaProbe Probe, Checkpoints Checkpoints) Fresh()
    {
        var probe = new ReplicaProbe(2);
        return (probe, new(probe.Settings with { Heights = 8, CheckpointInterval = 2 }, probe));
    }

    /// <summary>Replica 2 has decided two heights and told its state.</summary>
    private static (ReplicaProbe Probe, Checkpoints Checkpoints, Digest State) AtFirstCheckpoint()
    {
        var (probe, checkpoints) = Fresh();
        for (var height = 0; height < 2; height++)
        {
            checkpoints.Add(new(height, 0, Good, probe.Certificate(VotePhase.Commit, Good, 0, 0, 1, 3)), 0);
        }

        return (probe, checkpoints, Assert.Single(probe.Sent).Message.Value);
    }

    private static ConsensusMessage Checkpoint(ReplicaProbe probe, int from, int height, Digest state) => new(
        MessageKind.Checkpoint, height, 0, state,
        probe.SignerOf(from).Sign(VoteSigner.Statement(VotePhase.Checkpoint, height, 0, state)))
    { From = from };

    private sealed class CutOff : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) =>
            receiver == 3 && now < SimTime.Zero + (TestCommittee.Unit * 20) ? MessageVerdict.Drop : MessageVerdict.Pass;
    }

    private sealed class ReplyFault(Func<ConsensusMessage, ConsensusMessage?> tamper) : IReplicaFault
    {
        public IConsensusProtocol Build(ReplicaParts parts) => parts.BuildWith(new Context(parts.Context, tamper));

        private sealed class Context(IReplicaContext inner, Func<ConsensusMessage, ConsensusMessage?> tamper)
            : ReplicaContextDecorator(inner)
        {
            public override void Send(int receiver, in ConsensusMessage message)
            {
                if ((message.Kind == MessageKind.Reply ? tamper(message) : message) is { } sent)
                {
                    base.Send(receiver, sent);
                }
            }
        }
    }
}
