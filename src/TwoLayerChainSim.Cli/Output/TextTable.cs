using System.Globalization;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli.Output;

/// <summary>
/// A table for people as plain lines. When it is wider than the screen, names of columns break at blanks and underscores, then
/// long texts wrap, and at last the columns that do not fit follow below in blocks that repeat the key columns.
/// </summary>
internal sealed class TextTable
{
    private const int Gap = 2;
    private const int LeastTextWidth = 12;

    private readonly ResultTable _table;
    private readonly int _width;
    private readonly string[][] _cells;
    private readonly bool[] _isRight;

    private TextTable(ResultTable table, int width)
    {
        (_table, _width) = (table, width);
        _cells = [.. table.Columns.Select((_, column) => RoundedNumbers.Of([.. table.Rows.Select(row => row[column])]))];
        _isRight = [.. _cells.Select(column => column.All(IsNumber))];
    }

    /// <summary>The lines of a table; none for a table without rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="width">Characters of a line, at least 40.</param>
    public static IEnumerable<string> Lines(ResultTable table, int width) =>
        table.Rows.Length == 0 ? [] : new TextTable(table, width).Lines();

    private IEnumerable<string> Lines()
    {
        foreach (var line in _table.Title.Length > 0 ? WordWrap.Lines(_table.Title, _width) : [])
        {
            yield return line;
        }

        int[] all = [.. Enumerable.Range(0, _cells.Length)];
        string[][] headers = [.. _table.Columns.Select(name => new[] { name })];
        int[] widths = [.. all.Select(column => Width(column, headers[column]))];
        if (Total(widths, all) > _width)
        {
            headers = [.. _table.Columns.Select(name => name.Split([' ', '_'], StringSplitOptions.RemoveEmptyEntries))];
            widths = [.. all.Select(column => Width(column, headers[column]))];
        }

        ShrinkTexts(widths);
        foreach (var (block, number) in Blocks(widths).Select((block, number) => (block, number)))
        {
            if (number > 0)
            {
                yield return string.Empty;
            }

            foreach (var line in BlockLines(block, widths, headers))
            {
                yield return line.TrimEnd();
            }
        }
    }

    private IEnumerable<string> BlockLines(int[] block, int[] widths, string[][] headers)
    {
        // Headers stand at the bottom of their lines, next to the values.
        var height = block.Max(column => headers[column].Length);
        for (var line = 0; line < height; line++)
        {
            yield return Line(block, widths, column => headers[column].ElementAtOrDefault(line - height + headers[column].Length));
        }

        yield return new string('-', Total(widths, block));
        for (var row = 0; row < _table.Rows.Length; row++)
        {
            var wrapped = block.ToDictionary(column => column, column => WordWrap.Lines(_cells[column][row], widths[column]));
            for (var line = 0; line < wrapped.Values.Max(lines => lines.Count); line++)
            {
                yield return Line(block, widths, column => wrapped[column].ElementAtOrDefault(line));
            }
        }
    }

    private string Line(int[] block, int[] widths, Func<int, string?> cellOf) => string.Join(new string(' ', Gap), block.Select(column =>
        _isRight[column] ? (cellOf(column) ?? "").PadLeft(widths[column]) : (cellOf(column) ?? "").PadRight(widths[column])));

    /// <summary>The key columns with as many others as fit, as often as it takes.</summary>
    private IEnumerable<int[]> Blocks(int[] widths)
    {
        int[] keys = [.. Enumerable.Range(0, _table.KeyColumns)];
        var block = keys.ToList();
        for (var column = keys.Length; column < _cells.Length; column++)
        {
            if (block.Count > keys.Length && Total(widths, [.. block, column]) > _width)
            {
                yield return [.. block];
                block = [.. keys];
            }

            block.Add(column);
        }

        yield return [.. block];
    }

    /// <summary>Takes from the widest text column until the table fits.</summary>
    private void ShrinkTexts(int[] widths)
    {
        int[] all = [.. Enumerable.Range(0, widths.Length)];
        int[] texts = [.. all.Where(column => !_isRight[column])];
        while (Total(widths, all) > _width && texts.Length > 0 && texts.Max(column => widths[column]) > LeastTextWidth)
        {
            widths[texts.MaxBy(column => widths[column])]--;
        }
    }

    /// <summary>A number, also one with its uncertainty, or nothing.</summary>
    private static bool IsNumber(string cell) =>
        cell.Length == 0 || double.TryParse(cell.Split(' ')[0].Replace('−', '-'), CultureInfo.InvariantCulture, out _);

    private int Width(int column, string[] header) => header.Concat(_cells[column]).Max(text => text.Length);

    private static int Total(int[] widths, int[] block) => block.Sum(column => widths[column]) + (Gap * (block.Length - 1));
}
