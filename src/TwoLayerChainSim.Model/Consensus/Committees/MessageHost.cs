using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// Message fidelity: hosts the replicas of a committee on the simulator. Messages and timers are events without
/// allocation; a message is processed by the receiver's FIFO processor before the replica sees it.
/// </summary>
internal sealed class MessageHost : IEventHandler
{
    private const int TimersPerReplica = 4;

    private readonly Simulator _simulator;
    private readonly CommitteeOptions _options;
    private readonly CommitteeWiring _wiring;
    private readonly CommitteeProgress _progress;
    private readonly IConsensusProtocol[] _protocols;
    private readonly int[][] _others;
    private readonly int[] _single = new int[1];
    private readonly long[] _tokens;
    private readonly SimTime[] _processorFreeAt;
    private readonly int[] _timerGenerations;
    private readonly MessagePool _pool = new();
    private readonly List<MessageVerdict> _verdicts = [default];
    private readonly VoteSet _replies;
    private readonly int _repliesNeeded;
    private bool _isTransmitting;

    public MessageHost(
        Simulator simulator, CommitteeOptions options, CommitteeWiring wiring, ConsensusEntry entry, CommitteeProgress progress)
    {
        (_simulator, _options, _wiring, _progress) = (simulator, options, wiring, progress);
        var replicas = wiring.Members.Count;
        Require.That(replicas < EventToken.ReplicasMax, $"{replicas} replicas");
        var signers = VoteSigner.ForCommittee(wiring.Keys, [.. wiring.Members.Select(member => member.Node)]);
        _others = [.. Enumerable.Range(0, replicas).Select(self => Enumerable.Range(0, replicas).Where(i => i != self).ToArray())];
        _tokens = new long[Math.Max(1, replicas - 1)];
        _processorFreeAt = new SimTime[replicas];
        _timerGenerations = new int[replicas * TimersPerReplica];
        _replies = new(replicas);
        _repliesNeeded = entry.Faults(replicas) + 1;
        _protocols = new IConsensusProtocol[replicas];
        for (var replica = 0; replica < replicas; replica++)
        {
            var settings = new ReplicaSettings
            {
                Index = replica,
                Replicas = replicas,
                Quorum = entry.Quorum(replicas),
                Faults = entry.Faults(replicas),
                Signer = signers[replica],
                Heights = options.Heights,
                FirstLeader = options.FirstLeader,
                BaseTimeout = options.BaseTimeout,
                HasClient = options.HasClient,
            };
            var member = wiring.Members[replica];
            IReplicaContext context = new Port(this, replica);
            context = member.Fault?.Wrap(context, settings, simulator) ?? context;
            _protocols[replica] = entry.Create(settings, context, member.Application);
        }
    }

    private int Client => _protocols.Length;

    public void Start()
    {
        foreach (var protocol in _protocols)
        {
            protocol.Start();
        }

        if (_options.HasClient)
        {
            SendOne(Client, _options.FirstLeader, new(MessageKind.Request, 0, 0, default));
        }
    }

    public void Handle(long token)
    {
        Require.That(!_isTransmitting || (token & Arrival.LostFlag) != 0, "a transport delivered before it had taken over");
        var kind = EventToken.KindOf(token);
        if (kind == EventToken.Timer)
        {
            OnTimer(token);
        }
        else if (kind == EventToken.Service)
        {
            Serve(token);
        }
        else
        {
            OnArrival(token);
        }
    }

    private void OnArrival(long token)
    {
        var verdict = EventToken.VerdictOf(token) is var index and > 0 ? _verdicts[index] : default;
        if ((token & Arrival.LostFlag) != 0 || verdict.Fate == MessageFate.Drop)
        {
            var lost = _pool.Take(EventToken.SlotOf(token));
            _wiring.Observer?.Dropped(_simulator.Now, EventToken.ReplicaOf(token), lost);
            return;
        }

        if (verdict.Fate != MessageFate.Pass)
        {
            var later = EventToken.Of(EventToken.Arrival, EventToken.ReplicaOf(token), EventToken.SlotOf(token));
            _simulator.After(verdict.Delay, this, later);
            if (verdict.Fate == MessageFate.Hold)
            {
                return;
            }
        }

        Process(token);
    }

    private void Process(long token)
    {
        var receiver = EventToken.ReplicaOf(token);
        if (receiver == Client || _options.ProcessingTime == SimDuration.Zero)
        {
            Serve(token);
            return;
        }

        var end = SimTime.Max(_processorFreeAt[receiver], _simulator.Now) + _options.ProcessingTime;
        _processorFreeAt[receiver] = end;
        var served = EventToken.Of(EventToken.Service, receiver, EventToken.SlotOf(token));
        _simulator.After(end - _simulator.Now, this, served);
    }

