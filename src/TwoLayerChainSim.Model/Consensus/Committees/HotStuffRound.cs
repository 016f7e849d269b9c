using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>Round fidelity of basic HotStuff: a proposal and three rounds of votes, each sampled as a whole.</summary>
internal static class HotStuffRound
{
    private static readonly MessageKind[] Votes = [MessageKind.Prepare, MessageKind.PreCommit, MessageKind.Commit];

    /// <summary>
    /// Samples one decision (models 5.1, processing time 0); null when something overtakes what the leader sent before.
    /// </summary>
    /// <param name="request">The committee and its links.</param>
    public static RoundSample? Sample(RoundRequest request)
    {
        var (n, leader) = (request.Replicas, request.Leader);
        using var phase = new RoundPhase(request);
        var proposed = request.RepliesNeeded > 0 ? phase.Single(n, leader, MessageKind.Request) : 0;
        phase.SendAll(leader, proposed, MessageKind.PrePrepare, request.ProposalBits);
        var reached = new long[n];
        Deliver(phase, leader, proposed, reached);

        ImmutableArray<int> signers = [];
        foreach (var vote in Votes)
        {
            var voters = Voters(request, phase, vote, reached);
            var certified = voters.Length > 0 ? voters[^1].Arrival : reached[leader];
            signers = [.. voters.Select(voter => voter.Index).Append(leader).Order()];
            phase.SendAll(leader, certified, MessageKind.Certificate, CertificateBits(request));
            if (Deliver(phase, leader, certified, reached))
            {
                return null;
            }
        }

        return new(
            new(proposed),
            Array.ConvertAll(reached, time => new SimDuration(time)),
            phase.Reply(reached),
            signers,
            [.. Messages(request), .. phase.ClientMessages()]);
    }

    /// <summary>The first Q-1 others whose votes reach the leader, in that order; of two at once, whoever voted first.</summary>
    private static (long Arrival, long Sent, int Index)[] Voters(
        RoundRequest request, RoundPhase phase, MessageKind kind, long[] reached)
    {
        var votes = new List<(long Arrival, long Sent, int Index)>();
        for (var replica = 0; replica < reached.Length; replica++)
        {
            if (replica != request.Leader)
            {
                votes.Add((reached[replica] + phase.Single(replica, request.Leader, kind), reached[replica], replica));
            }
        }

        votes.Sort();
        return [.. votes.Take(request.Quorum - 1)];
    }

    /// <summary>When each replica has what the leader has just sent; true when it comes before what was sent earlier.</summary>
    private static bool Deliver(RoundPhase phase, int leader, long sent, long[] reached)
    {
        var isOvertaken = false;
        for (var replica = 0; replica < reached.Length; replica++)
        {
            var arrival = replica == leader ? sent : phase.Arrival(leader, replica);
            isOvertaken |= replica != leader && arrival <= reached[replica];
            reached[replica] = arrival;
        }

        return isOvertaken;
    }

    private static long CertificateBits(RoundRequest request) => request.VoteBits + (request.Quorum * Signature.WireBits);

    private static (MessageKind Kind, int Count, long Bits)[] Messages(RoundRequest request)
    {
        var others = request.Replicas - 1;
        return
        [
            (MessageKind.PrePrepare, others, request.ProposalBits),
            (MessageKind.Certificate, Votes.Length * others, CertificateBits(request)),
            .. Votes.Select(vote => (vote, others, request.VoteBits)),
        ];
    }
}
