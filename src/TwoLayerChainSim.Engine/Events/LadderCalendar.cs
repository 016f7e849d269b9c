namespace TwoLayerChainSim.Engine;

/// <summary>
/// The built-in calendar, after the ladder queue (Tang, Goh and Thng, ACM TOMACS 15(3), 2005): events of the near future are
/// in a small heap, later ones in unsorted buckets of equal width, the rest in one unsorted list. A bucket is sorted only when
/// its time comes, so an event costs the same however many are pending. With few events it is just the heap.
/// </summary>
public sealed class LadderCalendar : IEventCalendar
{
    private const int HeapOnlyUpTo = 512;
    private const int EventsPerBucket = 16;
    private const int FewestBuckets = 64;
    private const int MostBuckets = 1 << 17;
    private const int SampleSize = 128;
    private const int None = -1;

    private readonly EventHeap _near = new();
    private readonly long[] _sample = new long[SampleSize];
    private Entry[] _entries = new Entry[256];
    private int _used;
    private int _free = None;

    private int[] _buckets = [];
    private int _bucketCount;
    private int _nextBucket;
    private long _bucketsFrom;
    private long _bucketWidth = 1;

    private long _nearUntil = long.MaxValue;
    private long _bucketsUntil = long.MaxValue;
    private int _far = None;
    private int _farCount;

    /// <inheritdoc/>
    public SimTime Now { get; private set; }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public void Schedule(in ScheduledEvent scheduled)
    {
        Require.That(scheduled.At >= Now, $"event at {scheduled.At} scheduled at {Now}: time never moves back");
        Require.That(scheduled.At < SimTime.MaxValue, "the last instant of the clock is never reached");
        var slot = Keep(in scheduled);
        Count++;
        if (scheduled.At.Nanoseconds >= _nearUntil)
        {
            PutAside(slot, scheduled.At.Nanoseconds);
            return;
        }

        _near.Push(new(scheduled.At.Nanoseconds, _entries[slot].Order, slot));
        if (_near.Count > HeapOnlyUpTo && _nearUntil == long.MaxValue)
        {
            MoveHeapToFarList();
        }
    }

    /// <inheritdoc/>
    public bool TryPeek(out SimTime at)
    {
        if (Count == 0)
        {
            at = default;
            return false;
        }

        FillHeap();
        at = new(_near.Least.Time);
        return true;
    }

    /// <inheritdoc/>
    public ScheduledEvent Pop()
    {
        Require.That(Count > 0, "the calendar is empty");
        FillHeap();
        var key = _near.Pop();
        ref var entry = ref _entries[key.Slot];
        var next = new ScheduledEvent(new(key.Time), Priority(key.Order), Sequence(key.Order), entry.Target!, entry.Token);
        entry.Target = null;
        entry.Next = _free;
        _free = key.Slot;
        if (--Count == 0)
        {
            (_nearUntil, _bucketsUntil, _nextBucket, _bucketCount) = (long.MaxValue, long.MaxValue, 0, 0);
        }

        Now = next.At;
        return next;
    }

    /// <summary>Priority and sequence as one number with the same order.</summary>
    private static ulong OrderOf(in ScheduledEvent scheduled)
    {
        Require.That(scheduled.Priority is >= short.MinValue and <= short.MaxValue, $"priority {scheduled.Priority} is out of range");
        return unchecked(((ulong)(scheduled.Priority - short.MinValue) << 48) | (ulong)scheduled.Sequence);
    }

    private static int Priority(ulong order) => (int)(order >> 48) + short.MinValue;

    private static long Sequence(ulong order) => (long)(order & 0xFFFF_FFFF_FFFF);

    private int Keep(in ScheduledEvent scheduled)
    {
        var slot = _free;
        if (slot == None)
        {
            slot = _used++;
            if (slot == _entries.Length)
            {
                Array.Resize(ref _entries, 2 * slot);
            }
        }
        else
        {
            _free = _entries[slot].Next;
        }

        _entries[slot] = new()
        {
            Target = scheduled.Target,
            Token = scheduled.Token,
            Time = scheduled.At.Nanoseconds,
            Order = OrderOf(in scheduled),
        };
        return slot;
    }

    private void PutAside(int slot, long time)
    {
        if (time < _bucketsUntil)
        {
            ref var bucket = ref _buckets[(time - _bucketsFrom) / _bucketWidth];
            (_entries[slot].Next, bucket) = (bucket, slot);
        }
        else
        {
            (_entries[slot].Next, _far) = (_far, slot);
            _farCount++;
        }
    }

    private void MoveHeapToFarList()
    {
        (_nearUntil, _bucketsUntil) = (long.MinValue, long.MinValue);
        foreach (var key in _near.Keys)
        {
            PutAside(key.Slot, key.Time);
        }

        _near.Clear();
    }

    /// <summary>Brings the events of the next non-empty bucket into the heap when it has run empty.</summary>
    private void FillHeap()
    {
        while (_near.Count == 0)
        {
            if (_nextBucket == _bucketCount)
            {
                DivideFarList();
            }

            var slot = _buckets[_nextBucket++];
            _nearUntil = _nextBucket == _bucketCount ? _bucketsUntil : _bucketsFrom + (_nextBucket * _bucketWidth);
            while (slot != None)
            {
                ref var entry = ref _entries[slot];
                _near.Push(new(entry.Time, entry.Order, slot));
                slot = entry.Next;
            }
        }
    }

    /// <summary>
    /// New buckets from the earliest event of the far list to the 90 % quantile of a sample: at least about nine tenths of the
    /// events leave the list, so dividing it costs a constant per event.
    /// </summary>
    private void DivideFarList()
    {
        var earliest = long.MaxValue;
        var sampled = 0;
        var stride = Math.Max(1, _farCount / SampleSize);
        var position = 0;
        for (var slot = _far; slot != None; slot = _entries[slot].Next)
        {
            var time = _entries[slot].Time;
            earliest = Math.Min(earliest, time);
            if (position++ % stride == 0 && sampled < SampleSize)
            {
                _sample[sampled++] = time;
            }
        }

        var sample = _sample.AsSpan(0, sampled);
        sample.Sort();
        var span = Math.Max(0, sample[sampled * 9 / 10] - earliest);
        _bucketCount = Math.Clamp(_farCount / EventsPerBucket, FewestBuckets, MostBuckets);
        if (_buckets.Length < _bucketCount)
        {
            _buckets = new int[_bucketCount];
        }

        Array.Fill(_buckets, None, 0, _bucketCount);
        (_bucketsFrom, _bucketWidth, _nextBucket) = (earliest, (span / _bucketCount) + 1, 0);
        var length = Math.Min(long.MaxValue - earliest, _bucketCount * Math.Min(_bucketWidth, long.MaxValue / _bucketCount));
        (_nearUntil, _bucketsUntil) = (earliest, earliest + length);
        var list = _far;
        (_far, _farCount) = (None, 0);
        while (list != None)
        {
            var next = _entries[list].Next;
            PutAside(list, _entries[list].Time);
            list = next;
        }
    }

    private struct Entry
    {
        public object? Target;
        public long Token;
        public long Time;
        public ulong Order;
        public int Next;
    }
}
