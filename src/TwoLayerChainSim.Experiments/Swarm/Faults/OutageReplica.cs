using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Experiments.Swarm.Faults;

/// <summary>
/// A replica that stops: for good, for a while with what arrives waiting, for a while with what arrives being lost, or for a
/// while with all memory being lost. What it has sent was written to disk before; timers that ran out meanwhile run out at the end.
/// </summary>
/// <param name="trouble">When, and which of these.</param>
/// <param name="clock">Watches the timers.</param>
/// <param name="probes">Notes a crash between two outputs and timers that ran out during the outage.</param>
internal sealed class OutageReplica(ReplicaTrouble trouble, LivenessClock clock, SwarmProbes probes) : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) => new Machine(
        parts, trouble.IsByzantine ? parts.Context : clock.Watch(parts.Context, trouble.Replica), trouble, probes);

    private sealed class Machine : IConsensusProtocol, IReplicaContext, IEventHandler
    {
        private readonly ReplicaParts _parts;
        private readonly IReplicaContext _context;
        private readonly ReplicaTrouble _trouble;
        private readonly SwarmProbes _probes;
        private readonly SimTime _start;
        private readonly SimTime _stop;
        private readonly List<ConsensusMessage> _waiting = [];
        private readonly List<int> _expired = [];
        private IConsensusProtocol _inner;
        private bool _hasStarted;
        private bool _isDown;
        private bool _isOver;
        private bool _isHandling;
        private int _inputs;
        private int _outputs;

        public Machine(ReplicaParts parts, IReplicaContext context, ReplicaTrouble trouble, SwarmProbes probes)
        {
            (_parts, _context, _trouble, _probes) = (parts, context, trouble, probes);
            (_start, _stop) = (At(trouble.StartUs), At(trouble.StopUs));
            _inner = parts.BuildWith(this);
        }

        public void Start()
        {
            var beginsAtAnInstant = _trouble is { AfterInputs: 0, AfterOutputs: 0 };
            if (!_trouble.IsDownForGood)
            {
                _parts.Simulator.After(_stop - _parts.Simulator.Now, this, 0);
            }

            _isDown = beginsAtAnInstant && _trouble.StartUs == 0;
            if (!_isDown)
            {
                StartInner();
            }
        }

        public void Receive(in ConsensusMessage message)
        {
            if (!BecomesInput())
            {
                if (_trouble.Kind == TroubleKind.Pause)
                {
                    _waiting.Add(message);
                }

                return;
            }

            _isHandling = true;
            _inner.Receive(message);
            _isHandling = false;
        }

        public void TimerExpired(int timer)
        {
            if (BecomesInput())
            {
                _inner.TimerExpired(timer);
            }
            else if (!_trouble.IsDownForGood)
            {
                _expired.Add(timer);
            }
        }

        /// <summary>The outage ends.</summary>
        public void Handle(long token)
        {
            (_isDown, _isOver) = (false, true);
            if (_trouble.Kind == TroubleKind.Amnesia)
            {
                _inner = _parts.BuildWith(this);
                StartInner();
                return;
            }

            if (!_hasStarted)
            {
                StartInner();
            }

            foreach (var message in _waiting)
            {
                _inner.Receive(message);
            }

            while (_expired.Count > 0)
            {
                var timer = _expired[0];
                _expired.RemoveAt(0);
                _probes.Note(SwarmProbe.RestartWithPendingTimer);
                _inner.TimerExpired(timer);
            }
        }

        public void Send(int receiver, in ConsensusMessage message)
        {
            if (MaySend())
            {
                _context.Send(receiver, message);
            }
        }

        public void Broadcast(in ConsensusMessage message)
        {
            if (_trouble.AfterOutputs == 0)
            {
                if (!_isDown)
                {
                    _context.Broadcast(message);
                }

                return;
            }

            for (var receiver = 0; receiver < _parts.Settings.Replicas; receiver++)
            {
                if (receiver != _parts.Settings.Index)
                {
                    Send(receiver, message);
                }
            }
        }

        public void SetTimer(int timer, SimDuration delay)
        {
            _expired.Remove(timer);
            _context.SetTimer(timer, delay);
        }

        public void CancelTimer(int timer)
        {
            _expired.Remove(timer);
            _context.CancelTimer(timer);
        }

        public void Commit(Decision decision)
        {
            if (!_isDown)
            {
                _context.Commit(decision);
            }
        }

        private void StartInner()
        {
            _hasStarted = true;
            _inner.Start();
        }

        private static SimTime At(long microseconds) => new(microseconds * 1000);

        /// <summary>Counts an input; false when the replica is down.</summary>
        private bool BecomesInput()
        {
            var byInputs = _trouble.AfterInputs > 0;
            var hasBegun = byInputs ? ++_inputs > _trouble.AfterInputs
                : _trouble.AfterOutputs == 0 && _parts.Simulator.Now >= _start;
            var mayBeDown = _trouble.IsDownForGood || (!_isOver && _parts.Simulator.Now < _stop);
            _isDown |= hasBegun && mayBeDown;
            return !_isDown;
        }

        private bool MaySend()
        {
            if (!_isDown && _trouble.AfterOutputs > 0 && ++_outputs > _trouble.AfterOutputs)
            {
                _isDown = true;
                if (_isHandling)
                {
                    _probes.Note(SwarmProbe.CrashBetweenOutputs);
                }
            }

            return !_isDown;
        }
    }
}
