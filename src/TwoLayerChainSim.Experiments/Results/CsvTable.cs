using System.Globalization;
using CsvHelper;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>
/// A table of texts with named columns, written as CSV: comma, LF, invariant culture, UTF-8 without byte order mark,
/// the same number of cells in every line, an empty cell for a missing value.
/// </summary>
public sealed class CsvTable
{
    private static readonly CsvWriterOptions WriteOptions = new() { NewLine = "\n" };

    private static readonly CsvReaderOptions ReadOptions = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        TrackLineNumbers = true,
    };

    private readonly List<string[]> _rows = [];

    /// <summary>An empty table.</summary>
    /// <param name="columns">Names of the columns, each once.</param>
    public CsvTable(IReadOnlyList<string> columns)
    {
        if (columns.Count == 0 || columns.Distinct(StringComparer.Ordinal).Count() != columns.Count)
        {
            throw new FormatException($"the columns '{string.Join(',', columns)}' are not distinct names");
        }

        Columns = [.. columns];
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, each with as many cells as there are columns.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many cells as there are columns.</param>
    /// <exception cref="FormatException">The number of cells is wrong.</exception>
    public void Add(params string[] cells)
    {
        if (cells.Length != Columns.Count)
        {
            throw new FormatException($"row {_rows.Count + 1} has {cells.Length} cells instead of {Columns.Count}");
        }

        _rows.Add(cells);
    }

    /// <summary>The table as CSV text.</summary>
    public string ToCsv() => Write(Columns, _rows);

    /// <summary>Rows as CSV text, for tables too long to hold.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">The rows, each with as many cells as there are columns.</param>
    public static string Write(IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, WriteOptions, leaveOpen: true))
        {
            csv.WriteRecord([.. columns]);
            foreach (var cells in rows)
            {
                csv.WriteRecord(cells);
            }
        }

        return text.ToString();
    }

    /// <summary>Reads CSV text.</summary>
    /// <param name="text">The text, with a line of column names first.</param>
    /// <exception cref="FormatException">The text is not such a table; the message names the line.</exception>
    public static CsvTable Parse(string text)
    {
        using var lines = ReadLines(text).GetEnumerator();
        lines.MoveNext();
        var table = new CsvTable(lines.Current);
        while (lines.MoveNext())
        {
            table._rows.Add(lines.Current);
        }

        return table;
    }

    /// <summary>Reads CSV text line by line, for tables too long to hold; the first line is that of the column names.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">A line has another number of cells or wrong quotes; the message names it.</exception>
    public static IEnumerable<string[]> ReadLines(string text)
    {
        using var csv = CsvReader.FromText(text, ReadOptions);
        csv.ReadHeader();
        yield return [.. csv.Headers];
        while (Next(csv))
        {
            yield return csv.Current.ToArray();
        }
    }

    private static bool Next(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new FormatException($"line {e.LineNumber}: {e.Message}", e);
        }
    }
}
