namespace TwoLayerChainSim.Experiments.Results;

/// <summary>A row of verdicts.csv: how one ledger of one run ended.</summary>
/// <param name="Run">The run.</param>
/// <param name="Ledger">Name of the ledger.</param>
/// <param name="Verdict"><c>safe-and-live</c>, <c>no-progress</c> or <c>diverged</c>.</param>
public sealed record LedgerRow(RunKey Run, string Ledger, string Verdict)
{
    /// <summary>Instant of the last progress in s; null unless there was none since.</summary>
    public double? NoProgressSinceSeconds { get; init; }

    /// <summary>Height at which safety failed; null when it did not.</summary>
    public long? DivergedAt { get; init; }

    /// <summary>Number of blocks.</summary>
    public int Blocks { get; init; }

    /// <summary>Rows of decisions that were due and not reached.</summary>
    public int Stalls { get; init; }

    /// <summary>Entries that were relayed for decisions that were not reached.</summary>
    public int EntriesLost { get; init; }
}

/// <summary>verdicts.csv: one ledger of one run a row, for all runs that finished.</summary>
public static class LedgerCsv
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "verdicts.csv";

    /// <summary>The table.</summary>
    /// <param name="rows">The rows in any order.</param>
    /// <param name="sweptKeys">Names of the swept columns in order.</param>
    public static CsvTable Table(IEnumerable<LedgerRow> rows, IReadOnlyList<string> sweptKeys)
    {
        var table = new CsvTable([.. Columns(sweptKeys).Select(column => column.Name)]);
        var sorted = rows.ToArray();
        Array.Sort(sorted, (a, b) => RowOrder.OfRuns(a.Run, b.Run, sweptKeys) is var order and not 0
            ? order
            : string.CompareOrdinal(a.Ledger, b.Ledger));
        foreach (var row in sorted)
        {
            table.Add(
            [
                row.Run.RunId, row.Run.Scheme, .. sweptKeys.Select(row.Run.ValueOf), CsvNumbers.Text(row.Run.Replication), row.Ledger,
                row.Verdict, CsvNumbers.Text(row.NoProgressSinceSeconds), CsvNumbers.Text((double?)row.DivergedAt),
                CsvNumbers.Text(row.Blocks), CsvNumbers.Text(row.Stalls), CsvNumbers.Text(row.EntriesLost),
            ]);
        }

        return table;
    }

    /// <summary>The description of the file.</summary>
    /// <param name="file">The file as it was written.</param>
    /// <param name="sweptKeys">Names of the swept columns in order.</param>
    public static TableDescription Describe(WrittenFile file, IReadOnlyList<string> sweptKeys) =>
        new(file, "how each ledger of each run ended", Columns(sweptKeys), ["run_id", "ledger"]);

    private static ColumnDescription[] Columns(IReadOnlyList<string> sweptKeys) =>
    [
        new("run_id", "string", "id of the run"),
        new("scheme", "string", "name of the scheme"),
        .. sweptKeys.Select(key => new ColumnDescription(key, "string", "swept key of the scenario, in its unit")),
        new("replication", "integer", "index of the replication, from 0"),
        new("ledger", "string", "name of the ledger"),
        new("verdict", "string", "safe-and-live, no-progress or diverged"),
        new("no_progress_since_s", "number", "instant of the last progress in s; empty unless there was none since"),
        new("diverged_at", "integer", "height at which safety failed; empty when it did not"),
        new("blocks", "integer", "number of blocks"),
        new("stalls", "integer", "rows of decisions that were due and not reached"),
        new("entries_lost", "integer", "entries relayed for decisions that were not reached"),
    ];
}
