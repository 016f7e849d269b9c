using System.Collections.Immutable;
using System.Globalization;
using TwoLayerChainSim.Cli.Output;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Tests.Cli;

/// <summary>Tables for people fit the screen and lose nothing (INTERFACE.md rows 16 and 17).</summary>
public class TextTableTests
{
    private static readonly ResultTable Episodes = new(
        "episodes", "Episodes", ["episode", .. Enumerable.Range(1, 12).Select(i => $"delay_number_{i}_s")],
        [.. Enumerable.Range(1, 3).Select(row => ImmutableArray.CreateRange(
            Enumerable.Range(0, 13).Select(column => (ResultCell)(column == 0 ? row : Delay(row, column)))))]);

    [Fact]
    public void A_table_that_fits_is_shown_as_it_is()
    {
        var table = new ResultTable("t", "Title", ["scheme", "delay_s"], [["a", 1.5], ["bb", 12.25], ["c", ResultCell.Missing]]);

        Assert.Equal(
            ["Title", " scheme   delay", "              s", "──────────────────", " a         1.50", " bb       12.25", " c"],
            TextTable.Lines(table, 80));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(100)]
    public void A_wide_table_of_numbers_continues_below_with_its_key_repeated(int width)
    {
        var lines = TextTable.Lines(Episodes, width).ToList();

        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        var blocks = lines.Count(line => line.StartsWith(" episode ", StringComparison.Ordinal));
        Assert.True(blocks > 1);
        Assert.Equal(3 * blocks, lines.Count(line => line.TrimStart() is ['1' or '2' or '3', ' ', ..] && line.Contains('.')));
        var text = string.Join('\n', lines);
        Assert.All(
            Enumerable.Range(1, 12),
            column => Assert.Contains(Delay(1, column).ToString("F3", CultureInfo.InvariantCulture), text, StringComparison.Ordinal));
    }

    [Fact]
    public void Long_texts_wrap_at_blanks_and_no_word_is_lost()
    {
        const string Long = "every selected device of the cell takes part in the consensus of the local chain";
        var table = new ResultTable("t", "", ["key", "meaning", "source"], [["network.placement", Long, Long]]);

        var lines = TextTable.Lines(table, 60).ToList();

        Assert.All(lines, line => Assert.InRange(line.Length, 1, 60));
        var words = string.Join(' ', lines.Skip(2)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Long.Split(' ').Concat(Long.Split(' ')).Append("network.placement").Order(), words.Order());
    }

    [Fact]
    public void A_table_without_rows_is_not_shown() => Assert.Empty(TextTable.Lines(Episodes with { Rows = [] }, 80));

    [Theory]
    [InlineData(new[] { 0.291, 0.5682 }, new[] { "0.2910", "0.5682" })]
    [InlineData(new[] { 20.0, 0 }, new[] { "20", "0" })]
    [InlineData(new[] { 119.0456, 0.651 }, new[] { "119.05", "0.65" })]
    [InlineData(new[] { 0.00830192 }, new[] { "0.008302" })]
    [InlineData(new[] { 1234567.0, 0.5 }, new[] { "1234567.0", "0.5" })]
    [InlineData(new[] { 2.5e13, 1 }, new[] { "2.5E+13", "1" })]
    public void A_column_has_four_digits_and_the_same_decimals_everywhere(double[] numbers, string[] texts) =>
        Assert.Equal(texts, RoundedNumbers.Of([.. numbers.Select(number => (ResultCell)(double?)number)]));

    private static double Delay(int row, int column) => row + (column / 13.0);
}
