using System.Globalization;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>Where the results of a run go.</summary>
public sealed record ResultLocation
{
    /// <summary>
    /// The exact folder; null (default) for <c>Root/scenario/UTC time-config hash</c>. A relative path starts at the working
    /// directory.
    /// </summary>
    public string? Output { get; init; }

    /// <summary>The folder of all results, for the default layout. Default <c>output</c>.</summary>
    public string Root { get; init; } = "output";

    /// <summary>Moves an existing folder aside to <c>.bak-N</c> instead of refusing it. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>The folder of the default layout; a second run in the same second gets the next free <paramref name="attempt"/>.</summary>
    /// <param name="scenario">Name of the scenario.</param>
    /// <param name="configSha256">SHA-256 of the resolved configuration in hexadecimal.</param>
    /// <param name="startedUtc">Time of the start.</param>
    /// <param name="attempt">1, 2, …</param>
    internal string DefaultFolder(string scenario, string configSha256, DateTimeOffset startedUtc, int attempt)
    {
        var time = startedUtc.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var suffix = attempt == 1 ? string.Empty : $"-{attempt}";
        return Path.Combine(Root, scenario, $"{time}-{configSha256[..6]}{suffix}");
    }
}
