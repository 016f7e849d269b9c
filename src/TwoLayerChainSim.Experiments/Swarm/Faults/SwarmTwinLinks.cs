using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Experiments.Swarm.Faults;

/// <summary>
/// The links of twins in the swarm. Variants: 0 both talk with everybody; 1 each with one half of the committee; 2 with halves
/// that differ from view to view; 3 the second with everybody and the first with one half.
/// </summary>
/// <param name="trouble">The twin.</param>
/// <param name="seed">Seed of the halves.</param>
internal sealed class SwarmTwinLinks(ReplicaTrouble trouble, ulong seed) : ITwinLinks
{
    /// <inheritdoc/>
    public bool AreLinked(bool second, int other, bool isToTwin, in ConsensusMessage message) => (trouble.Variant % 4) switch
    {
        0 => true,
        1 => IsInSecondHalf(other, 0) == second,
        2 => IsInSecondHalf(other, message.View + 1) == second,
        _ => second || IsInSecondHalf(other, 0),
    };

    /// <inheritdoc/>
    public bool AreTwinsLinked(in ConsensusMessage message) => trouble.Variant >= 4;

    private bool IsInSecondHalf(int other, int view) =>
        (StableHash.Combine(seed, ((ulong)(uint)view << 32) | (uint)other) & 1) != 0;
}
