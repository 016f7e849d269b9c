using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// Who is Byzantine in a trial and who forms the shard, all drawn at random. The sets are nested: one node more leaves the
/// others as they are, so that points of a sweep differ by what is swept only.
/// </summary>
public sealed class TrialDraw
{
    private readonly int[] _rankOfMec;
    private readonly int[] _rankOfDevice;

    /// <summary>The draws of a trial.</summary>
    /// <param name="options">Numbers of MEC nodes, of their devices, and of the MEC nodes of a shard.</param>
    /// <param name="streams">The streams of the trial.</param>
    public TrialDraw(SubstrateOptions options, RandomStreams streams)
    {
        _rankOfMec = Shuffled(options.MecNodes, streams.Stream("stress-byzantine-mec-nodes"));
        _rankOfDevice = Shuffled(options.MecNodes * options.DevicesPerMec, streams.Stream("stress-malicious-devices"));
        Shard = [.. Shuffled(options.MecNodes, streams.Stream("stress-shard")).Take(options.ShardSize).Order()];
    }

    /// <summary>The MEC nodes of a shard.</summary>
    public ImmutableArray<int> Shard { get; }

    /// <summary>True when a MEC node is among the <paramref name="count"/> Byzantine ones.</summary>
    /// <param name="mec">The MEC node.</param>
    /// <param name="count">Number of Byzantine MEC nodes.</param>
    public bool IsByzantineMec(int mec, int count) => _rankOfMec[mec] < count;

    /// <summary>True when a device is among the <paramref name="count"/> malicious ones.</summary>
    /// <param name="device">The device, from 0 over all cells.</param>
    /// <param name="count">Number of malicious devices.</param>
    public bool IsMaliciousDevice(int device, int count) => _rankOfDevice[device] < count;

    private static int[] Shuffled(int count, RandomStream stream)
    {
        var order = Enumerable.Range(0, count).ToArray();
        stream.Shuffle<int>(order);
        return order;
    }
}
