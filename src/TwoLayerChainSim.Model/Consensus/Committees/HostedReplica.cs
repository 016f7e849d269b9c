using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// A replica on the simulator: its state machine, its processor (first come first served, the same service time for each
/// received message) and its timers.
/// </summary>
internal sealed class HostedReplica : IReplicaContext, IEventHandler
{
    /// <summary>Enough for a twin, which is two state machines in one replica.</summary>
    private const int Timers = 2 * IReplicaContext.Timers;
    private const long ServiceEnd = -1;

    private readonly MessageHost _host;
    private readonly Simulator _simulator;
    private readonly int _index;
    private readonly SimDuration _processingTime;
    private readonly int[] _others;
    private readonly Queue<Flight> _queue = new();
    private readonly long[] _generations = new long[Timers];
    private readonly IConsensusProtocol _protocol;

    public HostedReplica(
        MessageHost host, Simulator simulator, ReplicaSettings settings, CommitteeMember member, CommitteeProtocol protocol,
        SimDuration processingTime)
    {
        (_host, _simulator, _index) = (host, simulator, settings.Index);
        _processingTime = processingTime.Scale(member.ProcessingFactor);
        _others = [.. Enumerable.Range(0, settings.Replicas).Where(replica => replica != settings.Index)];
        var parts = new ReplicaParts(protocol, settings, this, member.Application, simulator);
        _protocol = member.Fault?.Build(parts) ?? parts.Build();
    }

    public void Start() => _protocol.Start();

    public void Arrive(Flight flight)
    {
        if (_processingTime == SimDuration.Zero)
        {
            Receive(flight);
            return;
        }

        _queue.Enqueue(flight);
        if (_queue.Count == 1)
        {
            _simulator.After(_processingTime, this, ServiceEnd);
        }
    }

    public void Handle(long token)
    {
        if (token == ServiceEnd)
        {
            // The message leaves the queue at the end of its service.
            var flight = _queue.Dequeue();
            if (_queue.Count > 0)
            {
                _simulator.After(_processingTime, this, ServiceEnd);
            }

            Receive(flight);
        }
        else if (_generations[token % Timers] == token / Timers && !_host.IsFinished)
        {
            _host.Observer?.TimerExpired(_simulator.Now, _index);
            _protocol.TimerExpired((int)(token % Timers));
        }
    }

    public void Send(int receiver, in ConsensusMessage message) => _host.Transmit(_index, [receiver], message);

    public void Broadcast(in ConsensusMessage message) => _host.Transmit(_index, _others, message);

    public void Multicast(ReadOnlySpan<int> receivers, in ConsensusMessage message)
    {
        if (!receivers.IsEmpty)
        {
            _host.Transmit(_index, receivers, message);
        }
    }

    public void SetTimer(int timer, SimDuration delay)
    {
        if (!_host.IsFinished)
        {
            _simulator.After(delay, this, (++_generations[timer] * Timers) + timer);
        }
    }

    public void CancelTimer(int timer) => _generations[timer]++;

    public void Commit(Decision decision) => _host.Commit(_index, decision);

    private void Receive(Flight flight)
    {
        var message = flight.Take();
        _host.Observer?.Delivered(_simulator.Now, _index, message);
        if (!_host.IsFinished)
        {
            _protocol.Receive(message);
        }
    }
}
