using System.Runtime.InteropServices;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>Assigns D2D channels to the members of a group (Feng et al. 2022, "D2D resource scheduling").</summary>
/// <param name="options">Channels and law.</param>
public sealed class D2dScheduler(D2dOptions options)
{
    /// <summary>A channel for each member. Deterministic but for <see cref="D2dScheduling.Random"/>.</summary>
    /// <param name="group">The group.</param>
    /// <param name="stream">Used by random scheduling only.</param>
    public D2dSchedule Assign(D2dGroup group, RandomStream stream)
    {
        int[] channels = options.Scheduling switch
        {
            D2dScheduling.MinMax => MinMax(group),
            D2dScheduling.RoundRobin => RoundRobin(group),
            _ => [.. group.Members.Select(_ => stream.NextInt(options.Channels))],
        };
        return new(group, [.. channels], options.ChannelBandwidthHz);
    }

    private int[] RoundRobin(D2dGroup group) => [.. Enumerable.Range(0, group.Members.Length).Select(i => i % options.Channels)];

    /// <summary>
    /// Greedy assignment, the slowest transmitter first and each where the channel stays fastest, and round robin; both are
    /// improved by moves and exchanges at the slowest channel, and the better result counts.
    /// </summary>
    private int[] MinMax(D2dGroup group)
    {
        var load = new D2dChannelLoad(group, options.ChannelBandwidthHz);
        var transmitters = Enumerable.Range(0, group.Members.Length).Where(member => !group.Hearers[member].IsEmpty).ToArray();
        var greedy = new Assignment(load, options.Channels);
        foreach (var member in transmitters.OrderByDescending(member => load.SlowestSecondsPerBit([member])))
        {
            greedy.Add(member, greedy.BestChannelFor(member));
        }

        greedy.Improve();
        var fair = new Assignment(load, options.Channels);
        for (var i = 0; i < transmitters.Length; i++)
        {
            fair.Add(transmitters[i], transmitters[i] % options.Channels);
        }

        fair.Improve();
        return (greedy.Slowest <= fair.Slowest ? greedy : fair).Channels(group.Members.Length);
    }

    /// <summary>The transmitters of each channel and the time of its slowest turn.</summary>
    private sealed class Assignment(D2dChannelLoad load, int channels)
    {
        private readonly List<int>[] _members = [.. Enumerable.Range(0, channels).Select(_ => new List<int>())];
        private readonly double[] _seconds = new double[channels];

        public double Slowest => _seconds.Max();

        public void Add(int member, int channel)
        {
            _members[channel].Add(member);
            _seconds[channel] = Seconds(_members[channel]);
        }

        /// <summary>The channel that is fastest with one more transmitter; the lowest when equal.</summary>
        public int BestChannelFor(int member) =>
            Enumerable.Range(0, channels).MinBy(channel => Seconds([.. _members[channel], member]));

        /// <summary>Best move or exchange at the slowest channel, until none makes it and its partner faster.</summary>
        public void Improve()
        {
            // Every step makes the sorted list of channel times smaller; the limit only guards against rounding.
            for (var step = 0; step < 1000; step++)
            {
                var slowest = Array.IndexOf(_seconds, _seconds.Max());
                var best = (Seconds: _seconds[slowest] * (1 - 1e-12), From: -1, To: -1, Channel: -1);
                foreach (var member in _members[slowest])
                {
                    for (var channel = 0; channel < channels; channel++)
                    {
                        if (channel == slowest)
                        {
                            continue;
                        }

                        foreach (var partner in (ReadOnlySpan<int>)[-1, .. _members[channel]])
                        {
                            var seconds = Math.Max(
                                Seconds(Replaced(_members[slowest], member, partner)),
                                Seconds(Replaced(_members[channel], partner, member)));
                            best = seconds < best.Seconds ? (seconds, member, partner, channel) : best;
                        }
                    }
                }

                if (best.Channel < 0)
                {
                    return;
                }

                _members[slowest] = Replaced(_members[slowest], best.From, best.To);
                _members[best.Channel] = Replaced(_members[best.Channel], best.To, best.From);
                _seconds[slowest] = Seconds(_members[slowest]);
                _seconds[best.Channel] = Seconds(_members[best.Channel]);
            }
        }

        public int[] Channels(int members)
        {
            var result = new int[members];
            for (var channel = 0; channel < channels; channel++)
            {
                foreach (var member in _members[channel])
                {
                    result[member] = channel;
                }
            }

            return result;
        }

        /// <summary>The list without one member and with another; -1 is nobody.</summary>
        private static List<int> Replaced(List<int> members, int leaving, int coming) =>
            [.. members.Where(member => member != leaving), .. coming < 0 ? (ReadOnlySpan<int>)[] : [coming]];

        private double Seconds(List<int> members) => load.SlowestSecondsPerBit(CollectionsMarshal.AsSpan(members));
    }
}
