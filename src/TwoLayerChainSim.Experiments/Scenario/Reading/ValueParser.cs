using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>Turns the node of a key into a checked value, or reports what is wrong with it.</summary>
internal sealed partial class ValueParser(DiagnosticList diagnostics)
{
    private const int ListLimit = 1_000;
    private const double ClockResolution = 1e-9;

    /// <summary>Seconds in one <c>t</c>; set as soon as the key <c>time-unit</c> has been read.</summary>
    public double TimeUnitSeconds { get; set; } = 0.1;

    /// <summary>The value; null after an error was reported.</summary>
    /// <param name="key">Line of the table.</param>
    /// <param name="node">What was written.</param>
    /// <param name="folder">Folder to which paths are relative; null when the value does not come from a file.</param>
    public ScenarioValue? Parse(ScenarioKey key, ScenarioNode node, string? folder)
    {
        if (key.Kind is KeyKind.ChoiceList or KeyKind.WholeList)
        {
            return node is ListNode list ? ParseList(key, list) : Refuse(key, node);
        }

        if (key.Kind == KeyKind.FaultList)
        {
            return node is ListNode faults ? new FaultReader(diagnostics, this).Read(key, faults) : Refuse(key, node);
        }

        return node is not TextNode text || (text.IsEmpty && key.Kind != KeyKind.Text) ? Refuse(key, node) : key.Kind switch
        {
            KeyKind.Quantity => ParseQuantity(key, text),
            KeyKind.Number => ParseNumber(key, text),
            KeyKind.Whole => ParseWhole(key, text),
            KeyKind.WholeOrAll => text.Value == "all" ? Word("all") : ParseWhole(key, text),
            KeyKind.Boolean => ParseBoolean(key, text),
            KeyKind.Choice => ParseChoice(key, text),
            KeyKind.Name => SafeName().IsMatch(text.Value) ? Quoted(text.Value) : Refuse(key, text),
            KeyKind.Text => FreeText().IsMatch(text.Value) ? Quoted(text.Value) : Refuse(key, text),
            _ => ParsePath(key, text, folder),
        };
    }

    private ScenarioValue? ParseQuantity(ScenarioKey key, TextNode node)
    {
        var parts = NumberAndUnit().Match(node.Value);
        var (number, symbol) = (parts.Groups[1].Value, parts.Groups[2].Value);
        if (!parts.Success || number.Length == 0)
        {
            return Refuse(key, node);
        }

        if (NumberText.Objection(number) is { } reason)
        {
            return Refuse(key, node, reason);
        }

        var unit = key.Dimension!.Units.FirstOrDefault(unit => unit.Symbol == symbol);
        if (unit is null)
        {
            var meant = symbol.Length == 0 ? null : Suggestion.For(symbol, key.Dimension.Units.Select(known => known.Symbol));
            return Refuse(
                key, node, symbol.Length == 0 ? "the unit is missing" : $"unknown unit of {key.Dimension.Name}",
                meant is null ? null : $"{number} {meant}");
        }

        // The shortest text is what ToYaml writes: starting from it, reading that gives the same bits.
        var written = NumberText.Shortest(double.Parse(number, CultureInfo.InvariantCulture) + 0.0);
        var value = unit.ToSi(written, TimeUnitSeconds) + 0.0;
        if (value < Bound(key, key.Minimum) || value > Bound(key, key.Maximum))
        {
            return Refuse(key, node, "out of range");
        }

        if (key.Dimension.SiUnit == "s" && value is > 0 and < ClockResolution)
        {
            return Refuse(key, node, "shorter than the clock's resolution of 1 ns");
        }

        return new($"{written} {unit.Symbol}", written, value, []);
    }

    private double Bound(ScenarioKey key, string bound)
    {
        var parts = bound.Split(' ');
        return key.Dimension!.Units.First(unit => unit.Symbol == parts[1]).ToSi(parts[0], TimeUnitSeconds);
    }

    private ScenarioValue? ParseNumber(ScenarioKey key, TextNode node)
    {
        if (NumberText.Objection(node.Value) is { } objection)
        {
            return Refuse(key, node, objection);
        }

        var value = double.Parse(node.Value, CultureInfo.InvariantCulture) + 0.0;
        return value < Limit(key.Minimum) || value > Limit(key.Maximum)
            ? Refuse(key, node, "out of range")
            : new(NumberText.Shortest(value), NumberText.Shortest(value), value, []);
    }

