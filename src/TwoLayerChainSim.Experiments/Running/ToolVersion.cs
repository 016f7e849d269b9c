using System.Reflection;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>Version of the tool as result folders name it.</summary>
internal static class ToolVersion
{
    /// <summary>The version without the commit.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
