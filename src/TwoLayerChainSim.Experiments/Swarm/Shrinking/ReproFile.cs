using System.Globalization;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Swarm.Shrinking;

/// <summary>A failing record as a file with its story, which one command runs again.</summary>
public static class ReproFile
{
    /// <summary>Name of the folder of such files within that of a campaign.</summary>
    public const string Folder = "repro";

    /// <summary>Writes a record to repro/checker-hash.yaml; equal records have equal names.</summary>
    /// <param name="campaign">The folder of the campaign.</param>
    /// <param name="shrunk">The record with its run.</param>
    /// <param name="options">How it was run.</param>
    /// <returns>The path of the file.</returns>
    public static string Write(string campaign, ShrunkRecord shrunk, SwarmRunOptions? options = null)
    {
        var path = Path.Combine(campaign, Folder, NameOf(shrunk));
        Directory.CreateDirectory(Path.Combine(campaign, Folder));
        File.WriteAllText(path, Text(shrunk, options));
        return path;
    }

    /// <summary>The name of such a file, without its folder.</summary>
    /// <param name="shrunk">The record with its run.</param>
    public static string NameOf(ShrunkRecord shrunk)
    {
        var hash = StableHash.Of(SwarmRecordText.Write(shrunk.Record)) >> 32;
        var checker = shrunk.Result.Signature.Split(':')[0].ToLowerInvariant();
        return string.Create(CultureInfo.InvariantCulture, $"{checker}-{hash:x8}.yaml");
    }

    /// <summary>The text of such a file.</summary>
    /// <param name="shrunk">The record with its run.</param>
    /// <param name="options">How it was run.</param>
    public static string Text(ShrunkRecord shrunk, SwarmRunOptions? options = null)
    {
        var story = new ShortStory();
        SwarmRunner.Run(shrunk.Record, (options ?? new()) with { Story = story });
        var remark = $"{shrunk.Result.Signature} {shrunk.Result.Reason}".TrimEnd() + '\n'
            + string.Concat(shrunk.Result.Violations.Take(1).Select(violation => $"{violation.Details}\n"))
            + "run it again with: twolayerchain campaign replay FILE\n"
            + string.Join('\n', story.Lines);
        return SwarmRecordText.Write(shrunk.Record, remark);
    }
}