    private void Serve(long token)
    {
        var receiver = EventToken.ReplicaOf(token);
        var message = _pool.Take(EventToken.SlotOf(token));
        if (_progress.IsFinished)
        {
            return;
        }

        _wiring.Observer?.Delivered(_simulator.Now, receiver, message);
        if (receiver == Client)
        {
            OnReply(message);
        }
        else
        {
            _protocols[receiver].Receive(message);
        }
    }

    private void OnReply(in ConsensusMessage message)
    {
        if (message.Height == 0 && _replies.Add(message.From, message.Value, 0)
            && _replies.Count(message.Value) == _repliesNeeded)
        {
            _progress.Replied(_simulator.Now);
        }
    }

    private void OnTimer(long token)
    {
        var (replica, generation) = (EventToken.ReplicaOf(token), EventToken.SlotOf(token));
        var timer = EventToken.VerdictOf(token);
        if (_progress.IsFinished || (_timerGenerations[(replica * TimersPerReplica) + timer] % EventToken.SlotsMax) != generation)
        {
            return;
        }

        _wiring.Observer?.TimerExpired(_simulator.Now, replica);
        _protocols[replica].TimerExpired(timer);
    }

    private void SendOne(int from, int receiver, in ConsensusMessage message)
    {
        _single[0] = receiver;
        Transmit(from, _single, message);
    }

    private void Transmit(int from, ReadOnlySpan<int> receivers, in ConsensusMessage message)
    {
        if (_progress.IsFinished || receivers.IsEmpty)
        {
            return;
        }

        var stamped = message with { From = from };
        var sizeBits = _options.VoteBits + (message.Body?.SizeBits ?? 0);
        _progress.Sent(message.Kind, message.View, receivers.Length, sizeBits, _simulator.Now);
        var slot = _pool.Add(stamped, receivers.Length);
        var isWatched = _wiring.Rules.Count > 0 || _wiring.Observer is not null;
        for (var i = 0; i < receivers.Length; i++)
        {
            var verdict = isWatched ? Judge(slot, receivers[i], stamped, sizeBits) : 0;
            _tokens[i] = EventToken.Of(EventToken.Arrival, receivers[i], slot, verdict);
        }

        _isTransmitting = true;
        var tokens = _tokens.AsSpan(0, receivers.Length);
        _wiring.Transport.Transmit(new(_simulator, this, tokens, from, receivers, message.Kind, sizeBits));
        _isTransmitting = false;
    }

    /// <summary>Asks the rules; the verdict takes effect at the arrival, so that the draws of the links do not shift.</summary>
    private int Judge(int slot, int receiver, in ConsensusMessage message, long sizeBits)
    {
        _wiring.Observer?.Sent(_simulator.Now, receiver, message);
        foreach (var rule in _wiring.Rules)
        {
            var verdict = rule.Judge(message.From, receiver, message, _simulator.Now);
            if (verdict.Fate == MessageFate.Pass)
            {
                continue;
            }

            if (verdict.Fate == MessageFate.Duplicate)
            {
                _pool.AddReceiver(slot);
                _progress.Sent(message.Kind, message.View, 1, sizeBits, _simulator.Now);
            }

            Require.That(_verdicts.Count < EventToken.VerdictsMax, $"{_verdicts.Count} messages under network faults");
            _verdicts.Add(verdict);
            return _verdicts.Count - 1;
        }

        return 0;
    }

    private void SetTimer(int replica, int timer, SimDuration delay)
    {
        if (!_progress.IsFinished)
        {
            var generation = ++_timerGenerations[(replica * TimersPerReplica) + timer] % EventToken.SlotsMax;
            _simulator.After(delay, this, EventToken.Of(EventToken.Timer, replica, generation, timer));
        }
    }

    private void Commit(int replica, Decision decision)
    {
        if (!_progress.IsFinished)
        {
            _wiring.Observer?.Committed(_simulator.Now, replica, decision);
            _progress.Committed(replica, decision, _simulator.Now);
        }
    }

    /// <summary>What a correct replica can do.</summary>
    private sealed class Port(MessageHost host, int replica) : IReplicaContext
    {
        public void Send(int receiver, in ConsensusMessage message) => host.SendOne(replica, receiver, message);

        public void Broadcast(in ConsensusMessage message) => host.Transmit(replica, host._others[replica], message);

        public void SetTimer(int timer, SimDuration delay) => host.SetTimer(replica, timer, delay);

        public void CancelTimer(int timer) => host._timerGenerations[(replica * TimersPerReplica) + timer]++;

        public void Commit(Decision decision) => host.Commit(replica, decision);
    }
}
