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

    /// <summary>Index of a column.</summary>
    /// <param name="name">Name of the column.</param>
    /// <exception cref="FormatException">There is no such column.</exception>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == name)
            {
                return i;
            }
        }

        throw new FormatException($"column '{name}' is missing");
    }

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
    public string ToCsv()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, WriteOptions, leaveOpen: true))
        {
            csv.WriteRecord([.. Columns]);
            foreach (var cells in _rows)
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
        using var csv = CsvReader.FromText(text, ReadOptions);
        try
        {
            csv.ReadHeader();
            var table = new CsvTable([.. csv.Headers]);
            while (csv.Read())
            {
                table._rows.Add(csv.Current.ToArray());
            }

            return table;
        }
        catch (CsvFormatException e)
        {
            throw new FormatException($"line {e.LineNumber}: {e.Message}", e);
        }
    }
}
