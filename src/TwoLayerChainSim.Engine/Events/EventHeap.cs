using System.Runtime.CompilerServices;

namespace TwoLayerChainSim.Engine;

/// <summary>What events are ordered by, and where the rest of the event is.</summary>
/// <param name="Time">Instant in nanoseconds.</param>
/// <param name="Order">Priority and sequence as one number.</param>
/// <param name="Slot">Place of the event.</param>
internal readonly record struct EventKey(long Time, ulong Order, int Slot)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Precedes(in EventKey other) => Time != other.Time ? Time < other.Time : Order < other.Order;
}

/// <summary>An implicit 4-ary heap of keys, shallower and kinder to caches than a binary one.</summary>
internal sealed class EventHeap
{
    private const int Arity = 4;
    private EventKey[] _keys = new EventKey[64];

    public int Count { get; private set; }

    public ref readonly EventKey Least => ref _keys[0];

    public ReadOnlySpan<EventKey> Keys => _keys.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Push(in EventKey key)
    {
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, 2 * Count);
        }

        var keys = _keys;
        var child = Count++;
        while (child > 0)
        {
            var parent = (child - 1) / Arity;
            if (!key.Precedes(in keys[parent]))
            {
                break;
            }

            keys[child] = keys[parent];
            child = parent;
        }

        keys[child] = key;
    }

    public EventKey Pop()
    {
        var least = _keys[0];
        var last = _keys[--Count];
        if (Count > 0)
        {
            SiftDown(_keys.AsSpan(0, Count), in last);
        }

        return least;
    }

    private static void SiftDown(Span<EventKey> keys, in EventKey item)
    {
        var hole = 0;
        while (true)
        {
            var first = (hole * Arity) + 1;
            if (first >= keys.Length)
            {
                break;
            }

            var least = first;
            var end = Math.Min(first + Arity, keys.Length);
            for (var child = first + 1; child < end; child++)
            {
                if (keys[child].Precedes(in keys[least]))
                {
                    least = child;
                }
            }

            if (!keys[least].Precedes(in item))
            {
                break;
            }

            keys[hole] = keys[least];
            hole = least;
        }

        keys[hole] = item;
    }
}
