using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Experiments.Scenario.Reading;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>Records as YAML, for replays and for the regression set. What is not written has its default.</summary>
public static class SwarmRecordText
{
    private const string NeverWord = "never";
    private const int Most = 1000;
    private const long MostUs = 1_000_000_000;

    private static readonly FieldTable<SwarmRecord> Fields = new(
        new SwarmRecord(),
        new("seed", "a whole number from 0 to 18446744073709551615",
            record => record.Seed.ToString(CultureInfo.InvariantCulture),
            (record, text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
                ? record with { Seed = seed } : null),
        new("protocol", string.Join(", ", SwarmGenerator.AllProtocols), record => record.Protocol,
            (record, text) => SwarmGenerator.AllProtocols.Contains(text) ? record with { Protocol = text } : null),
        Field<SwarmRecord>.Whole(
            "replicas", 1, SwarmRecord.ReplicasMax, one => one.Replicas, (one, value) => one with { Replicas = (int)value }),
        Field<SwarmRecord>.Whole("heights", 1, 64, one => one.Heights, (one, value) => one with { Heights = (int)value }),
        Whole("first-leader", 0, one => one.FirstLeader, (one, value) => one with { FirstLeader = value }),
        Field<SwarmRecord>.Word("delay", one => one.Delay, (one, value) => one with { Delay = value }),
        Us("mean-delay-us", one => one.MeanDelayUs, (one, value) => one with { MeanDelayUs = value }),
        Us("max-delay-us", one => one.MaxDelayUs, (one, value) => one with { MaxDelayUs = value }),
        Whole("slow-replica", -1, one => one.SlowReplica, (one, value) => one with { SlowReplica = value }),
        Whole("slow-factor", 1, one => one.SlowFactor, (one, value) => one with { SlowFactor = value }),
        Whole("cluster-split", 0, one => one.ClusterSplit, (one, value) => one with { ClusterSplit = value }),
        Us("cluster-delay-us", one => one.ClusterDelayUs, (one, value) => one with { ClusterDelayUs = value }),
        Whole("back-factor", 1, one => one.BackFactor, (one, value) => one with { BackFactor = value }),
        Field<SwarmRecord>.Whole(
            "base-timeout-us", 1, MostUs, one => one.BaseTimeoutUs, (one, value) => one with { BaseTimeoutUs = value }),
        Field<SwarmRecord>.Whole(
            "checkpoint-interval", 0, 64, one => one.CheckpointInterval,
            (one, value) => one with { CheckpointInterval = (int)value }),
        Us("processing-us", one => one.ProcessingUs, (one, value) => one with { ProcessingUs = value }),
        Whole("loss-permille", 0, one => one.LossPermille, (one, value) => one with { LossPermille = value }),
        Whole("duplicate-permille", 0, one => one.DuplicatePermille, (one, value) => one with { DuplicatePermille = value }),
        Whole("hold-permille", 0, one => one.HoldPermille, (one, value) => one with { HoldPermille = value }),
        Us("hold-max-us", one => one.HoldMaxUs, (one, value) => one with { HoldMaxUs = value }),
        Us("heal-us", one => one.HealUs, (one, value) => one with { HealUs = value }));

    private static readonly ItemTable<PartitionEpisode> Partitions = new("partitions", new(
        new PartitionEpisode(0, 0, false, 0),
        Field<PartitionEpisode>.Whole("start-us", 0, MostUs, one => one.StartUs, (one, value) => one with { StartUs = value }),
        new("stop-us", $"a whole number of microseconds or {NeverWord}",
            one => one.StopUs == PartitionEpisode.Never ? NeverWord : one.StopUs.ToString(CultureInfo.InvariantCulture),
            (one, text) => text == NeverWord ? one with { StopUs = PartitionEpisode.Never }
                : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var stop) && stop <= MostUs
                    ? one with { StopUs = stop } : null),
        new("one-way", "true, false", one => one.IsOneWay ? "true" : "false",
            (one, text) => text is "true" or "false" ? one with { IsOneWay = text == "true" } : null),
        new("side", "indices of replicas with blanks between them", one => Indices(one.Side), ReadSide)));

    private static readonly ItemTable<ReplicaTrouble> Faults = new("faults", new(
        new ReplicaTrouble(0, TroubleKind.Crash),
        Field<ReplicaTrouble>.Whole("replica", 0, 63, one => one.Replica, (one, value) => one with { Replica = (int)value }),
        Field<ReplicaTrouble>.Word("kind", one => one.Kind, (one, value) => one with { Kind = value }),
        Field<ReplicaTrouble>.Whole("start-us", 0, MostUs, one => one.StartUs, (one, value) => one with { StartUs = value }),
        Field<ReplicaTrouble>.Whole("stop-us", 0, MostUs, one => one.StopUs, (one, value) => one with { StopUs = value }),
        Field<ReplicaTrouble>.Whole(
            "after-inputs", 0, int.MaxValue, one => one.AfterInputs, (one, value) => one with { AfterInputs = (int)value }),
        Field<ReplicaTrouble>.Whole(
            "after-outputs", 0, int.MaxValue, one => one.AfterOutputs, (one, value) => one with { AfterOutputs = (int)value }),
        Field<ReplicaTrouble>.Whole("variant", 0, 7, one => one.Variant, (one, value) => one with { Variant = (int)value })));

