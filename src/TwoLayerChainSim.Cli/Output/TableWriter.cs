using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli.Output;

/// <summary>Writes tables to standard output for people (rounded), as JSON or as CSV (exact).</summary>
internal static class TableWriter
{
    /// <summary>Width for redirected output: nothing is broken into lines.</summary>
    private const int UnlimitedWidth = 10_000;

    private const int LeastWidth = 80;

    private static readonly JsonSerializerOptions JsonForm = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes tables for people, without escape codes; as wide as they need when the output is redirected.</summary>
    public static void WriteForPeople(IEnumerable<ResultTable> tables)
    {
        var texts = tables.Select(table => string.Join('\n', TextTable.Lines(table, ScreenWidth))).Where(text => text.Length > 0);
        Console.Out.WriteLine(string.Join("\n\n", texts));
    }

    /// <summary>Writes a sentence, broken at blanks on a terminal.</summary>
    public static void WriteSentence(string sentence)
    {
        foreach (var line in TextTable.Lines(sentence, ScreenWidth))
        {
            Console.Out.WriteLine(line);
        }
    }

    /// <summary>Writes a table in a format of <see cref="SharedOptions.Format"/>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="format">The format.</param>
    /// <param name="forPeople">What people see instead; null for the table.</param>
    public static void Write(ResultTable table, string format, IEnumerable<ResultTable>? forPeople = null)
    {
        switch (format)
        {
            case "json":
                WriteJson(ToJson(table));
                break;
            case "csv":
                WriteCsv(table);
                break;
            default:
                WriteForPeople(forPeople ?? [table]);
                break;
        }
    }

    /// <summary>Writes a table as CSV: comma, decimal point, LF, empty for missing.</summary>
    public static void WriteCsv(ResultTable table) => Console.Out.Write(table.ToCsv());

    /// <summary>Writes one JSON document.</summary>
    public static void WriteJson(JsonNode document)
    {
        Console.Out.Write(document.ToJsonString(JsonForm));
        Console.Out.Write('\n');
    }

    /// <summary>The rows as JSON objects with the column names as keys.</summary>
    public static JsonArray ToJson(ResultTable table) => new([.. table.Rows.Select(row => new JsonObject(
        row.Select((cell, i) => KeyValuePair.Create(
            table.Columns[i],
            cell.Text is { } text ? JsonValue.Create(text) : cell.Number is { } number ? (JsonNode)JsonValue.Create(number) : null))))]);

    /// <summary>Tables as one JSON object with their names as keys.</summary>
    public static JsonObject ToJson(IEnumerable<ResultTable> tables) =>
        new(tables.Select(table => KeyValuePair.Create(table.Name, (JsonNode?)ToJson(table))));

    private static int ScreenWidth => Console.IsOutputRedirected ? UnlimitedWidth : Math.Max(LeastWidth, Console.WindowWidth);
}
