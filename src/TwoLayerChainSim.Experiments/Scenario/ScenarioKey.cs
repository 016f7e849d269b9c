using System.Collections.Immutable;
using System.Globalization;

namespace TwoLayerChainSim.Experiments.Scenario;

/// <summary>What kind of value a key takes.</summary>
public enum KeyKind
{
    /// <summary>A number with a mandatory unit.</summary>
    Quantity,

    /// <summary>A number without dimension.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A whole number, or the word <c>all</c>.</summary>
    WholeOrAll,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>One word of a list.</summary>
    Choice,

    /// <summary>A list of words, each at most once.</summary>
    ChoiceList,

    /// <summary>A list of growing whole numbers.</summary>
    WholeList,

    /// <summary>1 to 64 letters, digits, <c>_</c>, <c>.</c>, <c>-</c>; safe in file names and CSV cells.</summary>
    Name,

    /// <summary>One line of free text.</summary>
    Text,

    /// <summary>A file that must exist, or the word <c>none</c>.</summary>
    File,

    /// <summary>A folder that must exist, or the word <c>none</c>.</summary>
    Folder,

    /// <summary>A list of faults, each a set of fields.</summary>
    FaultList,
}

/// <summary>A word that a key accepts.</summary>
/// <param name="Name">The word, in kebab-case.</param>
/// <param name="Description">What it selects.</param>
/// <param name="Source">Paper and place, or <c>[P]</c> and the reason of this project.</param>
public sealed record KeyChoice(string Name, string Description, string Source);

/// <summary>One line of the table of scenario keys; reader, validator, <c>--set</c>, <c>list</c> and documents are fed by it.</summary>
public sealed record ScenarioKey
{
    /// <summary>Dotted kebab-case name, such as <c>network.mec-nodes</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Kind of value.</summary>
    public required KeyKind Kind { get; init; }

    /// <summary>Default, as it would be written in a scenario file.</summary>
    public required string Default { get; init; }

    /// <summary>Meaning in one line.</summary>
    public required string Description { get; init; }

    /// <summary>Paper and place, or <c>[P]</c> and the reason of this project.</summary>
    public required string Source { get; init; }

    /// <summary>Dimension of a quantity.</summary>
    public Dimension? Dimension { get; init; }

    /// <summary>Smallest allowed value as text; for a list, of each item. Empty when the kind has no range.</summary>
    public string Minimum { get; init; } = "";

    /// <summary>Largest allowed value as text; for a list, of each item. Empty when the kind has no range.</summary>
    public string Maximum { get; init; } = "";

    /// <summary>The words that a choice accepts.</summary>
    public ImmutableArray<KeyChoice> Choices { get; init; } = [];

    /// <summary>Known words that make no sense here, each with the reason.</summary>
    public ImmutableDictionary<string, string> Refused { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The part before the first dot; empty for a key of the top level.</summary>
    public string Section => Path.Contains('.', StringComparison.Ordinal) ? Path[..Path.IndexOf('.', StringComparison.Ordinal)] : "";

    /// <summary>The part after the section.</summary>
    public string Leaf => Section.Length == 0 ? Path : Path[(Section.Length + 1)..];

    /// <summary>What may be written, for messages and documents.</summary>
    public string Allowed => Kind switch
    {
        KeyKind.Quantity => $"{Minimum} to {Maximum} (unit: {Dimension!.UnitList})",
        KeyKind.Number => $"a number from {Minimum} to {Maximum}",
        KeyKind.Whole => $"a whole number from {Minimum} to {Maximum}",
        KeyKind.WholeOrAll => $"all, or a whole number from {Minimum} to {Maximum}",
        KeyKind.Boolean => "true or false",
        KeyKind.Choice => ChoiceNames,
        KeyKind.ChoiceList => $"a list [a, b] without repetition of: {ChoiceNames}",
        KeyKind.WholeList => $"a list [a, b] of growing whole numbers from {Minimum} to {Maximum}",
        KeyKind.Name => "1 to 64 of A-Z a-z 0-9 _ . -, the first a letter or digit",
        KeyKind.Text => "one line of at most 200 characters that does not start with = + - @",
        KeyKind.File => "none, or an existing file",
        KeyKind.FaultList => "a list of faults such as {kind: crash, count: 1}, or []",
        _ => "none, or an existing folder",
    };

    private string ChoiceNames => string.Join(", ", Choices.Select(choice => choice.Name));

    internal static ScenarioKey Quantity(
        string path, Dimension dimension, string value, string minimum, string maximum, string description, string source) =>
        new()
        {
            Path = path,
            Kind = KeyKind.Quantity,
            Dimension = dimension,
            Default = value,
            Minimum = minimum,
            Maximum = maximum,
            Description = description,
            Source = source,
        };

    internal static ScenarioKey Number(
        string path, double value, double minimum, double maximum, string description, string source) =>
        new()
        {
            Path = path,
            Kind = KeyKind.Number,
            Default = NumberText.Shortest(value),
            Minimum = NumberText.Shortest(minimum),
            Maximum = NumberText.Shortest(maximum),
            Description = description,
            Source = source,
        };

    internal static ScenarioKey Fraction(string path, double value, string description, string source) =>
        Number(path, value, 0, 1, description, source);

    internal static ScenarioKey Whole(
        string path, long value, long minimum, long maximum, string description, string source) =>
        new()
        {
            Path = path,
            Kind = KeyKind.Whole,
            Default = Digits(value),
            Minimum = Digits(minimum),
            Maximum = Digits(maximum),
            Description = description,
            Source = source,
        };

    internal static ScenarioKey WholeOrAll(string path, long minimum, long maximum, string description, string source) =>
        new()
        {
            Path = path,
            Kind = KeyKind.WholeOrAll,
            Default = "all",
            Minimum = Digits(minimum),
            Maximum = Digits(maximum),
            Description = description,
            Source = source,
        };

    internal static ScenarioKey Boolean(string path, bool value, string description, string source) =>
        Plain(path, KeyKind.Boolean, value ? "true" : "false", description, source);

    internal static ScenarioKey Choice(
        string path, string value, string description, string source, params ImmutableArray<KeyChoice> choices) =>
        Plain(path, KeyKind.Choice, value, description, source) with { Choices = choices };

    internal static ScenarioKey Plain(string path, KeyKind kind, string value, string description, string source) =>
        new() { Path = path, Kind = kind, Default = value, Description = description, Source = source };

    private static string Digits(long value) => value.ToString(CultureInfo.InvariantCulture);
}
