using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// Redundant BFT (Aublin, Ben Mokhtar and Quéma, "RBFT: redundant Byzantine fault tolerance", ICDCS 2013): f+1 instances of
/// PBFT with different leaders order the same requests, and only what the master, instance 0, decides counts. A replica whose
/// master falls behind the others, or is too slow, changes the leaders of all instances at once.
/// </summary>
/// <remarks>
/// Before a leader proposes, f+1 replicas, itself included, must have told all others that there is something to decide
/// (PROPAGATE). Throughput is judged by heights: the master has a quarter of the view timer to catch up with an instance that is ahead,
/// once a height; latency by the view timer. Deviations: a view change of the master is the INSTANCE-CHANGE; the client asks
/// one replica, not all; a PROPAGATE does not carry the value, which goes with the proposal.
/// </remarks>
public class RedundantBft : IConsensusProtocol
{
    private const int ThroughputTimer = 1;
    private const double PatienceShare = 0.25;

    private readonly ReplicaSettings _settings;
    private readonly IReplicaContext _context;
    private readonly Instance[] _instances;
    private readonly int[] _ordered;
    private readonly int[] _propagated;
    private int _judgedHeight = -1;
    private bool _isWatched;

    /// <summary>A replica.</summary>
    /// <param name="settings">What it knows from the start.</param>
    /// <param name="context">What it can do.</param>
    /// <param name="application">What it decides about.</param>
    public RedundantBft(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
    {
        (_settings, _context) = (settings, context);
        _propagated = new int[settings.Replicas];
        Array.Fill(_propagated, -1);
        _ordered = new int[settings.Faults + 1];
        _instances = [.. _ordered.Select((_, number) => new Instance(this, number, application))];
    }

    /// <summary>Messages of a fault-free decision: (f+1) 2n(n-1) + n(n-1).</summary>
    /// <param name="replicas">Number of replicas n.</param>
    public static long Messages(int replicas) =>
        ((2L * (BftQuorum.Faults(replicas) + 1)) + 1) * replicas * (replicas - 1);

    /// <inheritdoc/>
    public void Start()
    {
        if (!_settings.HasClient)
        {
            Propagate(0, view: 0);
        }

        foreach (var instance in _instances)
        {
            instance.Start();
        }
    }

    /// <inheritdoc/>
    public void Receive(in ConsensusMessage message)
    {
        if (message.Kind == MessageKind.Propagate)
        {
            OnPropagate(message);
        }
        else if ((uint)message.Instance < (uint)_instances.Length)
        {
            if (message.Kind == MessageKind.Request)
            {
                PropagateFirst();
            }

            _instances[message.Instance].Receive(message);
        }
    }

    /// <inheritdoc/>
    public void TimerExpired(int timer)
    {
        if (timer == ThroughputTimer)
        {
            (_isWatched, _judgedHeight) = (false, _ordered[0]);
        }

        _instances[0].TimerExpired(0);
    }

    /// <summary>True when what an instance has ordered is the decision: only what the master has.</summary>
    /// <param name="instance">Number of the instance.</param>
    /// <param name="decision">What it has ordered.</param>
    protected virtual bool Counts(int instance, Decision decision) => instance == 0;

    private void OnPropagate(in ConsensusMessage message)
    {
        _propagated[message.From] = Math.Max(_propagated[message.From], message.Height);
        PropagateFirst();
        ProposeWhatIsReady();
    }

    private void PropagateFirst()
    {
        if (_propagated[_settings.Index] < 0)
        {
            Propagate(0, view: 0);
        }
    }

    private void Propagate(int height, int view)
    {
        _propagated[_settings.Index] = height;
        _context.Broadcast(new(MessageKind.Propagate, height, view, default));
        ProposeWhatIsReady();
    }

    private void ProposeWhatIsReady()
    {
        foreach (var instance in _instances)
        {
            instance.ProposeIfPending();
        }
    }

    private bool IsReady(int height) => _propagated.Count(known => known >= height) > _settings.Faults;

    private void OnOrdered(int instance, Decision decision)
    {
        _ordered[instance] = decision.Height + 1;
        if (Counts(instance, decision))
        {
            _context.Commit(decision);
            _context.CancelTimer(ThroughputTimer);
            _isWatched = false;
            if (_ordered[0] < _settings.Heights)
            {
                Propagate(_ordered[0], decision.View);
            }
        }

        if (!_isWatched && _ordered[0] < _ordered.Max() && _judgedHeight < _ordered[0])
        {
            _isWatched = true;
            _context.SetTimer(ThroughputTimer, _settings.BaseTimeout.Scale(PatienceShare));
        }
    }

    private void OnMasterMoved(int view)
    {
        for (var number = 1; number < _instances.Length; number++)
        {
            if (_ordered[number] < _settings.Heights)
            {
                _instances[number].Follow(view);
            }
        }
    }

    /// <summary>One instance: its leader is that of the master plus its number.</summary>
    private sealed class Instance(RedundantBft replica, int number, IReplicaApplication application) : Pbft(
        replica._settings with
        {
            FirstLeader = replica._settings.FirstLeader + number,
            Signer = replica._settings.Signer.ForInstance(number),
            HasClient = replica._settings.HasClient && number == 0,
        },
        new InstanceContext(replica, number),
        application)
    {
        private bool _isPending;

        public void ProposeIfPending()
        {
            if (_isPending)
            {
                Propose();
            }
        }

        public void Follow(int view)
        {
            if (view > View)
            {
                MoveTo(view, tellAll: true);
            }
        }

        protected override void Propose()
        {
            _isPending = !replica.IsReady(Height);
            if (!_isPending)
            {
                base.Propose();
            }
        }

        protected override void ForgetView()
        {
            _isPending = false;
            base.ForgetView();
        }
    }

    /// <summary>What an instance can do: speak to its like, and have a timer if it is the master.</summary>
    private sealed class InstanceContext(RedundantBft replica, int number) : IReplicaContext
    {
        public void Send(int receiver, in ConsensusMessage message) =>
            replica._context.Send(receiver, message with { Instance = number });

        public void Broadcast(in ConsensusMessage message)
        {
            replica._context.Broadcast(message with { Instance = number });
            if (number == 0 && message.Kind == MessageKind.ViewChange)
            {
                replica.OnMasterMoved(message.View);
            }
        }

        public void SetTimer(int timer, SimDuration delay)
        {
            if (number == 0)
            {
                replica._context.SetTimer(timer, delay);
            }
        }

        public void CancelTimer(int timer)
        {
            if (number == 0)
            {
                replica._context.CancelTimer(timer);
            }
        }

        public void Commit(Decision decision) => replica.OnOrdered(number, decision);
    }
}
