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
        var greedy = new Assignment(load, options.Channels, group.Members.Length);
        foreach (var member in transmitters.OrderByDescending(member => load.SlowestSecondsPerBit([member])))
        {
            greedy.Add(member, greedy.BestChannelFor(member));
        }

        greedy.Improve();
        var fair = new Assignment(load, options.Channels, group.Members.Length);
        for (var i = 0; i < transmitters.Length; i++)
        {
            fair.Add(transmitters[i], transmitters[i] % options.Channels);
        }

        fair.Improve();
        return (greedy.Slowest <= fair.Slowest ? greedy : fair).Channels();
    }

    /// <summary>The transmitters of each channel and the time of its slowest turn.</summary>
    private sealed class Assignment(D2dChannelLoad load, int channels, int members)
    {
        private const int Nobody = -1;
        private readonly List<int>[] _members = [.. Enumerable.Range(0, channels).Select(_ => new List<int>())];
        private readonly double[] _seconds = new double[channels];
        private readonly int[] _candidate = new int[members];

        public double Slowest => _seconds.Max();

        public void Add(int member, int channel) => Replace(channel, Nobody, member);

        /// <summary>The channel that is fastest with one more transmitter; the lowest when equal.</summary>
        public int BestChannelFor(int member) =>
            Enumerable.Range(0, channels).MinBy(channel => SecondsAfter(channel, Nobody, member));

        /// <summary>Best move or exchange at the slowest channel, until none makes it and its partner faster.</summary>
        public void Improve()
        {
            // Every step makes the sorted list of channel times smaller; the limit only guards against rounding.
            for (var step = 0; step < 1000; step++)
            {
                var slowest = Array.IndexOf(_seconds, _seconds.Max());
                var best = (Seconds: _seconds[slowest] * (1 - 1e-12), Leaving: Nobody, Coming: Nobody, Channel: slowest);
                foreach (var leaving in _members[slowest])
                {
                    for (var channel = 0; channel < channels; channel++)
                    {
                        for (var i = -1; channel != slowest && i < _members[channel].Count; i++)
                        {
                            var coming = i < 0 ? Nobody : _members[channel][i];
                            var seconds = Math.Max(
                                SecondsAfter(slowest, leaving, coming), SecondsAfter(channel, coming, leaving));
                            best = seconds < best.Seconds ? (seconds, leaving, coming, channel) : best;
                        }
                    }
                }

                if (best.Channel == slowest)
                {
                    return;
                }

                Replace(slowest, best.Leaving, best.Coming);
                Replace(best.Channel, best.Coming, best.Leaving);
            }
        }

        public int[] Channels()
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

        private void Replace(int channel, int leaving, int coming)
        {
            _seconds[channel] = SecondsAfter(channel, leaving, coming);
            _members[channel].Remove(leaving);
            if (coming != Nobody)
            {
                _members[channel].Add(coming);
            }
        }

        /// <summary>Time of the slowest turn on a channel without one of its transmitters and with another.</summary>
        private double SecondsAfter(int channel, int leaving, int coming)
        {
            var count = 0;
            foreach (var member in _members[channel])
            {
                if (member != leaving)
                {
                    _candidate[count++] = member;
                }
            }

            if (coming != Nobody)
            {
                _candidate[count++] = coming;
            }

            return load.SlowestSecondsPerBit(_candidate.AsSpan(0, count));
        }
    }
}
