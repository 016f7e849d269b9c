namespace TwoLayerChainSim.Model.Network;

/// <summary>A transfer over a radio channel.</summary>
/// <param name="Sender">Number of the sender on the channel.</param>
/// <param name="Path">Where it goes.</param>
/// <param name="SizeBits">Size in bit.</param>
/// <param name="Done">An <see cref="Action"/> (a process waits) or an <see cref="Engine.IEventHandler"/>.</param>
/// <param name="Token">Passed to an event handler.</param>
internal readonly record struct Transfer(int Sender, RadioPath Path, long SizeBits, object Done, long Token);

/// <summary>First-in-first-out queues of transfers, one a sender, as linked lists in one pool: no allocation once it has grown.</summary>
internal sealed class TransferQueues
{
    private const int None = -1;
    private (Transfer Transfer, int Next)[] _slots = new (Transfer, int)[16];
    private (int Head, int Tail)[] _queues = [];
    private int _used;
    private int _free = None;

    public bool IsEmpty(int queue) => queue >= _queues.Length || _queues[queue].Head == None;

    public void Enqueue(int queue, in Transfer transfer)
    {
        Grow(queue);
        var slot = _free;
        if (slot == None)
        {
            slot = _used++;
            if (slot == _slots.Length)
            {
                Array.Resize(ref _slots, 2 * slot);
            }
        }
        else
        {
            _free = _slots[slot].Next;
        }

        _slots[slot] = (transfer, None);
        ref var ends = ref _queues[queue];
        if (ends.Head == None)
        {
            ends.Head = slot;
        }
        else
        {
            _slots[ends.Tail].Next = slot;
        }

        ends.Tail = slot;
    }

    public Transfer Dequeue(int queue)
    {
        ref var ends = ref _queues[queue];
        var slot = ends.Head;
        var transfer = _slots[slot].Transfer;
        ends.Head = _slots[slot].Next;
        _slots[slot] = (default, _free);
        _free = slot;
        return transfer;
    }

    private void Grow(int queue)
    {
        var known = _queues.Length;
        if (queue >= known)
        {
            Array.Resize(ref _queues, Math.Max(queue + 1, 2 * known));
            Array.Fill(_queues, (None, None), known, _queues.Length - known);
        }
    }
}
