using System.Runtime.InteropServices;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// A band of radio spectrum that senders use at the same time. Each sender sends its own transfers first in first out; the
/// senders that have something to send divide the bandwidth (see <see cref="Contention"/>). The rate of a sender is Shannon's
/// over its current share of the bandwidth, with the noise of that share, at its current gain.
/// </summary>
/// <remarks>
/// Rates are re-evaluated when the set of active senders changes and, with block fading, at each boundary of a coherence
/// block, in both cases in one event for all active senders; an idle channel has no events. Between re-evaluations rates are
/// constant, so completion times are exact but for the rounding of each to the nearest nanosecond. The transmit power of a
/// sender does not depend on its share. Propagation (microseconds within a cell) is neglected.
/// </remarks>
/// <param name="simulator">The run.</param>
/// <param name="options">Bandwidth, contention and fading.</param>
/// <param name="listener">Told when the channel becomes busy or idle.</param>
public sealed class RadioChannel(Simulator simulator, ChannelOptions options, IOccupancyListener? listener = null)
    : IEventHandler
{
    private readonly TransferQueues _waiting = new();

    /// <summary>What is in the air, in the order in which the senders became active.</summary>
    private readonly List<Transmission> _active = [];

    /// <summary>Queues that have something to send since this instant.</summary>
    private readonly List<int> _woken = [];
    private (bool IsActive, SimDuration Airtime)[] _senders = [];
    private double _lent;
    private bool _sharesChanged;
    private bool _announcing;
    private long _block = -1;
    private long _generation;
    private SimTime _scheduledAt = SimTime.MaxValue;

    /// <summary>Number of senders that are sending now.</summary>
    public int ActiveSenders => _active.Count;

    /// <summary>Queues a transfer; <paramref name="done"/> is called at the instant at which all receivers have it.</summary>
    /// <param name="sender">Number of the sender on this channel, from 0.</param>
    /// <param name="path">Where it goes.</param>
    /// <param name="sizeBits">Size in bit, at least 0.</param>
    /// <param name="done">What to call.</param>
    /// <param name="token">Passed to <paramref name="done"/>.</param>
    public void Start(int sender, RadioPath path, long sizeBits, IEventHandler done, long token) =>
        Enqueue(new(sender, path, sizeBits, done, token));

    /// <summary>Awaits a transfer in a process.</summary>
    /// <param name="sender">Number of the sender on this channel, from 0.</param>
    /// <param name="path">Where it goes.</param>
    /// <param name="sizeBits">Size in bit, at least 0.</param>
    public TransferAwaitable Transfer(int sender, RadioPath path, long sizeBits) => new(this, sender, path, sizeBits);

    /// <summary>How long a sender was on the air in transfers that ended, for its energy.</summary>
    /// <param name="sender">Number of the sender.</param>
    public SimDuration Airtime(int sender) => sender < _senders.Length ? _senders[sender].Airtime : SimDuration.Zero;

    /// <summary>Lends a part of the channel to another use of its spectrum; a twentieth always remains.</summary>
    /// <param name="fraction">The part that is lent from now on; negative when it is given back.</param>
    public void Lend(double fraction)
    {
        // Rounded, so that nothing of the sums of fractions remains when all is given back.
        _lent = Math.Round(_lent + fraction, 12);
        if (_active.Count + _woken.Count > 0)
        {
            _sharesChanged = true;
            Wake();
        }
    }

    /// <inheritdoc/>
    void IEventHandler.Handle(long token)
    {
        if (token != _generation)
        {
            // Another, earlier event took the place of this one.
            return;
        }

        _scheduledAt = SimTime.MaxValue;
        var wasBusy = _active.Count > 0;
        _announcing = true;
        AnnounceEnded();
        _announcing = false;
        StartNext();
        if (wasBusy != (_active.Count > 0))
        {
            listener?.OccupancyChanged(!wasBusy);
        }

        Evaluate();
    }

    internal void Enqueue(in Transfer transfer)
    {
        Require.That(transfer.SizeBits >= 0, $"transfer of {transfer.SizeBits} bit");
        if (transfer.Sender >= _senders.Length)
        {
            Array.Resize(ref _senders, Math.Max(transfer.Sender + 1, 2 * _senders.Length));
        }

        var queue = options.Contention == Contention.Fifo ? 0 : transfer.Sender;
        _waiting.Enqueue(queue, in transfer);
        if (!_senders[queue].IsActive)
        {
            _senders[queue].IsActive = true;
            _woken.Add(queue);
            Wake();
        }
    }

    private void Wake()
    {
        if (!_announcing)
        {
            ScheduleAt(simulator.Now);
        }
    }

    private void ScheduleAt(SimTime at)
    {
        if (at < _scheduledAt)
        {
            _scheduledAt = at;
            simulator.After(at - simulator.Now, this, ++_generation);
        }
    }

    /// <summary>Calls whoever waits for the transfers that end now; they may start others.</summary>
    private void AnnounceEnded()
    {
        var now = simulator.Now;
        foreach (ref var transmission in CollectionsMarshal.AsSpan(_active))
        {
            if (transmission.EventAt > now || transmission.InOutage)
            {
                continue;
            }

            transmission.HasEnded = true;
            var transfer = transmission.Transfer;
            _senders[transfer.Sender].Airtime += now - transmission.StartedAt;
            if (transfer.Done is IEventHandler handler)
            {
                handler.Handle(transfer.Token);
            }
            else
            {
                simulator.After(SimDuration.Zero, (Action)transfer.Done);
            }
        }
    }

    /// <summary>
    /// After each ended transfer comes the next one of its sender; a sender without one leaves. Then come the woken senders.
    /// </summary>
    private void StartNext()
    {
        var now = simulator.Now;
        var active = CollectionsMarshal.AsSpan(_active);
        var kept = 0;
        for (var i = 0; i < active.Length; i++)
        {
            ref var transmission = ref active[i];
            if (transmission.HasEnded)
            {
                var queue = transmission.Queue;
                if (_waiting.IsEmpty(queue))
                {
                    _senders[queue].IsActive = false;
                    _sharesChanged = true;
                    continue;
                }

                transmission = new(queue, _waiting.Dequeue(queue), options, now);
            }
            else if (transmission.InOutage && transmission.EventAt <= now)
            {
                transmission.Draw(options, now);
            }

            if (kept != i)
            {
                active[kept] = transmission;
            }

            kept++;
        }

        CollectionsMarshal.SetCount(_active, kept);
        foreach (var queue in _woken)
        {
            _active.Add(new(queue, _waiting.Dequeue(queue), options, now));
            _sharesChanged = true;
        }

        _woken.Clear();
    }

    /// <summary>Sets the rates from now on: of all senders when shares or gains changed, else of the new transmissions.</summary>
    private void Evaluate()
    {
        var now = simulator.Now;
        var block = options.BlockAt(now);
        var fades = options.Fading == FadingMode.Block;
        var all = _sharesChanged || (fades && block != _block);
        (_sharesChanged, _block) = (false, block);
        var shareHz = ShareHz();
        var next = fades ? options.BlockStart(block + 1) : SimTime.MaxValue;
        foreach (ref var transmission in CollectionsMarshal.AsSpan(_active))
        {
            if (!transmission.InOutage && (all || transmission.IsNew))
            {
                var gainBlock = fades ? block : transmission.GainBlock;
                transmission.SetRate(options.BitsPerSecond(transmission.Transfer.Path, shareHz, gainBlock), now);
            }

            next = SimTime.Min(next, transmission.EventAt);
        }

        if (_active.Count > 0)
        {
            Require.That(next < SimTime.MaxValue, "no link of a busy channel can carry its transfer in three years");
            ScheduleAt(next);
        }
    }

    private double ShareHz()
    {
        var available = Math.Max(1 - _lent, 0.05) * options.BandwidthHz;
        return options.Contention == Contention.Dedicated ? available : available / Math.Max(1, _active.Count);
    }
}
