using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// Messages between the devices of an LMUC over their scheduled D2D channels. A broadcast is one transmission at the rate of
/// the worst member in range; after it, each receiver has the message after its own propagation delay. Transmitters that take
/// turns on a channel are served first in first out.
/// </summary>
/// <remarks>
/// D2D uses the uplink spectrum of its cell: while a D2D channel is busy, its bandwidth is taken from the uplink. A device can
/// receive on all channels while it sends. Propagation draws are named by the pair and the episode, so they do not depend on
/// how much earlier episodes sent.
/// </remarks>
public sealed class D2dNetwork : IEventHandler
{
    private const int None = -1;
    private readonly Simulator _simulator;
    private readonly D2dSchedule _schedule;
    private readonly DelayLaw _propagation;
    private readonly Dictionary<int, int> _memberOf = [];
    private readonly ImmutableArray<ImmutableArray<int>> _inRange;
    private readonly RadioChannel[] _channels;
    private readonly RadioPath?[,] _unicastPaths;
    private readonly RandomStream?[,] _delays;
    private readonly Func<int, int, RandomStream> _newDelays;
    private readonly SlotPool<Delivery> _deliveries = new();
    private readonly Arrivals _arrivals;

    /// <summary>An idle network.</summary>
    /// <param name="simulator">The run.</param>
    /// <param name="topology">Who is where.</param>
    /// <param name="schedule">Who transmits on which channel.</param>
    /// <param name="radio">Fading, and the bandwidth of the uplink.</param>
    /// <param name="options">Channels and propagation.</param>
    /// <param name="streams">The streams of the replication; "d2d-propagation" by (pair, episode) is used.</param>
    /// <param name="episode">The episode.</param>
    /// <param name="uplink">The uplink whose spectrum is used; none when D2D has spectrum of its own.</param>
    /// <param name="gate">Rules (on device numbers) and counters; none and new ones by default.</param>
    public D2dNetwork(
        Simulator simulator,
        Topology topology,
        D2dSchedule schedule,
        RadioOptions radio,
        D2dOptions options,
        RandomStreams streams,
        int episode,
        RadioChannel? uplink = null,
        MessageGate? gate = null)
    {
        (_simulator, _schedule, _propagation) = (simulator, schedule, options.Propagation);
        (Gate, _arrivals) = (gate ?? new(), new(this));
        var members = schedule.Group.Members;
        var spectrum = uplink is null
            ? null
            : new D2dSpectrum(options.Channels, options.ChannelBandwidthHz / radio.UplinkBandwidthHz, uplink);
        var channel = radio.Channel(options.ChannelBandwidthHz, Contention.Fifo);
        _channels = new RadioChannel[members.Length];
        for (var member = 0; member < members.Length; member++)
        {
            _memberOf.Add(members[member], member);
            var turn = schedule.Turns[member];
            _channels[member] = turn < member
                ? _channels[turn]
                : new(simulator, channel, spectrum?.User(schedule.Channels[member]));
        }

        _inRange = [.. schedule.Group.Hearers.Select(hearers => hearers.Select(member => members[member]).ToImmutableArray())];
        _unicastPaths = new RadioPath?[members.Length, members.Length];
        _delays = new RandomStream?[members.Length, members.Length];
        _newDelays = (from, to) => streams.Stream("d2d-propagation", Pair(topology, members[from], members[to]), episode);
    }

    /// <summary>Rules and counters; a broadcast is one message a receiver.</summary>
    public MessageGate Gate { get; }

    /// <summary>Number of messages on their way.</summary>
    public int InFlight => _deliveries.Count;

    /// <summary>The members in range of a device, in order of the group: those that its broadcasts reach.</summary>
    /// <param name="device">A member.</param>
    public ImmutableArray<int> InRange(int device) => _inRange[_memberOf[device]];

