using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>A device's update of an episode as it travels: content and digest.</summary>
/// <param name="Device">The device; the MEC node in schemes in which MEC nodes train.</param>
/// <param name="Samples">Samples trained on: its weight in the aggregate.</param>
/// <param name="Digest">SHA-256 of the content.</param>
/// <param name="Delta">Local minus global parameters; null in runs that measure delay only.</param>
public sealed record LocalUpdate(int Device, int Samples, Digest Digest, float[]? Delta)
{
    /// <summary>An update with real content.</summary>
    /// <param name="device">The device.</param>
    /// <param name="samples">Samples trained on.</param>
    /// <param name="delta">Local minus global parameters.</param>
    public static LocalUpdate Of(int device, int samples, float[] delta) =>
        new(device, samples, Digest.Of(MemoryMarshal.AsBytes<float>(delta)), delta);

    /// <summary>A stand-in without content, told apart by its digest.</summary>
    /// <param name="device">The device.</param>
    /// <param name="samples">Samples trained on.</param>
    /// <param name="episode">Episode number.</param>
    /// <param name="variant">0 as computed; another number for a spoiled copy.</param>
    public static LocalUpdate StandIn(int device, int samples, int episode, int variant = 0)
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteInt32BigEndian(bytes, device);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], episode);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], variant);
        return new(device, samples, Digest.Of(bytes), null);
    }
}

/// <summary>A global model.</summary>
/// <param name="Version">Number of aggregations that led to it.</param>
/// <param name="Digest">SHA-256 of its content.</param>
/// <param name="Parameters">The flat parameter vector; null in runs that measure delay only.</param>
public sealed record GlobalModel(int Version, Digest Digest, float[]? Parameters)
{
    /// <summary>A model with real content.</summary>
    /// <param name="version">Number of aggregations that led to it.</param>
    /// <param name="parameters">The flat parameter vector.</param>
    public static GlobalModel Of(int version, float[] parameters) =>
        new(version, Digest.Of(MemoryMarshal.AsBytes<float>(parameters)), parameters);
}
