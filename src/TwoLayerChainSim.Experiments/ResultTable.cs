using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments;

/// <summary>A table for people (rounded) and programs (exact).</summary>
/// <param name="Name">Name in JSON, in kebab-case.</param>
/// <param name="Title">Heading for people.</param>
/// <param name="Columns">Column names, with the unit last, such as <c>delay_s</c>.</param>
/// <param name="Rows">Rows with one cell for each column.</param>
public sealed record ResultTable(
    string Name, string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<ResultCell>> Rows)
{
    /// <summary>Leading columns that say what a row is about, at least 1. Default 1.</summary>
    public int KeyColumns { get; init; } = 1;

    /// <summary>The exact table as CSV text.</summary>
    public string ToCsv() => CsvTable.Write(
        Columns, Rows.Select(row => row.Select(cell => cell.Text ?? CsvNumbers.Text(cell.Number)).ToArray()));
}

/// <summary>A text, a number, or nothing.</summary>
public readonly record struct ResultCell
{
    private ResultCell(string? text, double? number) => (Text, Number) = (text, number);

    /// <summary>A missing value.</summary>
    public static ResultCell Missing => default;

    /// <summary>The text; null for a number or nothing.</summary>
    public string? Text { get; }

    /// <summary>The number, finite; null for a text or nothing.</summary>
    public double? Number { get; }

    /// <summary>A cell with text.</summary>
    public static implicit operator ResultCell(string? text) => new(text, null);

    /// <summary>A cell with a number; NaN and infinities become an empty cell.</summary>
    public static implicit operator ResultCell(double? number) =>
        new(null, number is { } value && double.IsFinite(value) ? value : null);

    /// <summary>A cell with a number.</summary>
    public static implicit operator ResultCell(int number) => new(null, number);
}
