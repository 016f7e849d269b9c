using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli.Output;

/// <summary>
/// Tables and sentences for people as plain lines. When a table is wider than the screen, names of columns break at
/// underscores, long texts wrap, and columns that still do not fit follow below in blocks that repeat the key columns.
/// </summary>
internal static class TextTable
{
    private const int Gap = 2;

    /// <summary>What the border adds to each column and to the line.</summary>
    private const int Border = 1;

    private const int LeastTextWidth = 12;

    /// <summary>The lines of a table; none for a table without rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="width">Characters of a line, at least 40.</param>
    public static IEnumerable<string> Lines(ResultTable table, int width)
    {
        if (table.Rows.Length == 0)
        {
            return [];
        }

        Column[] columns = [.. table.Columns.Select((name, i) => Column.Of(name, [.. table.Rows.Select(row => row[i])]))];
        var title = table.Title.Length > 0 ? Lines(new Text(table.Title), width) : [];
        var blocks = Blocks(columns, table.KeyColumns, width)
            .Select((block, number) => (number > 0 ? [""] : title).Concat(Lines(Grid(block), width)));
        return blocks.SelectMany(lines => lines);
    }

    /// <summary>The lines of a sentence, broken at blanks.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="width">Characters of a line.</param>
    public static IEnumerable<string> Lines(string sentence, int width) => Lines(new Text(sentence), width);

    /// <summary>The key columns with as many others as fit, as often as it takes.</summary>
    private static IEnumerable<IReadOnlyList<Column>> Blocks(Column[] columns, int keyColumns, int width)
    {
        var block = columns[..keyColumns].ToList();
        foreach (var column in columns[keyColumns..])
        {
            if (block.Count > keyColumns && block.Append(column).Sum(one => one.LeastWidth + Gap + Border) + Border > width)
            {
                yield return block;
                block = [.. columns[..keyColumns]];
            }

            block.Add(column);
        }

        yield return block;
    }

    private static Table Grid(IReadOnlyList<Column> columns)
    {
        var grid = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            grid.AddColumn(new TableColumn(new Text(column.Header))
            {
                Alignment = column.IsNumeric ? Justify.Right : Justify.Left,
                Width = column.IsNumeric ? column.LeastWidth : null,
                Padding = new(0, 0, Gap, 0),
            });
        }

        for (var row = 0; row < columns[0].Cells.Length; row++)
        {
            grid.AddRow(columns.Select(column => new Text(column.Cells[row])));
        }

        return grid;
    }

    private static IEnumerable<string> Lines(IRenderable content, int width)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        console.Write(content);
        return [.. text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
    }

    /// <summary>A column as texts.</summary>
    private sealed record Column(string Header, string[] Cells, bool IsNumeric)
    {
        /// <summary>Characters below which the column does not fit.</summary>
        public int LeastWidth => IsNumeric
            ? Math.Max(Cells.Max(cell => cell.Length), Header.Split(' ').Max(word => word.Length))
            : Math.Min(LeastTextWidth, Cells.Append(Header).Max(cell => cell.Length));

        public static Column Of(string name, ResultCell[] cells)
        {
            var texts = RoundedNumbers.Of(cells);
            return new(name.Replace('_', ' '), texts, texts.All(IsNumber));
        }

        /// <summary>A number, also one with its uncertainty, or nothing.</summary>
        private static bool IsNumber(string cell) =>
            cell.Length == 0 || double.TryParse(cell.Split(' ')[0].Replace('−', '-'), CultureInfo.InvariantCulture, out _);
    }
}
