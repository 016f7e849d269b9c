using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Checking;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>Watches a run: the checkers, the hash of all events, the deadline, and the probes.</summary>
internal sealed class SwarmMonitor(
    SwarmRecord record, ulong correct, ConsensusCheckers checkers, LivenessClock clock, SwarmNetwork network, SwarmProbes probes,
    ICommitteeObserver? story) : ICommitteeObserver
{
    private readonly Dictionary<(int From, MessageKind Kind, int Height, int View), Digest> _shown = [];
    private readonly Dictionary<int, Digest> _prepared = [];
    private readonly (SimTime At, MessageKind Kind)[] _lastArrivals = new (SimTime, MessageKind)[record.Replicas];
    private readonly SimTime[] _lastTimers = new SimTime[record.Replicas];
    private readonly HashSet<(int Receiver, ulong Signature)> _votes = [];
    private readonly int[] _decidedViews = new int[record.Heights];

    /// <summary>Hash over all events so far.</summary>
    public ulong TraceHash { get; private set; } = StableHash.Mix(record.Seed);

    /// <summary>Decisions of correct replicas so far.</summary>
    public int Decisions { get; private set; }

    /// <summary>Messages sent, copies of the network included, that have neither arrived nor been lost.</summary>
    public long UnderWay => checkers.SentCount + network.Copies - checkers.DeliveredCount - checkers.DroppedCount;

    /// <inheritdoc/>
    public void Sent(SimTime now, int receiver, in ConsensusMessage message)
    {
        checkers.Sent(now, receiver, message);
        story?.Sent(now, receiver, message);
        Trace(now, 1, receiver, message);
        ProbeSent(now, message);
    }

    /// <inheritdoc/>
    public void Delivered(SimTime now, int receiver, in ConsensusMessage message)
    {
        checkers.Delivered(now, receiver, message);
        story?.Delivered(now, receiver, message);
        Trace(now, 2, receiver, message);
        _lastArrivals[receiver] = (now, message.Kind);
        if (network.Copies > 0 && IsCorrect(receiver) && message.Kind.Vote() is not null)
        {
            ProbeCopy(receiver, message);
        }
    }

    /// <inheritdoc/>
    public void Dropped(SimTime now, int receiver, in ConsensusMessage message)
    {
        checkers.Dropped(now, receiver, message);
        story?.Dropped(now, receiver, message);
        Trace(now, 3, receiver, message);
    }

    /// <inheritdoc/>
    public void TimerExpired(SimTime now, int replica)
    {
        checkers.TimerExpired(now, replica);
        story?.TimerExpired(now, replica);
        _lastTimers[replica] = now;
        Trace(now, 4, replica, default);
    }

    /// <inheritdoc/>
    public void Committed(SimTime now, int replica, Decision decision)
    {
        checkers.Committed(now, replica, decision);
        story?.Committed(now, replica, decision);
        Trace(now, 5, replica, new(MessageKind.Decision, decision.Height, decision.View, decision.Proposal.Value));
        if (IsCorrect(replica))
        {
            Decisions++;
            clock.Restart(now, UnderWay);
            ProbeDecision(now, replica, decision);
        }
    }

    private bool IsCorrect(int replica) => (correct >> replica & 1) != 0;

    private void Trace(SimTime now, int what, int receiver, in ConsensusMessage message)
    {
        var place = ((ulong)what << 56) ^ ((ulong)message.From << 48) ^ ((ulong)receiver << 40) ^ ((ulong)message.Kind << 32);
        var number = unchecked(((ulong)(uint)message.Height << 32) | (uint)message.View);
        var content = unchecked(place + (number * 0x9E3779B97F4A7C15UL) + message.Value.Prefix);
        TraceHash = unchecked(StableHash.Mix(TraceHash ^ (ulong)now.Nanoseconds) + StableHash.Mix(content));
    }

    private void ProbeCopy(int receiver, in ConsensusMessage message)
    {
        if (!_votes.Add((receiver, message.Signature)))
        {
            probes.Note(SwarmProbe.DuplicateVote);
        }
    }

    private void ProbeSent(SimTime now, in ConsensusMessage message)
    {
        if (!IsCorrect(message.From))
        {
            var key = (message.From, message.Kind, message.Height, message.View);
            if (message.Kind != MessageKind.Decision && !_shown.TryAdd(key, message.Value) && _shown[key] != message.Value)
            {
                probes.Note(SwarmProbe.Equivocation);
            }

            return;
        }

        if (message.Kind == MessageKind.ViewChange)
        {
            ProbeViewChange(now, message);
        }
        else if (message.Kind == MessageKind.Fetch && _lastArrivals[message.From] is { Kind: MessageKind.Checkpoint })
        {
            probes.Note(SwarmProbe.CatchUpByCheckpoint);
        }
        else if (message.Body is IProposalBody and not Proposal && _prepared.TryGetValue(message.Height, out var prepared)
            && prepared == message.Value)
        {
            probes.Note(SwarmProbe.PreparedValueCarried);
        }
    }

    private void ProbeViewChange(SimTime now, in ConsensusMessage message)
    {
        var (at, kind) = _lastArrivals[message.From];
        if (at == now && _lastTimers[message.From] != now && kind is MessageKind.PrePrepare or MessageKind.NewView)
        {
            probes.Note(SwarmProbe.ProposalRefused);
        }

        if (message.Value == default)
        {
            return;
        }

        probes.Note(SwarmProbe.PreparedValueReported);
        if (!_prepared.TryAdd(message.Height, message.Value) && _prepared[message.Height] != message.Value)
        {
            probes.Note(SwarmProbe.DivergentPreparedValues);
        }
    }

    private void ProbeDecision(SimTime now, int replica, Decision decision)
    {
        var height = decision.Height;
        _decidedViews[height] = decision.View;
        var before = height > 0 ? _decidedViews[height - 1] : 0;
        if (decision.View >= before + 2)
        {
            probes.Note(SwarmProbe.TwoBadLeaders);
        }

        if (decision.View >= 3)
        {
            probes.Note(SwarmProbe.DecisionInLateView);
        }

        if (_lastArrivals[replica] is { Kind: MessageKind.Decision } last && last.At == now)
        {
            probes.Note(SwarmProbe.DecisionLearnedByCatchUp);
        }
    }
}
