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

    /// <summary>The valid items of the list, so that rules across keys can look at them; null after an error of the list.</summary>
    /// <param name="key">The key of the list.</param>
    /// <param name="list">What was written.</param>
    public ScenarioValue? Read(ScenarioKey key, ListNode list)
    {
        if (list.Items.Length > FaultsMax)
        {
            diagnostics.Error(list.Origin, key.Path, $"found more than {FaultsMax} faults", key.Allowed);
            return null;
        }

        var items = list.Items.Select((item, index) => ReadItem(FormattableString.Invariant($"{key.Path}[{index}]"), item, key.Allowed))
            .Where(item => item.IsValid).ToArray();
        var yaml = $"[{string.Join(", ", items.Select(item => item.Yaml))}]";
        return new(yaml, yaml, 0, [.. items.Select(item => item.SiText)])
        {
            Faults = [.. items.Select(item => item.ToFault())],
        };
    }

    private FaultFields ReadItem(string path, ScenarioNode item, string allowed)
    {
        var fields = new FaultFields(path, item.Origin);
        if (item is not SectionNode section)
        {
            Error(fields, item.Origin, "", $"found {item.Quoted}", allowed);
            return fields;
        }

        foreach (var (name, node) in section.Entries)
        {
            if (!diagnostics.IsFull)
            {
                ReadField(fields, name, node);
            }
        }

        CheckItem(fields);
        return fields;
    }

    private void ReadField(FaultFields fields, TextNode name, ScenarioNode node)
    {
        var place = "." + TextNode.Printable(name.Value);
        if (FaultKeys.Find(name.Value) is not { } field)
        {
            Error(fields, name.Origin, place, "unknown key", null, Suggestion.For(name.Value, FaultKeys.All.Select(known => known.Leaf)));
        }
        else if (fields.Origins.TryGetValue(field.Leaf, out var first))
        {
            Error(fields, name.Origin, place, first.Line > 0 ? $"duplicate key, first at {first}" : "duplicate key");
        }
        else
        {
            fields.Origins[field.Leaf] = node.Origin;
            if (parser.Parse(field with { Path = fields.Path + place }, node, folder: null) is { } value)
            {
                fields.Values[field.Leaf] = value;
            }
            else
            {
                fields.IsValid = false;
            }
        }
    }

    private void CheckItem(FaultFields fields)
    {
        var selectors = Selectors.Where(fields.Origins.ContainsKey).ToArray();
        if (selectors.Length != 1)
        {
            Error(
                fields, selectors.Length == 0 ? fields.Origin : fields.Origins[selectors[1]], "",
                selectors.Length == 0 ? "says not whom it takes" : $"found {string.Join(" and ", selectors)}",
                "exactly one of count, fraction, nodes");
        }

        CheckTime(fields);
        if (!fields.Origins.ContainsKey("kind"))
        {
            Error(fields, fields.Origin, "", "without kind", string.Join(", ", FaultCatalog.Entries.Select(entry => entry.Name)));
        }
        else if (fields.Entry is { } entry)
        {
            CheckParameters(fields, entry);
            CheckName(fields, entry);
        }
    }

    private void CheckTime(FaultFields fields)
    {
        var time = Times.FirstOrDefault(fields.Origins.ContainsKey);
        var episode = Episodes.FirstOrDefault(fields.Origins.ContainsKey);
        if (time is not null && episode is not null)
        {
            Error(fields, fields.Origins[episode], $".{episode}", $"found together with {time}", "times or episodes, not both");
        }

        foreach (var (first, last) in ((string, string)[])[("start", "stop"), ("from-episode", "to-episode")])
        {
            if (fields.Values.TryGetValue(first, out var from) && fields.Values.TryGetValue(last, out var to)
                && from.Number > to.Number)
            {
                Error(
                    fields, fields.Origins[last], $".{last}", $"found {to.Yaml} (before {first}, which is {from.Yaml})",
                    $"from {from.Yaml} on");
            }
        }
    }

    private void CheckParameters(FaultFields fields, FaultEntry entry)
    {
        foreach (var parameter in FaultCatalog.Entries.SelectMany(other => other.Needs.Concat(other.Takes)).Distinct())
        {
            var isGiven = fields.Origins.TryGetValue(parameter, out var origin);
            if (isGiven && !entry.Needs.Contains(parameter) && !entry.Takes.Contains(parameter))
            {
                var known = entry.Needs.Concat(entry.Takes).ToArray();
                Error(
                    fields, origin, $".{parameter}", $"{entry.Name} does not take it",
                    known.Length == 0 ? "no parameter" : string.Join(", ", known));
            }
            else if (!isGiven && entry.Needs.Contains(parameter))
            {
                Error(fields, fields.Origin, "", $"{entry.Name} needs {parameter}", FaultKeys.Find(parameter)!.Allowed);
            }
        }

        if (!entry.Targets.Contains(fields.Target))
        {
            Error(
                fields, fields.Origins["on"], ".on", $"found '{FaultKeys.Word(fields.Target)}' ({entry.Name} does not happen there)",
                string.Join(", ", entry.Targets.Select(FaultKeys.Word)));
        }
        else if (fields.Target == FaultTarget.Links
            && Selectors.FirstOrDefault(name => name != "fraction" && fields.Origins.ContainsKey(name)) is { } selector)
        {
            Error(
                fields, fields.Origins[selector], $".{selector}", "links have no numbers",
                "fraction; or on: validators, mec-nodes, devices");
        }
    }

    /// <summary>Names are different, so that the draws of faults are.</summary>
    private void CheckName(FaultFields fields, FaultEntry entry)
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
                fields, fields.PlaceOf("name"), ".name", $"found '{named.Text}' (taken by the fault at {_names[named.Text]})",
                "another name");
        }
    }

    private void Error(
        FaultFields fields, ValueOrigin origin, string field, string problem, string? allowed = null, string? suggestion = null)
    {
        fields.IsValid = false;
        diagnostics.Error(origin, fields.Path + field, problem, allowed, suggestion);
    }
}
