using System.Collections.Immutable;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Experiments.Swarm.Shrinking;

/// <summary>
/// Makes a failing record small: fewer replicas, heights, faults and partitions, plainer links and numbers; then the fates of
/// messages are written down instead of drawn, and taken away one by one as far as possible (ddmin: Zeller and Hildebrandt,
/// IEEE TSE 28(2), 2002), or many of them replaced by one partition. Only records that fail with the same signature are kept.
/// </summary>
/// <param name="optionsOf">What else is wanted of the run of a record, e.g. another protocol. Default nothing.</param>
/// <param name="runsMax">Most runs, at least 1. Default 10,000.</param>
public sealed class RecordShrinker(Func<SwarmRecord, SwarmRunOptions>? optionsOf = null, int runsMax = 10_000)
{
    /// <summary>About a minute.</summary>
    private const long EventsMax = 150_000_000;

    private readonly int _runsMax = runsMax;

    /// <summary>Shrinks a record.</summary>
    /// <param name="record">A record that ends otherwise than its faults allow.</param>
    /// <exception cref="ArgumentException">It does not.</exception>
    public ShrunkRecord Shrink(SwarmRecord record)
    {
        var result = Run(record, keepsFates: true);
        if (result.IsAsExpected)
        {
            throw new ArgumentException($"the record does not fail: {result.Verdict}", nameof(record));
        }

        var search = new Search(this, record, result);
        search.TakeAway();
        search.Freeze();
        search.TakeAway();
        return new(search.Best, search.Result, search.Runs);
    }

    private SwarmResult Run(SwarmRecord record, bool keepsFates, ICommitteeObserver? story = null) =>
        SwarmRunner.Run(record, (optionsOf?.Invoke(record) ?? new()) with { KeepFates = keepsFates, Story = story });

    private sealed class Search(RecordShrinker shrinker, SwarmRecord record, SwarmResult result)
    {
        private readonly string _signature = result.Signature;
        private readonly int _runsMax = shrinker._runsMax;
        private long _events;

        public SwarmRecord Best { get; private set; } = record;

        public SwarmResult Result { get; private set; } = result;

        public int Runs { get; private set; } = 1;

        private bool IsOver => Runs >= _runsMax || _events >= EventsMax;

        /// <summary>Takes away and simplifies until nothing more works.</summary>
        public void TakeAway()
        {
            SwarmRecord before;
            do
            {
                before = Best;
                FirstOf(SmallerRecords.Of);
                Minimise(Best.Partitions, (one, items) => one with { Partitions = items });
                Minimise(Best.Faults, (one, items) => one with { Faults = items });
                Minimise(Best.Decisions, (one, items) => one with { Decisions = items });
                FirstOf(WithCuts);
                FirstOf(PlainerRecords.Of);
            }
            while (Best != before && !IsOver);
        }

        /// <summary>Writes down the fates of messages.</summary>
        public void Freeze()
        {
            var drawn = shrinker.Run(Best, keepsFates: true);
            Runs++;
            Try(SwarmRunner.Freeze(Best, drawn));
        }

        private bool Try(SwarmRecord candidate)
        {
            if (IsOver || candidate == Best || SwarmRecordRules.Problems(candidate).Any())
            {
                return false;
            }

            Runs++;
            var tried = shrinker.Run(candidate, keepsFates: false);
            _events += tried.Events;
            if (tried.IsAsExpected || tried.Signature != _signature)
            {
                return false;
            }

            (Best, Result) = (candidate, tried);
            return true;
        }

        private IEnumerable<SwarmRecord> WithCuts(SwarmRecord record)
        {
            if (record.Decisions.Length < 2)
            {
                return [];
            }

            var times = new SendTimes(record.Replicas);
            shrinker.Run(record, keepsFates: false, times);
            Runs++;
            return CutsInstead.Of(record, times);
        }

        /// <summary>Takes the first candidate that fails alike, and again from there.</summary>
        private void FirstOf(Func<SwarmRecord, IEnumerable<SwarmRecord>> candidates)
        {
            while (candidates(Best).Any(Try))
            {
            }
        }

        /// <summary>Takes away parts of a list, first large ones, in the end single items.</summary>
        private void Minimise<T>(ImmutableArray<T> items, Func<SwarmRecord, ImmutableArray<T>, SwarmRecord> with)
        {
            for (var size = items.Length; size > 0; size /= 2)
            {
                for (var start = items.Length - size; start > -size; start -= size)
                {
                    var from = Math.Max(0, start);
                    var fewer = items.RemoveRange(from, Math.Min(size, items.Length - from));
                    if (fewer.Length < items.Length && Try(with(Best, fewer)))
                    {
                        items = fewer;
                    }
                }
            }
        }
    }
}
