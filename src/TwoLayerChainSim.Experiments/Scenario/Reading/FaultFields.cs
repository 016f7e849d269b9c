using System.Collections.Immutable;
using System.Globalization;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Scenario.Keys;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>The fields of one item of the list <c>faults</c>, as far as they could be read.</summary>
/// <param name="path">Its place in the list, such as <c>faults[0]</c>.</param>
/// <param name="origin">Place of the item.</param>
internal sealed class FaultFields(string path, ValueOrigin origin)
{
    /// <summary>Its place in the list.</summary>
    public string Path { get; } = path;

    /// <summary>True when nothing is wrong with it so far.</summary>
    public bool IsValid { get; set; } = true;

    /// <summary>Place of the item.</summary>
    public ValueOrigin Origin { get; } = origin;

    /// <summary>Values by field.</summary>
    public Dictionary<string, ScenarioValue> Values { get; } = [];

    /// <summary>Places of all fields, also of those that could not be read.</summary>
    public Dictionary<string, ValueOrigin> Origins { get; } = [];

    /// <summary>The kind; null when it could not be read.</summary>
    public FaultEntry? Entry => Values.TryGetValue("kind", out var kind)
        ? FaultCatalog.Entries.First(entry => entry.Name == kind.Text)
        : null;

    /// <summary>Among whom the fault chooses: what is written, else the first target of the kind.</summary>
    public FaultTarget Target => Values.TryGetValue("on", out var on)
        ? Enum.GetValues<FaultTarget>().First(target => FaultKeys.Word(target) == on.Text)
        : Entry?.Targets[0] ?? FaultTarget.Validators;

    /// <summary>Place of a field, or of the item when the field was not written.</summary>
    /// <param name="field">Name of the field.</param>
    public ValueOrigin PlaceOf(string field) => Origins.GetValueOrDefault(field, Origin);

    /// <summary>The fields in the order of the table, as YAML that reads back to the same values.</summary>
    public string Yaml => Write((_, value) => value.Yaml);

    /// <summary>The same with quantities in SI units.</summary>
    public string SiText => Write((key, value) => value.SiText(key));

    /// <summary>The fault; all its fields are valid.</summary>
    public ScenarioFault ToFault()
    {
        var defaults = new FaultSpec { Kind = Entry!.Kind };
        ImmutableArray<int> named = Values.TryGetValue("nodes", out var nodes)
            ? [.. nodes.Items.Select(item => int.Parse(item, CultureInfo.InvariantCulture))]
            : [];
        var spec = defaults with
        {
            Name = Values["name"].Text,
            On = Target,
            Layers = Text("layer") switch { "local" => ChainLayers.Local, "global" => ChainLayers.Global, _ => ChainLayers.Both },
            Select = Values.ContainsKey("nodes") ? FaultSelection.OfNodes(named)
                : Values.ContainsKey("count") ? FaultSelection.OfCount((int)Number("count", 0))
                : FaultSelection.OfFraction(Number("fraction", 0)),
            Window = new(
                Values.ContainsKey("start") ? Instant("start") : defaults.Window.Start,
                Values.ContainsKey("stop") ? Instant("stop") : defaults.Window.End),
            FirstEpisode = (int)Number("from-episode", defaults.FirstEpisode),
            LastEpisode = (int)Number("to-episode", defaults.LastEpisode),
            Probability = Number("probability", defaults.Probability),
            Delay = SimDuration.FromSeconds(Number("delay", defaults.Delay.TotalSeconds)),
            Factor = Number("factor", defaults.Factor),
            Strength = Number("strength", defaults.Strength),
            Pauses = Number("pause", 0) != 0,
            OneWay = Number("one-way", 0) != 0,
        };
        return new(
            Path, spec, named, Values.ContainsKey("count") ? (int)Number("count", 0) : null, Yaml, Origin,
            Origins.ToImmutableDictionary());
    }

    private string Write(Func<ScenarioKey, ScenarioValue, string> text) => "{" + string.Join(", ",
        FaultKeys.All.Where(field => Values.ContainsKey(field.Leaf))
            .Select(field => $"{field.Leaf}: {text(field, Values[field.Leaf])}")) + "}";

    private SimTime Instant(string field) => SimTime.Zero + SimDuration.FromSeconds(Number(field, 0));

    private double Number(string field, double initial) => Values.TryGetValue(field, out var value) ? value.Number : initial;

    private string Text(string field) => Values.TryGetValue(field, out var value) ? value.Text : "";
}
