using System.Text;
using System.Text.Json;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>
/// The format of journal.ndjson, in which finished replications wait until metrics.csv is written: one JSON object a line.
/// A last line that a killed process or a power loss left half written is ignored.
/// </summary>
public static class ReplicationJournal
{
    /// <summary>Name of the file in the result folder; it exists only while a run is under way or after it was killed.</summary>
    public const string FileName = "journal.ndjson";

    /// <summary>The line of one replication, with its line end.</summary>
    /// <param name="result">The replication.</param>
    public static byte[] Line(ReplicationResult result)
    {
        var run = result.Run;
        var line = new JournalLine(
            run.Scenario, run.Scheme, run.Swept, run.Replication, run.Seed, result.CensoredBecause,
            [.. result.Measurements.Select(m => new JournalValue(m.Task, m.Episode, m.Metric.Name, m.Metric.Unit, m.Value))]);
        return [.. JsonSerializer.SerializeToUtf8Bytes(line), (byte)'\n'];
    }

    /// <summary>The complete lines of a journal.</summary>
    /// <param name="content">Content of the file.</param>
    public static IReadOnlyList<ReplicationResult> Read(ReadOnlySpan<byte> content)
    {
        var results = new List<ReplicationResult>();
        for (var end = content.IndexOf((byte)'\n'); end >= 0; end = content.IndexOf((byte)'\n'))
        {
            var line = Encoding.UTF8.GetString(content[..end]);
            content = content[(end + 1)..];
            try
            {
                results.Add(ReadLine(line));
            }
            catch (JsonException) when (content.IsEmpty)
            {
                break;
            }
        }

        return results;
    }

    private static ReplicationResult ReadLine(string text)
    {
        var line = JsonSerializer.Deserialize<JournalLine>(text) ?? throw new FormatException("a journal line is empty");
        var run = new RunKey(line.Scenario, line.Scheme, line.Swept, line.Replication, line.Seed);
        return line.CensoredBecause is { } reason
            ? ReplicationResult.Censored(run, reason)
            : ReplicationResult.Finished(run,
                [.. line.Values.Select(v => new Measurement(new Metric(v.Metric, v.Unit), v.Value, v.Episode, v.Task))]);
    }

    private sealed record JournalLine(
        string Scenario, string Scheme, IReadOnlyList<SweptValue> Swept, int Replication, ulong Seed,
        string? CensoredBecause, IReadOnlyList<JournalValue> Values);

    private sealed record JournalValue(string Task, int? Episode, string Metric, string Unit, double? Value);
}
