using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>The global models that a coalition of validators would rather have, told apart by the digests that blocks record.</summary>
/// <param name="world">The substrate.</param>
/// <param name="before">The current global model.</param>
/// <param name="right">The next one as it should be.</param>
/// <param name="episode">The episode.</param>
internal sealed class PoisonedModels(Substrate world, GlobalModel before, GlobalModel right, Episode episode)
{
    private static readonly Dictionary<int, LocalUpdate> NoUpdates = [];

    private readonly Dictionary<Digest, GlobalModel> _published = [];
    private readonly Dictionary<Digest, GlobalModel> _malfunctioned = [];

    /// <summary>The aggregate times minus <paramref name="strength"/> instead of the aggregate.</summary>
    /// <param name="strength">At least 0.</param>
    public GlobalModel Publish(double strength)
    {
        var coalition = world.Options.MecNodes;
        var forwarding = new MalfunctioningForwarding(
            new(MalfunctionKind.SignReversal, strength), NoUpdates, world.Streams, coalition, episode.Number);
        var model = forwarding.Publish(before, right);
        _published[model.Digest] = model;
        return model;
    }

    /// <summary>What a MEC node computes instead, if it malfunctions; decided where nobody judges what the leader proposes.</summary>
    /// <param name="mec">The node.</param>
    public GlobalModel Malfunction(int mec)
    {
        var model = episode.Forwarding[mec].Publish(before, right);
        _malfunctioned[model.Digest] = model;
        return model;
    }

    /// <summary>The model that a decided block records; one of a coalition is counted.</summary>
    /// <param name="block">The block; its last entry is the aggregate.</param>
    public GlobalModel Of(Block block)
    {
        if (!_published.TryGetValue(block.Transactions[^1].PayloadDigest, out var poisoned))
        {
            return _malfunctioned.GetValueOrDefault(block.Transactions[^1].PayloadDigest, right);
        }

        episode.Counts = episode.Counts with { Captured = episode.Counts.Captured + 1 };
        return poisoned;
    }
}