    private ScenarioValue? ParseWhole(ScenarioKey key, TextNode node)
    {
        if (NumberText.Objection(node.Value) is { } objection)
        {
            return Refuse(key, node, objection, key.Kind == KeyKind.WholeOrAll ? Suggestion.For(node.Value, ["all"]) : null);
        }

        if (!WholeNumber().IsMatch(node.Value))
        {
            return Refuse(key, node, "not a whole number written with digits only");
        }

        var value = double.Parse(node.Value, CultureInfo.InvariantCulture) + 0.0;
        return value < Limit(key.Minimum) || value > Limit(key.Maximum)
            ? Refuse(key, node, "out of range")
            : new(NumberText.Shortest(value), NumberText.Shortest(value), value, []);
    }

    private ScenarioValue? ParseBoolean(ScenarioKey key, TextNode node) => node.Value switch
    {
        "true" => new("true", "true", 1, []),
        "false" => new("false", "false", 0, []),
        _ => Refuse(key, node, null, node.Value.ToUpperInvariant() switch
        {
            "YES" or "ON" or "Y" or "1" or "TRUE" => "true",
            "NO" or "OFF" or "N" or "0" or "FALSE" => "false",
            _ => null,
        }),
    };

    private ScenarioValue? ParseChoice(ScenarioKey key, TextNode node) =>
        key.Choices.Any(choice => choice.Name == node.Value)
            ? Word(node.Value)
            : Refuse(
                key, node, key.Refused.GetValueOrDefault(node.Value),
                Suggestion.For(node.Value, key.Choices.Select(choice => choice.Name)));

    private ScenarioValue? ParseList(ScenarioKey key, ListNode list)
    {
        if (list.Items.Length is 0 or > ListLimit)
        {
            return Refuse(key, list, list.Items.Length == 0 ? "empty" : $"more than {ListLimit} items");
        }

        var values = new List<ScenarioValue>();
        foreach (var item in list.Items)
        {
            var value = item is not TextNode text ? Refuse(key, item)
                : key.Kind == KeyKind.ChoiceList ? ParseChoice(key, text) : ParseWhole(key, text);
            if (value is null)
            {
                continue;
            }

            if (key.Kind == KeyKind.ChoiceList && values.Exists(earlier => earlier.Text == value.Text))
            {
                Refuse(key, item, "named twice");
            }
            else if (key.Kind == KeyKind.WholeList && values.Exists(earlier => earlier.Number >= value.Number))
            {
                Refuse(key, item, "not larger than the item before");
            }

            values.Add(value);
        }

        ImmutableArray<string> items = [.. values.Select(value => value.Text)];
        return new($"[{string.Join(", ", items)}]", "", 0, items);
    }

    private ScenarioValue? ParsePath(ScenarioKey key, TextNode node, string? folder)
    {
        if (node.Value == "none")
        {
            return Word("none");
        }

        if (!Printable().IsMatch(node.Value))
        {
            return Refuse(key, node, "control characters");
        }

        var full = Path.GetFullPath(node.Value, Path.GetFullPath(folder ?? "."));
        if (folder is not null && !Path.IsPathRooted(node.Value) && IsOutside(folder, full))
        {
            return Refuse(key, node, "leaves the folder of the scenario; write an absolute path or give it on the command line");
        }

        var exists = key.Kind == KeyKind.File ? File.Exists(full) : Directory.Exists(full);
        return exists ? Quoted(full) : Refuse(key, node, key.Kind == KeyKind.File ? "no such file" : "no such folder");
    }

    private ScenarioValue? Refuse(ScenarioKey key, ScenarioNode node, string? reason = null, string? suggestion = null)
    {
        diagnostics.Error(
            node.Origin, key.Path, $"found {node.Quoted}{(reason is null ? "" : $" ({reason})")}", key.Allowed, suggestion);
        return null;
    }

    private static bool IsOutside(string folder, string path) =>
        Path.GetRelativePath(Path.GetFullPath(folder), path).Split(Path.DirectorySeparatorChar)[0] == "..";

    private static double Limit(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static ScenarioValue Word(string text) => new(text, text, 0, []);

    private static ScenarioValue Quoted(string text) =>
        new($"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"", text, 0, []);

    /// <summary>Everything up to the first letter that is not part of a number (an exponent is), then the unit.</summary>
    [GeneratedRegex(@"\A\s*([^\sA-Za-z]*(?:[eE][+-]?[0-9]+)?)\s*([A-Za-z][A-Za-z/]*)?\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberAndUnit();

    [GeneratedRegex(@"\A-?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SafeName();

    [GeneratedRegex(@"\A[^\p{C}\u2028\u2029]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Printable();

    [GeneratedRegex(@"\A(?![=+@-])[^\p{C}\u2028\u2029]{0,200}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FreeText();
}
