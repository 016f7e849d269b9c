namespace TwoLayerChainSim.Tests.Network.GraphMl;

/// <summary>A test on the real files of the Internet Topology Zoo; reported as skipped where the folder is not given.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TopologyZooFactAttribute : TheoryAttribute
{
    public const string Variable = "TLC_TOPOLOGIES";

    public TopologyZooFactAttribute()
    {
        if (!Directory.Exists(Folder))
        {
            Skip = $"set {Variable} to a folder with the five files of the Internet Topology Zoo";
        }
    }

    public static string? Folder => Environment.GetEnvironmentVariable(Variable);
}
