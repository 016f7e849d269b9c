using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>A transfer that is in the air (or waits in outage) on a radio channel.</summary>
internal struct Transmission
{
    private const double LongestTransferSeconds = 1e8;

    private double _remainingBits;
    private double _bitsPerSecond;
    private SimTime _updatedAt;

    /// <summary>The transfer of <paramref name="queue"/> that begins now.</summary>
    public Transmission(int queue, in Transfer transfer, ChannelOptions options, SimTime now)
    {
        (Queue, Transfer, _remainingBits) = (queue, transfer, transfer.SizeBits);
        Draw(options, now);
    }

    public int Queue { get; }

    public Transfer Transfer { get; }

    /// <summary>When it ends at its current rate, or when its outage ends.</summary>
    public SimTime EventAt { get; private set; }

    /// <summary>When it came into the air.</summary>
    public SimTime StartedAt { get; private set; }

    /// <summary>The coherence block in which it came into the air.</summary>
    public long GainBlock { get; private set; }

    /// <summary>True while it waits for a better gain.</summary>
    public bool InOutage { get; private set; }

    /// <summary>True until its first rate is set.</summary>
    public bool IsNew { get; private set; }

    /// <summary>True once its end was announced.</summary>
    public bool HasEnded { get; set; }

    /// <summary>It takes the gain of this coherence block, or waits one coherence time in outage (models.md §4).</summary>
    public void Draw(ChannelOptions options, SimTime now)
    {
        _updatedAt = StartedAt = now;
        GainBlock = options.BlockAt(now);
        InOutage = options.Fading == FadingMode.PerTransfer
            && Transfer.Path.WorstGain(GainBlock) < options.OutageGain;
        IsNew = !InOutage;
        if (InOutage)
        {
            EventAt = now + options.CoherenceTime;
        }
    }

    /// <summary>It goes on at another rate from now on.</summary>
    public void SetRate(double bitsPerSecond, SimTime now)
    {
        var sent = _bitsPerSecond * (now - _updatedAt).TotalSeconds;
        _remainingBits = Math.Max(0, _remainingBits - sent);
        (_bitsPerSecond, _updatedAt, IsNew) = (bitsPerSecond, now, false);
        var seconds = _remainingBits / bitsPerSecond;
        EventAt = seconds < LongestTransferSeconds ? now + SimDuration.FromSeconds(seconds) : SimTime.MaxValue;
    }
}
