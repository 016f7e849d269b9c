using System.CommandLine;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary>Something that the user can ask for.</summary>
internal interface IVerb
{
    /// <summary>The verb with its arguments, options and action.</summary>
    Command Create();
}
