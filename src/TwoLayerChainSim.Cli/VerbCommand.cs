using System.CommandLine;

namespace TwoLayerChainSim.Cli;

/// <summary>A verb with an example that its help shows and a test executes.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does.</param>
/// <param name="example">Arguments of a call that works in the root of the repository.</param>
internal sealed class VerbCommand(string name, string description, string example) : Command(name, description)
{
    /// <summary>The example as the user types it.</summary>
    public string Example { get; } = $"twolayerchain {example}";
}
