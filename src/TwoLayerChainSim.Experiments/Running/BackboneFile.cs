using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>The network between MEC nodes from a GraphML file; MEC node i is at node i of the file.</summary>
internal static class BackboneFile
{
    /// <summary>Loads the network that a scenario names.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>Null for the full mesh.</returns>
    /// <exception cref="InputException">The file cannot be used, or has too few nodes.</exception>
    public static BackboneGraph? Load(ResolvedScenario scenario)
    {
        if (scenario.FilePath("backbone.file") is not { } path)
        {
            return null;
        }

        try
        {
            var options = new BackboneImportOptions
            {
                DefaultRateBitsPerSecond = scenario.Number("backbone.rate"),
                LargestComponent = scenario.Flag("backbone.largest-component"),
                MissingPosition = scenario.Choice<MissingPosition>("backbone.missing-position"),
            };
            var graph = BackboneImport.From(GraphMlReader.ReadFile(path), options).Graph;
            var mecNodes = scenario.Whole("network.mec-nodes");
            return graph.Nodes.Length >= mecNodes
                ? graph
                : throw new InputException(
                    $"{path}: {graph.Nodes.Length} nodes cannot carry network.mec-nodes = {mecNodes}; at most {graph.Nodes.Length}");
        }
        catch (GraphMlException exception)
        {
            throw new InputException(exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
