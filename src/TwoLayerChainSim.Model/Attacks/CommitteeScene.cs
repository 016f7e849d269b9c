using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Faults;

namespace TwoLayerChainSim.Model.Attacks;

/// <summary>Where and when a committee decides, and what there is to lie about.</summary>
/// <param name="Ledger">Name of the chain.</param>
/// <param name="Layer">Its layer; a single chain counts as global.</param>
/// <param name="Episode">Episode number.</param>
/// <param name="EpisodeStart">When the episode began.</param>
/// <param name="Now">When the consensus begins.</param>
/// <param name="LatestEnd">When it is given up at the latest.</param>
public sealed record CommitteeScene(
    string Ledger, ChainLayers Layer, int Episode, SimTime EpisodeStart, SimTime Now, SimTime LatestEnd)
{
    /// <summary>
    /// Another value that a correct replica accepts just as well, for a leader that tells the halves different things. Default
    /// one that nobody accepts.
    /// </summary>
    public Func<Proposal, Proposal> Variant { get; init; } = WrongProposal.Spoil;

    /// <summary>What a coalition proposes and accepts instead, by its strength; null where there is nothing to poison.</summary>
    public Func<double, IReplicaApplication>? Poisoned { get; init; }
}
