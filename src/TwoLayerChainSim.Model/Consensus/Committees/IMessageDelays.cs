using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>Delays that depend on nothing but their own draws: no queue, no message that waits for another.</summary>
public interface IMessageDelays
{
    /// <summary>Draws the delays of one transmission.</summary>
    /// <param name="from">Replica index of the sender; the number of replicas stands for the client.</param>
    /// <param name="receivers">Replica indices of the receivers.</param>
    /// <param name="kind">Kind of the message.</param>
    /// <param name="sizeBits">Size of the message in bits.</param>
    /// <param name="delays">Where the delays go, one for each receiver; not negative.</param>
    void Fill(int from, ReadOnlySpan<int> receivers, MessageKind kind, long sizeBits, Span<SimDuration> delays);

    /// <summary>Goes back to the first draw, so that the same transmissions get the same delays again.</summary>
    void Rewind();
}
