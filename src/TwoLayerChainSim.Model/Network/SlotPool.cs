namespace TwoLayerChainSim.Model.Network;

/// <summary>Items with numbered places that are reused: what an event's token refers to. No allocation once it has grown.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
internal sealed class SlotPool<T>
    where T : struct
{
    private readonly Stack<int> _free = new();
    private T[] _items = new T[16];
    private int _used;

    /// <summary>Number of items.</summary>
    public int Count => _used - _free.Count;

    /// <summary>The item in a place.</summary>
    public ref T this[int slot] => ref _items[slot];

    public int Add(in T item)
    {
        if (!_free.TryPop(out var slot))
        {
            slot = _used++;
            if (slot == _items.Length)
            {
                Array.Resize(ref _items, 2 * slot);
            }
        }

        _items[slot] = item;
        return slot;
    }

    public void Remove(int slot)
    {
        _items[slot] = default;
        _free.Push(slot);
    }
}
