namespace TwoLayerChainSim.Engine;

/// <summary>
/// A first-in-first-out service station with <paramref name="servers"/> identical servers. Service times are known on
/// arrival, so the departure is computed at once and no queue of objects is kept.
/// </summary>
/// <param name="simulator">The run.</param>
/// <param name="servers">Number of servers, at least 1.</param>
public sealed class FifoServer(Simulator simulator, int servers = 1)
{
    private readonly SimTime[] _freeAt = new SimTime[servers];

    /// <summary>Sum of the service times accepted so far.</summary>
    public SimDuration BusyTime { get; private set; }

    /// <summary>Accepts a job now and returns when its service ends.</summary>
    /// <param name="service">Its service time, not negative.</param>
    public SimTime Enter(SimDuration service)
    {
        var server = 0;
        for (var i = 1; i < _freeAt.Length; i++)
        {
            if (_freeAt[i] < _freeAt[server])
            {
                server = i;
            }
        }

        BusyTime += service;
        return _freeAt[server] = SimTime.Max(_freeAt[server], simulator.Now) + service;
    }
}
