using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>Message fidelity: hosts the replicas of a committee; every message is an event, and none of them allocates.</summary>
internal sealed class MessageHost
{
    private readonly Simulator _simulator;
    private readonly CommitteeOptions _options;
    private readonly CommitteeWiring _wiring;
    private readonly IMessageRule[] _rules;
    private readonly CommitteeProgress _progress;
    private readonly HostedReplica[] _replicas;
    private readonly Stack<Flight> _landed = new();
    private readonly VoteSet _replies;
    private readonly ImmutableArray<int> _ranking;
    private readonly ImmutableArray<double> _stakes;
    private readonly int _repliesNeeded;

    public MessageHost(
        Simulator simulator, CommitteeOptions options, CommitteeWiring wiring, CommitteeProtocol protocol, VoteSigner[] signers,
        CommitteeProgress progress)
    {
        (_simulator, _options, _wiring, _progress) = (simulator, options, wiring, progress);
        _rules = [.. wiring.Rules];
        Replicas = wiring.Members.Count;
        Require.That(Replicas < Flight.ReplicasMax, $"{Replicas} replicas");
        (_ranking, _stakes) = (wiring.RankingBy(protocol.Merit), [.. wiring.Members.Select(member => member.Stake)]);
        (_replies, _repliesNeeded) = (new(Replicas), protocol.Faults(Replicas) + 1);
        _replicas = [.. wiring.Members.Select((member, index) => new HostedReplica(
            this, simulator, Settings(index, signers[index], protocol), member, protocol, options.ProcessingTime))];
    }

    /// <summary>Number of replicas; also the index of the client.</summary>
    public int Replicas { get; }

    public bool IsFinished => _progress.IsFinished;

    public ICommitteeObserver? Observer => _wiring.Observer;

    public void Start()
    {
        foreach (var replica in _replicas)
        {
            replica.Start();
        }

        if (_options.HasClient)
        {
            Transmit(Replicas, [_options.FirstLeader], new(MessageKind.Request, 0, 0, default));
        }
    }

    public void Transmit(int from, ReadOnlySpan<int> receivers, in ConsensusMessage message)
    {
        if (IsFinished)
        {
            return;
        }

        var sizeBits = _options.VoteBits + (message.Body?.SizeBits ?? 0);
        _progress.Sent(message.Kind, message.View, receivers.Length, sizeBits, _simulator.Now);
        if (receivers.IsEmpty)
        {
            return;
        }

        var flight = _landed.Count > 0 ? _landed.Pop() : new(this, _simulator);
        flight.Board(message with { From = from }, receivers.Length);
        if (_rules.Length > 0 || Observer is not null)
        {
            foreach (var receiver in receivers)
            {
                Judge(flight, receiver, sizeBits);
            }
        }

        _wiring.Transport.Transmit(new(flight, from, receivers, message.Kind, sizeBits));
        flight.Depart();
    }

    public void Arrive(int receiver, Flight flight)
    {
        if (receiver < Replicas)
        {
            _replicas[receiver].Arrive(flight);
        }
        else
        {
            OnReply(flight.Take());
        }
    }

    public void Lose(int receiver, in ConsensusMessage message) => Observer?.Dropped(_simulator.Now, receiver, message);

    public void Reuse(Flight flight) => _landed.Push(flight);

    public void Commit(int replica, Decision decision)
    {
        if (!IsFinished)
        {
            Observer?.Committed(_simulator.Now, replica, decision);
            _progress.Committed(replica, decision, _simulator.Now);
        }
    }

    /// <summary>Asks the rules, whose verdict takes effect at the arrival, so that the draws of the links do not shift.</summary>
    private void Judge(Flight flight, int receiver, long sizeBits)
    {
        ref readonly var message = ref flight.Message;
        Observer?.Sent(_simulator.Now, receiver, message);
        foreach (var rule in _rules)
        {
            var verdict = rule.Judge(message.From, receiver, message, _simulator.Now);
            if (verdict.Fate == MessageFate.Duplicate)
            {
                _progress.Sent(message.Kind, message.View, 1, sizeBits, _simulator.Now);
            }

            if (verdict.Fate != MessageFate.Pass)
            {
                flight.Judge(receiver, verdict);
                return;
            }
        }
    }

    private void OnReply(in ConsensusMessage message)
    {
        Observer?.Delivered(_simulator.Now, Replicas, message);
        if (message.Height == 0 && _replies.Add(message.From, message.Value, 0)
            && _replies.Count(message.Value) == _repliesNeeded)
        {
            _progress.Replied(_simulator.Now);
        }
    }

    private ReplicaSettings Settings(int index, VoteSigner signer, CommitteeProtocol protocol) => new()
    {
        Index = index,
        Replicas = Replicas,
        Quorum = protocol.Quorum(Replicas),
        Faults = protocol.Faults(Replicas),
        Signer = signer,
        Heights = _options.Heights,
        FirstLeader = _options.FirstLeader,
        BaseTimeout = _options.BaseTimeout,
        HasClient = _options.HasClient,
        CheckpointInterval = _options.CheckpointInterval,
        Ranking = _ranking,
        Stakes = _stakes,
        Seed = _options.Seed,
    };
}