    /// <summary>The other members, in order of the group: those to be served through the base station.</summary>
    /// <param name="device">A member.</param>
    public ImmutableArray<int> OutOfRange(int device)
    {
        var inRange = InRange(device);
        return [.. _schedule.Group.Members.Where(other => other != device && !inRange.Contains(other))];
    }

    /// <summary>How long a device was on the air in transmissions that ended.</summary>
    /// <param name="device">A member.</param>
    public SimDuration Airtime(int device) => _channels[_memberOf[device]].Airtime(_memberOf[device]);

    /// <summary>Sends one transmission to all members in range; nothing when there is none.</summary>
    /// <param name="device">The sending member.</param>
    /// <param name="sizeBits">Size in bit, at least 0.</param>
    /// <param name="receiver">Told what becomes of it at each device in range.</param>
    /// <param name="token">Passed to <paramref name="receiver"/>.</param>
    public void Broadcast(int device, long sizeBits, IReceiver receiver, long token)
    {
        var from = _memberOf[device];
        if (_schedule.BroadcastPaths[from] is { } path)
        {
            Transmit(from, _schedule.Group.Hearers[from].AsSpan(), path, sizeBits, receiver, token);
        }
    }

    /// <summary>Sends to one member in range.</summary>
    /// <param name="device">The sending member.</param>
    /// <param name="target">The receiving member, in range.</param>
    /// <param name="sizeBits">Size in bit, at least 0.</param>
    /// <param name="receiver">Told what becomes of it.</param>
    /// <param name="token">Passed to <paramref name="receiver"/>.</param>
    public void Send(int device, int target, long sizeBits, IReceiver receiver, long token)
    {
        var (from, to) = (_memberOf[device], _memberOf[target]);
        var place = _schedule.Group.Hearers[from].IndexOf(to);
        Require.That(place >= 0, $"device {target} is not in D2D range of device {device}");
        var path = _unicastPaths[from, to] ??= new(_schedule.BroadcastPaths[from]!.Links[place]);
        Transmit(from, [to], path, sizeBits, receiver, token);
    }

    /// <inheritdoc/>
    void IEventHandler.Handle(long token)
    {
        // The transmission ended: its messages travel on, each with its own delay.
        for (var slot = (int)token; slot != None; slot = _deliveries[slot].Next)
        {
            ref var delivery = ref _deliveries[slot];
            var stream = _delays[delivery.From, delivery.To] ??= _newDelays(delivery.From, delivery.To);
            _simulator.After(_propagation.Sample(stream) + delivery.ExtraDelay, _arrivals, slot);
        }
    }

    private static long Pair(Topology topology, int from, int to) => unchecked((long)StableHash.Combine(
        (ulong)topology.Devices[from].StableId, (ulong)topology.Devices[to].StableId));

    private void Transmit(
        int from, ReadOnlySpan<int> receivers, RadioPath path, long sizeBits, IReceiver receiver, long token)
    {
        var members = _schedule.Group.Members;
        var last = None;
        foreach (var to in receivers)
        {
            var verdict = Gate.Send(new(members[from], members[to], sizeBits, _simulator.Now));
            if (verdict.IsDropped)
            {
                Gate.Drop();
                receiver.Lost(members[to], token);
                continue;
            }

            last = _deliveries.Add(new(from, to, verdict.ExtraDelay, receiver, token, last));
        }

        _channels[from].Start(from, path, sizeBits, this, last);
    }

    /// <summary>A message to one receiver of a transmission; <c>Next</c> is the next message of the same transmission.</summary>
    private readonly record struct Delivery(
        int From, int To, SimDuration ExtraDelay, IReceiver Receiver, long Token, int Next);

    private sealed class Arrivals(D2dNetwork network) : IEventHandler
    {
        public void Handle(long token)
        {
            var delivery = network._deliveries[(int)token];
            network._deliveries.Remove((int)token);
            network.Gate.Deliver();
            delivery.Receiver.Received(network._schedule.Group.Members[delivery.To], delivery.Token);
        }
    }
}