    private static readonly ItemTable<MessageDecision> Decisions = new("decisions", new(
        new MessageDecision(0, 0, 0, SwarmFate.Pass),
        Field<MessageDecision>.Whole("from", 0, 63, one => one.From, (one, value) => one with { From = (int)value }),
        Field<MessageDecision>.Whole("to", 0, 63, one => one.To, (one, value) => one with { To = (int)value }),
        Field<MessageDecision>.Whole("number", 0, int.MaxValue, one => one.Number, (one, value) => one with { Number = (int)value }),
        Field<MessageDecision>.Word("fate", one => one.Fate, (one, value) => one with { Fate = value }),
        Field<MessageDecision>.Whole("delay-us", 0, MostUs, one => one.DelayUs, (one, value) => one with { DelayUs = value })));

    /// <summary>A record as YAML.</summary>
    /// <param name="record">The record.</param>
    /// <param name="remark">Comment lines at the top; may be empty.</param>
    public static string Write(SwarmRecord record, string remark = "")
    {
        var text = new StringBuilder();
        foreach (var line in remark.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append("# ").Append(line).Append('\n');
        }

        // The size and the seed are always written, so that no file is empty.
        text.Append(CultureInfo.InvariantCulture, $"seed: {record.Seed}\n");
        text.AppendJoin("", Fields.Write(record).Where(line => !line.StartsWith("seed:", StringComparison.Ordinal))
            .Select(line => line + "\n"));
        Partitions.Write(text, record.Partitions);
        Faults.Write(text, record.Faults);
        Decisions.Write(text, record.Decisions);
        return text.ToString();
    }

    /// <summary>The record of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read; all that is wrong with it, a line each.</exception>
    public static SwarmRecord ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {e.Message}");
        }
    }

    /// <summary>The record that a text describes.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Name for messages.</param>
    /// <exception cref="InputException">All that is wrong with it, a line each.</exception>
    public static SwarmRecord Read(string text, string source)
    {
        var diagnostics = new DiagnosticList();
        var record = new SwarmRecord();
        switch (YamlTree.Parse(text, source, isFile: true, diagnostics))
        {
            case SectionNode root:
                record = Fields.Read(root, diagnostics, Partitions.Name, Faults.Name, Decisions.Name) with
                {
                    Partitions = Partitions.Read(root, diagnostics),
                    Faults = Faults.Read(root, diagnostics),
                    Decisions = Decisions.Read(root, diagnostics),
                };
                break;
            case { } other:
                diagnostics.Error(other.Origin, "", $"found {other.Quoted}", "keys of a record with their values");
                break;
            case null when !diagnostics.HasErrors:
                diagnostics.Error(new(source), "", "the file is empty", "keys of a record with their values");
                break;
        }

        foreach (var problem in diagnostics.HasErrors ? [] : SwarmRecordRules.Problems(record))
        {
            diagnostics.Error(new(source), "", problem);
        }

        return diagnostics.HasErrors
            ? throw new InputException(string.Join('\n', diagnostics.Sorted().Select(item => item.ToString())))
            : record;
    }

    private static Field<SwarmRecord> Us(string name, Func<SwarmRecord, long> get, Func<SwarmRecord, long, SwarmRecord> set) =>
        Field<SwarmRecord>.Whole(name, 0, MostUs, get, set);

    private static Field<SwarmRecord> Whole(
        string name, int low, Func<SwarmRecord, int> get, Func<SwarmRecord, int, SwarmRecord> set) =>
        Field<SwarmRecord>.Whole(name, low, Most, record => get(record), (record, value) => set(record, (int)value));

    private static string Indices(ulong bits) =>
        string.Join(' ', Enumerable.Range(0, 64).Where(index => (bits >> index & 1) != 0));

    private static PartitionEpisode? ReadSide(PartitionEpisode partition, string text)
    {
        var side = 0UL;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > 63)
            {
                return null;
            }

            side |= 1UL << index;
        }

        return partition with { Side = side };
    }

    /// <summary>A list of small records, one a line.</summary>
    private sealed record ItemTable<T>(string Name, FieldTable<T> Fields)
        where T : class
    {
        public void Write(StringBuilder text, ImmutableArray<T> items)
        {
            text.Append(items.IsEmpty ? "" : $"{Name}:\n");
            foreach (var item in items)
            {
                text.Append("  - {").AppendJoin(", ", Fields.Write(item)).Append("}\n");
            }
        }

        public ImmutableArray<T> Read(SectionNode root, DiagnosticList diagnostics)
        {
            var items = ImmutableArray.CreateBuilder<T>();
            foreach (var (_, value) in root.Entries.Where(entry => entry.Key.Value == Name))
            {
                if (value is not ListNode list)
                {
                    diagnostics.Error(value.Origin, Name, $"found {value.Quoted}", "a list");
                    continue;
                }

                foreach (var node in list.Items)
                {
                    if (node is SectionNode section)
                    {
                        items.Add(Fields.Read(section, diagnostics));
                    }
                    else
                    {
                        diagnostics.Error(node.Origin, Name, $"found {node.Quoted}", "keys with their values");
                    }
                }
            }

            return items.DrainToImmutable();
        }
    }
}
