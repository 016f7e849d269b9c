using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// A fault-free decision of a Raft committee whose leader stands, sampled as a whole: entry, acknowledgements, and the message
/// by which followers learn. Drawn in the order of the message simulation, like <see cref="PbftRound"/>.
/// </summary>
public static class RaftRound
{
    /// <summary>Samples one decision (rules of models 5.1, processing time 0).</summary>
    /// <param name="request">The committee and its links.</param>
    public static RoundSample Sample(RoundRequest request)
    {
        var (n, leader, quorum) = (request.Replicas, request.Leader, request.Quorum);
        using var phase = new RoundPhase(request);
        var proposed = request.RepliesNeeded > 0 ? phase.Single(n, leader, MessageKind.Request) : 0;
        phase.SendAll(leader, proposed, MessageKind.AppendEntries, request.ProposalBits);
        var stored = new long[n];
        var acknowledged = new long[n];
        for (var replica = 0; replica < n; replica++)
        {
            stored[replica] = acknowledged[replica] = replica == leader ? proposed : phase.Arrival(leader, replica);
            if (replica != leader)
            {
                acknowledged[replica] += phase.Single(replica, leader, MessageKind.AppendReply);
            }
        }

        // The leader decides when a majority, itself included, has the entry; its own vote is there first.
        var decided = OrderStatistic.Select([.. acknowledged], quorum);
        ImmutableArray<int> signers =
            [.. Enumerable.Range(0, n).OrderBy(replica => acknowledged[replica]).ThenBy(replica => replica).Take(quorum).Order()];
        var committed = new long[n];
        var replied = new long[n];
        if (request.RepliesNeeded > 0)
        {
            replied[leader] = decided + phase.Single(leader, n, MessageKind.Reply);
        }

        var noticeBits = request.VoteBits + (quorum * Signature.WireBits);
        phase.SendAll(leader, decided, MessageKind.AppendEntries, noticeBits);
        for (var replica = 0; replica < n; replica++)
        {
            // What tells a follower of the decision may overtake the entry.
            committed[replica] = replica == leader ? decided : Math.Max(stored[replica], phase.Arrival(leader, replica));
            if (request.RepliesNeeded > 0 && replica != leader)
            {
                replied[replica] = committed[replica] + phase.Single(replica, n, MessageKind.Reply);
            }
        }

        return new(
            new(proposed),
            Array.ConvertAll(committed, time => new SimDuration(time)),
            request.RepliesNeeded > 0 ? new(OrderStatistic.Select(replied, request.RepliesNeeded)) : null,
            signers,
            [.. Messages(request, noticeBits), .. phase.ClientMessages()]);
    }

    private static (MessageKind Kind, int Count, long Bits)[] Messages(RoundRequest request, long noticeBits)
    {
        var others = request.Replicas - 1;
        return
        [
            (MessageKind.AppendEntries, others, request.ProposalBits),
            (MessageKind.AppendReply, others, request.VoteBits),
            (MessageKind.AppendEntries, others, noticeBits),
        ];
    }
}
