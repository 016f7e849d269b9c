using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Scenario.Keys;
using TwoLayerChainSim.Model.Attacks;

namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>Reads the list <c>faults</c>: each item strictly by the table of its fields, all errors at once.</summary>
/// <param name="diagnostics">Takes errors.</param>
/// <param name="parser">Reads single values.</param>
internal sealed class FaultReader(DiagnosticList diagnostics, ValueParser parser)
{
    private const int FaultsMax = 1_000;
    private static readonly ImmutableArray<string> Selectors = ["count", "fraction", "nodes"];
    private static readonly ImmutableArray<string> Times = ["start", "stop"];
    private static readonly ImmutableArray<string> Episodes = ["from-episode", "to-episode"];

    private readonly Dictionary<string, ValueOrigin> _names = [];
    private bool _failed;

    /// <summary>The list; null after an error was reported.</summary>
    /// <param name="key">The key of the list.</param>
    /// <param name="list">What was written.</param>
    public ScenarioValue? Read(ScenarioKey key, ListNode list)
    {
        if (list.Items.Length > FaultsMax)
        {
            diagnostics.Error(list.Origin, key.Path, $"found more than {FaultsMax} faults", key.Allowed);
            return null;
        }

        var items = list.Items.Select((item, index) => ReadItem($"{key.Path}[{index}]", item, key.Allowed)).ToArray();
        if (_failed)
        {
            return null;
        }

        var yaml = $"[{string.Join(", ", items.Select(item => item!.Yaml))}]";
        return new(yaml, yaml, 0, [.. items.Select(item => item!.SiText)])
        {
            Faults = [.. items.Select(item => item!.ToFault())],
        };
    }

    private FaultFields? ReadItem(string path, ScenarioNode item, string allowed)
    {
        if (item is not SectionNode section)
        {
            Error(item.Origin, path, $"found {item.Quoted}", allowed);
            return null;
        }

        var fields = new FaultFields(item.Origin);
        foreach (var (name, node) in section.Entries)
        {
            if (!diagnostics.IsFull)
            {
                ReadField(path, fields, name, node);
            }
        }

        CheckItem(path, fields);
        return fields;
    }

    private void ReadField(string path, FaultFields fields, TextNode name, ScenarioNode node)
    {
        var place = $"{path}.{TextNode.Printable(name.Value)}";
        if (FaultKeys.Find(name.Value) is not { } field)
        {
            Error(name.Origin, place, "unknown key", null, Suggestion.For(name.Value, FaultKeys.All.Select(known => known.Leaf)));
        }
        else if (fields.Origins.TryGetValue(field.Leaf, out var first))
        {
            Error(name.Origin, place, first.Line > 0 ? $"duplicate key, first at {first}" : "duplicate key");
        }
        else
        {
            fields.Origins[field.Leaf] = node.Origin;
            if (parser.Parse(field with { Path = place }, node, folder: null) is { } value)
            {
                fields.Values[field.Leaf] = value;
            }
            else
            {
                _failed = true;
            }
        }
    }

    private void CheckItem(string path, FaultFields fields)
    {
        var selectors = Selectors.Where(fields.Origins.ContainsKey).ToArray();
        if (selectors.Length != 1)
        {
            Error(
                selectors.Length == 0 ? fields.Origin : fields.Origins[selectors[1]], path,
                selectors.Length == 0 ? "says not whom it takes" : $"found {string.Join(" and ", selectors)}",
                "exactly one of count, fraction, nodes");
        }

        CheckTime(path, fields);
        if (!fields.Origins.ContainsKey("kind"))
        {
            Error(fields.Origin, path, "without kind", string.Join(", ", FaultCatalog.Entries.Select(entry => entry.Name)));
        }
        else if (fields.Entry is { } entry)
        {
            CheckParameters(path, fields, entry);
            CheckName(path, fields, entry);
        }
    }

    private void CheckTime(string path, FaultFields fields)
    {
        var time = Times.FirstOrDefault(fields.Origins.ContainsKey);
        var episode = Episodes.FirstOrDefault(fields.Origins.ContainsKey);
        if (time is not null && episode is not null)
        {
            Error(fields.Origins[episode], $"{path}.{episode}", $"found together with {time}", "times or episodes, not both");
        }

        foreach (var (first, last) in ((string, string)[])[("start", "stop"), ("from-episode", "to-episode")])
        {
            if (fields.Values.TryGetValue(first, out var from) && fields.Values.TryGetValue(last, out var to)
                && from.Number > to.Number)
            {
                Error(
                    fields.Origins[last], $"{path}.{last}", $"found {to.Yaml} (before {first}, which is {from.Yaml})",
                    $"from {from.Yaml} on");
            }
        }
    }

    private void CheckParameters(string path, FaultFields fields, FaultEntry entry)
    {
        foreach (var parameter in FaultCatalog.Entries.SelectMany(other => other.Needs.Concat(other.Takes)).Distinct())
        {
            var isGiven = fields.Origins.TryGetValue(parameter, out var origin);
            if (isGiven && !entry.Needs.Contains(parameter) && !entry.Takes.Contains(parameter))
            {
                var known = entry.Needs.Concat(entry.Takes).ToArray();
                Error(
                    origin, $"{path}.{parameter}", $"{entry.Name} does not take it",
                    known.Length == 0 ? "no parameter" : string.Join(", ", known));
            }
            else if (!isGiven && entry.Needs.Contains(parameter))
            {
                Error(fields.Origin, path, $"{entry.Name} needs {parameter}", FaultKeys.Find(parameter)!.Allowed);
            }
        }

        if (!entry.Targets.Contains(fields.Target))
        {
            Error(
                fields.Origins["on"], $"{path}.on", $"found '{FaultKeys.Word(fields.Target)}' ({entry.Name} does not happen there)",
                string.Join(", ", entry.Targets.Select(FaultKeys.Word)));
        }
        else if (fields.Target == FaultTarget.Links
            && Selectors.FirstOrDefault(name => name != "fraction" && fields.Origins.ContainsKey(name)) is { } selector)
        {
            Error(
                fields.Origins[selector], $"{path}.{selector}", "links have no numbers",
                "fraction; or on: validators, mec-nodes, devices");
        }
    }

    /// <summary>Names are different, so that the draws of faults are.</summary>
    private void CheckName(string path, FaultFields fields, FaultEntry entry)
    {
        if (!fields.Origins.ContainsKey("name"))
        {
            var name = entry.Name;
            for (var number = 2; _names.ContainsKey(name); number++)
            {
                name = FormattableString.Invariant($"{entry.Name}-{number}");
            }

            fields.Values["name"] = parser.Parse(FaultKeys.Find("name")!, new TextNode(name, true, fields.Origin), folder: null)!;
        }

        if (fields.Values.TryGetValue("name", out var named) && !_names.TryAdd(named.Text, fields.Origin))
        {
            Error(
                fields.PlaceOf("name"), $"{path}.name", $"found '{named.Text}' (taken by the fault at {_names[named.Text]})",
                "another name");
        }
    }

    private void Error(ValueOrigin origin, string key, string problem, string? allowed = null, string? suggestion = null)
    {
        _failed = true;
        diagnostics.Error(origin, key, problem, allowed, suggestion);
    }
}
