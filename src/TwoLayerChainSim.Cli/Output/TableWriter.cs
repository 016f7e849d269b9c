using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli.Output;

/// <summary>Writes tables to standard output for people (rounded), as JSON or as CSV (exact).</summary>
internal static class TableWriter
{
    /// <summary>Width for redirected output: no cell is broken into lines.</summary>
    private const int UnlimitedWidth = 10_000;

    private const int LeastWidth = 80;

    private static readonly JsonSerializerOptions JsonForm = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a table with borders; plain text without escape codes when the output is redirected.</summary>
    public static void WriteForPeople(ResultTable table)
    {
        var grid = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        if (table.Title.Length > 0)
        {
            grid.Title = new TableTitle(Markup.Escape(table.Title));
        }

        for (var i = 0; i < table.Columns.Length; i++)
        {
            var numeric = table.Rows.Length > 0 && table.Rows.All(row => row[i].Text is null);
            var column = new TableColumn(new Text(table.Columns[i]));
            grid.AddColumn(numeric ? column.RightAligned() : column);
        }

        foreach (var row in table.Rows)
        {
            grid.AddRow(row.Select(cell => new Text(cell.Text ?? Rounded(cell.Number))));
        }

        var text = new StringWriter();
        Plain(text).Write(grid);
        foreach (var line in text.ToString().Trim('\n').Split('\n'))
        {
            Console.Out.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>Writes a table as CSV: comma, decimal point, LF, empty for missing.</summary>
    public static void WriteCsv(ResultTable table)
    {
        var text = new StringBuilder().AppendJoin(',', table.Columns.Select(Quoted)).Append('\n');
        foreach (var row in table.Rows)
        {
            text.AppendJoin(',', row.Select(cell => Quoted(cell.Text ?? Exact(cell.Number)))).Append('\n');
        }

        Console.Out.Write(text);
    }

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

    /// <summary>A console without escape codes that writes to <paramref name="text"/>.</summary>
    private static IAnsiConsole Plain(TextWriter text)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Console.IsOutputRedirected ? UnlimitedWidth : Math.Max(LeastWidth, Console.WindowWidth);
        return console;
    }

    private static string Rounded(double? number) => number?.ToString("G5", CultureInfo.InvariantCulture) ?? "";

    private static string Exact(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
