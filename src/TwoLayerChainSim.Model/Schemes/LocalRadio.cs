using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// How the members of a local chain reach each other in one episode: members in D2D range by one broadcast on the scheduled
/// channel, the MEC node by the uplink, members out of range through the base station.
/// </summary>
internal sealed class LocalRadio
{
    private readonly Substrate _world;
    private readonly int _cell;
    private readonly TrafficMeter _traffic;
    private readonly D2dNetwork? _d2d;

    /// <summary>Schedules the D2D channels of the selected devices.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="cell">The MEC node.</param>
    /// <param name="devices">The selected devices.</param>
    /// <param name="episode">The episode.</param>
    public LocalRadio(Substrate world, int cell, ImmutableArray<int> devices, Episode episode)
    {
        (_world, _cell, _traffic, Devices) = (world, cell, episode.Traffic, devices);
        if (world.Options.D2dEnabled)
        {
            _d2d = world.ScheduleD2d(cell, devices, episode.Number);
        }
    }

    /// <summary>The selected devices.</summary>
    public ImmutableArray<int> Devices { get; }

    /// <summary>The MEC node as a receiver or sender.</summary>
    public static int Mec => -1;

    /// <summary>Messages to receivers that went over D2D so far.</summary>
    public long MessagesOverD2d { get; private set; }

    /// <summary>Messages to receivers that went through the base station so far, the MEC node among them.</summary>
    public long MessagesOverCellular { get; private set; }

    /// <summary>Time on the air of D2D transmissions so far.</summary>
    public SimDuration D2dAirtime
    {
        get
        {
            var airtime = SimDuration.Zero;
            foreach (var device in Devices)
            {
                airtime += _d2d?.Airtime(device) ?? SimDuration.Zero;
            }

            return airtime;
        }
    }

    /// <summary>Sends one message to several members; each is told once.</summary>
    /// <param name="from">A selected device, or <see cref="Mec"/>.</param>
    /// <param name="to">Other members.</param>
    /// <param name="sizeBits">Size in bit.</param>
    /// <param name="receiver">Told when a member has it.</param>
    public void Send(int from, IReadOnlyList<int> to, long sizeBits, Action<int> receiver)
    {
        if (from == Mec)
        {
            MessagesOverCellular += to.Count;
            SendDown(to, sizeBits, receiver);
            return;
        }

        var wanted = to.ToHashSet();
        var inRange = _d2d?.InRange(from) ?? [];
        var direct = to.Where(member => member != Mec && inRange.Contains(member)).ToHashSet();
        if (direct.Count > 0)
        {
            MessagesOverD2d += direct.Count;
            _traffic.AddD2d(from, sizeBits);
            _d2d!.Broadcast(from, sizeBits, new Hearers(direct, receiver), 0);
        }

        var far = to.Where(member => member != Mec && !direct.Contains(member)).ToArray();
        if (far.Length == 0 && !wanted.Contains(Mec))
        {
            return;
        }

        MessagesOverCellular += far.Length + (wanted.Contains(Mec) ? 1 : 0);
        _traffic.UplinkBits += sizeBits;
        _world.Cellular.Upload(from, sizeBits, new Once(() =>
        {
            if (wanted.Contains(Mec))
            {
                receiver(Mec);
            }

            SendDown(far, sizeBits, receiver);
        }), 0);
    }

    private void SendDown(IReadOnlyList<int> devices, long sizeBits, Action<int> receiver)
    {
        if (devices.Count == 0)
        {
            return;
        }

        var multicasts = _world.Options.Radio.Downlink == DownlinkMode.Multicast;
        _traffic.DownlinkBits += multicasts ? sizeBits : sizeBits * devices.Count;
        _world.Cellular.Distribute(_cell, devices, sizeBits, new Hearers([.. devices], receiver), 0);
    }

    /// <summary>Passes on to those for whom the message is; a broadcast is heard by others too.</summary>
    private sealed class Hearers(HashSet<int> wanted, Action<int> receiver) : IReceiver
    {
        public void Received(int member, long token)
        {
            if (wanted.Contains(member))
            {
                receiver(member);
            }
        }
    }

    private sealed class Once(Action action) : IEventHandler
    {
        public void Handle(long token) => action();
    }
}
