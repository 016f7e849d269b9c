using System.Collections.Immutable;
using System.Numerics.Tensors;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// A fault-free PBFT decision sampled phase by phase. It draws each sender's delays in the order in which the replica would
/// send, so over the same links it gives exactly the times of the message simulation, not only their law.
/// </summary>
public static class PbftRound
{
    /// <summary>Samples one decision (rules of models 5.1, processing time 0).</summary>
    /// <param name="request">The committee and its links.</param>
    /// <param name="leaderPrepares">True when the leader sends a prepare vote as well (IBFT).</param>
    public static RoundSample Sample(RoundRequest request, bool leaderPrepares)
    {
        var (n, leader, quorum) = (request.Replicas, request.Leader, request.Quorum);
        using var phase = new RoundPhase(request);
        var proposed = request.RepliesNeeded > 0 ? phase.Single(n, leader, MessageKind.Request) : 0;

        var accepted = new long[n];
        phase.SendAll(leader, proposed, MessageKind.PrePrepare, request.ProposalBits);
        for (var replica = 0; replica < n; replica++)
        {
            accepted[replica] = replica == leader ? proposed : phase.Arrival(leader, replica);
        }

        // Prepared: the proposal and Q-1 prepare votes of distinct backups, own included, when the leader sends none, else
        // Q votes of distinct replicas.
        phase.Clear();
        for (var replica = 0; replica < n; replica++)
        {
            if (leaderPrepares || replica != leader)
            {
                phase.SendAll(replica, accepted[replica], MessageKind.Prepare, request.VoteBits);
            }
        }

        var votes = new int[n];
        Array.Fill(votes, leaderPrepares ? quorum - 1 : quorum - 2);
        votes[leader] = quorum - 1;
        var prepared = phase.NthArrivals(votes);
        TensorPrimitives.Max(prepared, accepted, prepared);

        // Committed: prepared and Q commit votes, own included.
        phase.Clear();
        for (var replica = 0; replica < n; replica++)
        {
            phase.SendAll(replica, prepared[replica], MessageKind.Commit, request.VoteBits);
        }

        Array.Fill(votes, quorum - 1);
        var committed = phase.NthArrivals(votes);
        TensorPrimitives.Max(committed, prepared, committed);

        var signers = Signers(committed, prepared, phase);
        return new(
            new(proposed),
            Array.ConvertAll(committed, time => new SimDuration(time)),
            phase.Reply(committed),
            signers,
            [.. Messages(request, leaderPrepares), .. phase.ClientMessages()]);
    }

    private static ImmutableArray<int> Signers(long[] committed, long[] prepared, RoundPhase phase)
    {
        var first = Array.IndexOf(committed, committed.Min());
        return
        [
            .. Enumerable.Range(0, committed.Length).Where(sender => sender == first
                ? prepared[first] <= committed[first]
                : phase.Arrival(sender, first) <= committed[first]),
        ];
    }

    private static (MessageKind Kind, int Count, long Bits)[] Messages(RoundRequest request, bool leaderPrepares)
    {
        var n = request.Replicas;
        return
        [
            (MessageKind.PrePrepare, n - 1, request.ProposalBits),
            (MessageKind.Prepare, (leaderPrepares ? n : n - 1) * (n - 1), request.VoteBits),
            (MessageKind.Commit, n * (n - 1), request.VoteBits),
        ];
    }
}
