using System.Collections.Immutable;
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
    public static RoundSample Sample(RoundRequest request)
    {
        var (n, leader, quorum) = (request.Replicas, request.Leader, request.Quorum);
        var phase = new Phase(request);
        var proposed = request.RepliesNeeded > 0 ? phase.Single(n, leader, MessageKind.Request) : 0;

        var accepted = new long[n];
        phase.SendAll(leader, proposed, MessageKind.PrePrepare, request.ProposalBits);
        for (var replica = 0; replica < n; replica++)
        {
            accepted[replica] = replica == leader ? proposed : phase.Arrival(leader, replica);
        }

        // Prepared: the proposal and Q-1 prepare votes of distinct backups, own included; the leader sends none.
        for (var replica = 0; replica < n; replica++)
        {
            if (replica != leader)
            {
                phase.SendAll(replica, accepted[replica], MessageKind.Prepare, request.VoteBits);
            }
        }

        var prepared = new long[n];
        for (var replica = 0; replica < n; replica++)
        {
            var votes = replica == leader ? quorum - 1 : quorum - 2;
            prepared[replica] = Math.Max(accepted[replica], phase.NthArrival(replica, votes, except: leader));
        }

        // Committed: prepared and Q commit votes, own included.
        for (var replica = 0; replica < n; replica++)
        {
            phase.SendAll(replica, prepared[replica], MessageKind.Commit, request.VoteBits);
        }

        var committed = new long[n];
        for (var replica = 0; replica < n; replica++)
        {
            committed[replica] = Math.Max(prepared[replica], phase.NthArrival(replica, quorum - 1));
        }

        var signers = Signers(committed, prepared, phase);
        return new(
            new(proposed),
            Array.ConvertAll(committed, time => new SimDuration(time)),
            Reply(request, phase, committed),
            signers,
            Messages(request));
    }

    private static ImmutableArray<int> Signers(long[] committed, long[] prepared, Phase phase)
    {
        var first = Array.IndexOf(committed, committed.Min());
        return
        [
            .. Enumerable.Range(0, committed.Length).Where(sender => sender == first
                ? prepared[first] <= committed[first]
                : phase.Arrival(sender, first) <= committed[first]),
        ];
    }

    private static SimDuration? Reply(RoundRequest request, Phase phase, long[] committed)
    {
        if (request.RepliesNeeded == 0)
        {
            return null;
        }

        var replies = new long[committed.Length];
        for (var replica = 0; replica < replies.Length; replica++)
        {
            replies[replica] = committed[replica] + phase.Single(replica, request.Replicas, MessageKind.Reply);
        }

        return new(OrderStatistic.Select(replies, request.RepliesNeeded));
    }

    private static List<(MessageKind Kind, int Count, long Bits)> Messages(RoundRequest request)
    {
        var n = request.Replicas;
        List<(MessageKind, int, long)> messages =
        [
            (MessageKind.PrePrepare, n - 1, request.ProposalBits),
            (MessageKind.Prepare, (n - 1) * (n - 1), request.VoteBits),
            (MessageKind.Commit, n * (n - 1), request.VoteBits),
        ];
        if (request.RepliesNeeded > 0)
        {
            messages.Add((MessageKind.Request, 1, request.VoteBits));
            messages.Add((MessageKind.Reply, n, request.VoteBits));
        }

        return messages;
    }

    /// <summary>Arrival times of one all-to-all phase in nanoseconds, one row for each receiver.</summary>
    private sealed class Phase(RoundRequest request)
    {
        private readonly int _replicas = request.Replicas;
        private readonly long[] _arrivals = new long[request.Replicas * request.Replicas];
        private readonly long[] _scratch = new long[request.Replicas];
        private readonly int[] _receivers = new int[request.Replicas];
        private readonly SimDuration[] _delays = new SimDuration[request.Replicas];

        public long Arrival(int sender, int receiver) => _arrivals[(receiver * _replicas) + sender];

        public void SendAll(int sender, long at, MessageKind kind, long bits)
        {
            var count = 0;
            for (var receiver = 0; receiver < _replicas; receiver++)
            {
                if (receiver != sender)
                {
                    _receivers[count++] = receiver;
                }
            }

            if (count == 0)
            {
                return;
            }

            request.Delays.Fill(sender, _receivers.AsSpan(0, count), kind, bits, _delays.AsSpan(0, count));
            for (var i = 0; i < count; i++)
            {
                _arrivals[(_receivers[i] * _replicas) + sender] = at + _delays[i].Nanoseconds;
            }
        }

        public long Single(int sender, int receiver, MessageKind kind)
        {
            request.Delays.Fill(sender, [receiver], kind, request.VoteBits, _delays.AsSpan(0, 1));
            return _delays[0].Nanoseconds;
        }

        /// <summary>The rank-th arrival at a receiver from the others; 0 when the rank is 0 or less.</summary>
        public long NthArrival(int receiver, int rank, int except = -1)
        {
            if (rank <= 0)
            {
                return 0;
            }

            var count = 0;
            for (var sender = 0; sender < _replicas; sender++)
            {
                if (sender != receiver && sender != except)
                {
                    _scratch[count++] = _arrivals[(receiver * _replicas) + sender];
                }
            }

            return OrderStatistic.Select(_scratch.AsSpan(0, count), rank);
        }
    }
}
