using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Network;

/// <summary>A channel for each member of a group, and what follows from it: who takes turns and who interferes. Immutable.</summary>
/// <remarks>
/// Interference is counted conservatively: a transmitter on the same channel that does not take turns with this one is taken
/// as always on, at its mean gain. A member with nobody in range does not transmit.
/// </remarks>
public sealed class D2dSchedule
{
    /// <summary>A given assignment.</summary>
    /// <param name="group">The group.</param>
    /// <param name="channels">The channel of each member, from 0.</param>
    /// <param name="bandwidthHz">Bandwidth of a channel in Hz.</param>
    public D2dSchedule(D2dGroup group, ImmutableArray<int> channels, double bandwidthHz)
    {
        (Group, Channels) = (group, channels);
        var load = new D2dChannelLoad(group, bandwidthHz);
        var turns = new int[channels.Length];
        var paths = new RadioPath?[channels.Length];
        foreach (var coChannel in Enumerable.Range(0, channels.Length)
            .Where(member => !group.Hearers[member].IsEmpty)
            .GroupBy(member => channels[member])
            .Select(members => members.ToArray()))
        {
            var labels = new int[coChannel.Length];
            D2dChannelLoad.Turns(group, coChannel, labels);
            SlowestSecondsPerBit = Math.Max(SlowestSecondsPerBit, load.SlowestSecondsPerBit(coChannel));
            for (var i = 0; i < coChannel.Length; i++)
            {
                var member = coChannel[i];
                turns[member] = coChannel[labels[i]];
                paths[member] = new([.. group.Hearers[member].Select(hearer => group.Link(member, hearer) with
                {
                    InterferenceToNoiseHz = D2dChannelLoad.InterferenceHz(group, hearer, coChannel, labels, labels[i]),
                })]);
            }
        }

        Turns = [.. turns];
        BroadcastPaths = [.. paths];
    }

    /// <summary>The group.</summary>
    public D2dGroup Group { get; }

    /// <summary>The channel of each member, from 0.</summary>
    public ImmutableArray<int> Channels { get; }

    /// <summary>For each member, the lowest member with which it takes turns (itself when it has a channel for itself).</summary>
    public ImmutableArray<int> Turns { get; }

    /// <summary>The path from each member to all members in its range, in order; null when there is none.</summary>
    public ImmutableArray<RadioPath?> BroadcastPaths { get; }

    /// <summary>
    /// Seconds that the slowest set of turns needs for one bit from each of its members at mean gains: what the scheduler
    /// minimises. 0 when nobody transmits.
    /// </summary>
    public double SlowestSecondsPerBit { get; }
}
