using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>
/// Is down for a time and then goes on with the state it had, as if it wrote everything to disk. What arrives while it is
/// down is lost, and a timer that runs out starts anew when it is up again.
/// </summary>
/// <param name="window">When it is down; it is up again at the end.</param>
/// <param name="pauses">
/// True for a replica that only stands still: what arrives waits for the end, and a timer that runs out does so at the end.
/// </param>
public sealed class CrashedReplica(FaultWindow window, bool pauses = false) : IReplicaFault
{
    /// <summary>Works until it stops for good.</summary>
    /// <param name="after">Time from the start of the run to the crash; 0 for a replica that is down from the start.</param>
    public CrashedReplica(SimDuration after)
        : this(FaultWindow.From(SimTime.Zero + after))
    {
    }

    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts)
    {
        var timers = new Timers(parts.Context, parts.Simulator, window);
        return new Machine(parts.BuildWith(timers), timers, parts.Simulator, window, pauses);
    }

    /// <summary>Remembers how each timer was set last, and sets none that would run out when the replica is down for good.</summary>
    private sealed class Timers(IReplicaContext inner, Simulator simulator, FaultWindow window) : ReplicaContextDecorator(inner)
    {
        private readonly Dictionary<int, (SimDuration? Delay, int Setting)> _timers = [];

        public override void SetTimer(int timer, SimDuration delay)
        {
            _timers[timer] = (delay, Setting(timer) + 1);
            if (window.End == SimTime.MaxValue && window.Contains(simulator.Now + delay))
            {
                base.CancelTimer(timer);
            }
            else
            {
                base.SetTimer(timer, delay);
            }
        }

        public override void CancelTimer(int timer)
        {
            _timers[timer] = (null, Setting(timer) + 1);
            base.CancelTimer(timer);
        }

        public int Setting(int timer) => _timers.GetValueOrDefault(timer).Setting;

        public void Restart(int timer) => SetTimer(timer, _timers[timer].Delay!.Value);
    }

    private sealed class Machine(
        IConsensusProtocol inner, Timers timers, Simulator simulator, FaultWindow window, bool pauses) : IConsensusProtocol
    {
        private readonly Queue<Action> _postponed = new();

        private bool IsDown => window.Contains(simulator.Now);

        private bool IsUp => !IsDown && _postponed.Count == 0;

        public void Start()
        {
            if (IsUp)
            {
                inner.Start();
            }
            else
            {
                Postpone(inner.Start);
            }
        }

        public void Receive(in ConsensusMessage message)
        {
            if (IsUp)
            {
                inner.Receive(message);
            }
            else if (pauses || !IsDown)
            {
                var waiting = message;
                Postpone(() => inner.Receive(waiting));
            }
        }

        public void TimerExpired(int timer)
        {
            if (IsUp)
            {
                inner.TimerExpired(timer);
                return;
            }

            var setting = timers.Setting(timer);
            Postpone(() =>
            {
                if (timers.Setting(timer) != setting)
                {
                    return;
                }

                if (pauses)
                {
                    inner.TimerExpired(timer);
                }
                else
                {
                    timers.Restart(timer);
                }
            });
        }

        private void Postpone(Action action)
        {
            if (window.End == SimTime.MaxValue)
            {
                return;
            }

            _postponed.Enqueue(action);
            if (_postponed.Count == 1)
            {
                simulator.After(window.End - simulator.Now, CatchUp);
            }
        }

        private void CatchUp()
        {
            while (_postponed.TryDequeue(out var action))
            {
                action();
            }
        }
    }
}
