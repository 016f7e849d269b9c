using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>Messages in flight, one slot for each transmission however many receivers it has; slots are reused.</summary>
internal sealed class MessagePool
{
    private ConsensusMessage[] _messages = new ConsensusMessage[64];
    private int[] _references = new int[64];
    private int[] _free = new int[64];
    private int _freeCount;
    private int _used;

    /// <summary>Number of receivers that have not got their message yet.</summary>
    public long InFlight { get; private set; }

    public int Add(in ConsensusMessage message, int receivers)
    {
        var slot = _freeCount > 0 ? _free[--_freeCount] : _used++;
        if (slot == _messages.Length)
        {
            Require.That(slot < EventToken.SlotsMax, $"{slot} transmissions in flight");
            Array.Resize(ref _messages, 2 * slot);
            Array.Resize(ref _references, 2 * slot);
            Array.Resize(ref _free, 2 * slot);
        }

        _messages[slot] = message;
        _references[slot] = receivers;
        InFlight += receivers;
        return slot;
    }

    /// <summary>One more copy of the message is under way.</summary>
    public void AddReceiver(int slot)
    {
        _references[slot]++;
        InFlight++;
    }

    /// <summary>The message has reached one of its receivers, or is lost on the way to it.</summary>
    public ConsensusMessage Take(int slot)
    {
        Require.That(_references[slot] > 0, "a message arrived more often than it was sent");
        var message = _messages[slot];
        InFlight--;
        if (--_references[slot] == 0)
        {
            _messages[slot] = default;
            _free[_freeCount++] = slot;
        }

        return message;
    }
}

/// <summary>What an event of a committee is about, packed into the 63 bits of an event token.</summary>
internal static class EventToken
{
    public const int SlotsMax = 1 << SlotBits;
    public const int ReplicasMax = (1 << ReplicaBits) - 1;
    public const int VerdictsMax = 1 << VerdictBits;
    public const long Arrival = 0;
    public const long Service = 1L << KindShift;
    public const long Timer = 2L << KindShift;

    private const int SlotBits = 22;
    private const int ReplicaBits = 14;
    private const int VerdictBits = 24;
    private const int VerdictShift = SlotBits + ReplicaBits;
    private const int KindShift = VerdictShift + VerdictBits;

    public static long Of(long kind, int replica, int slot, int verdict = 0) =>
        kind | ((long)verdict << VerdictShift) | ((long)replica << SlotBits) | (uint)slot;

    public static long KindOf(long token) => token & (3L << KindShift);

    public static int SlotOf(long token) => (int)(token & (SlotsMax - 1));

    public static int ReplicaOf(long token) => (int)((token >> SlotBits) & ReplicasMax);

    public static int VerdictOf(long token) => (int)((token >> VerdictShift) & (VerdictsMax - 1));
}
