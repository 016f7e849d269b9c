using System.Collections.Immutable;
using System.Globalization;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>The values of a set of keys, each with its place; defaults where nothing was written.</summary>
/// <param name="Values">The values by key.</param>
/// <param name="Origin">Place of the whole set.</param>
internal sealed record GameValues(ImmutableArray<ResolvedValue> Values, ValueOrigin Origin)
{
    /// <summary>The number of a key: without dimension, or in SI units.</summary>
    public double Number(string key) => this[key].Value.Number;

    /// <summary>The whole number of a key.</summary>
    public int Whole(string key) => checked((int)Number(key));

    /// <summary>The word, name or text of a key.</summary>
    public string Text(string key) => this[key].Value.Text;

    /// <summary>The word of a choice as the enumeration member of the same name.</summary>
    public TEnum Choice<TEnum>(string key)
        where TEnum : struct, Enum => this[key].Value.Member<TEnum>();

    /// <summary>The boolean of a key.</summary>
    public bool Is(string key) => Number(key) == 1;

    /// <summary>The whole numbers of a list.</summary>
    public int[] Wholes(string key) => [.. this[key].Value.Items.Select(item => int.Parse(item, CultureInfo.InvariantCulture))];

    /// <summary>The value of a key with its place.</summary>
    public ResolvedValue this[string key] => Values.First(value => value.Key.Path == key);
}

/// <summary>A game file that was read: its values, its clients, and where further errors go.</summary>
/// <param name="Game">The kind.</param>
/// <param name="Top">Values of the keys.</param>
/// <param name="Clients">Values of the items of the list <c>clients</c>.</param>
/// <param name="Diagnostics">Takes errors.</param>
internal sealed record GameFile(IGame Game, GameValues Top, ImmutableArray<GameValues> Clients, DiagnosticList Diagnostics)
{
    /// <summary>Reports what is wrong with the value of a key, with the feasible region.</summary>
    /// <param name="key">The key.</param>
    /// <param name="allowed">The feasible region.</param>
    public void Refuse(string key, string allowed)
    {
        var value = Top[key];
        var place = value.Origin == ValueOrigin.Default ? Top.Origin : value.Origin;
        Diagnostics.Error(place, key, $"found '{value.Value.Yaml}'", allowed);
    }

    /// <summary>Reports problems that a module found, each with the feasible region.</summary>
    /// <param name="problems">The problems.</param>
    /// <param name="keys">The keys that may be the reason: the first whose name begins the problem, else the first that is written.</param>
    public void Refuse(IEnumerable<string> problems, params IReadOnlyList<string> keys)
    {
        foreach (var problem in problems)
        {
            var key = keys.FirstOrDefault(key => problem.StartsWith(key.Replace('-', ' '), StringComparison.Ordinal))
                ?? keys.FirstOrDefault(key => Top[key].Origin != ValueOrigin.Default)
                ?? keys[0];
            var origin = Top[key].Origin;
            Diagnostics.Error(origin == ValueOrigin.Default ? Top.Origin : origin, key, problem);
        }
    }

    /// <summary>The file with every value, which gives the same game.</summary>
    public string ToYaml()
    {
        var lines = Top.Values.Select(value => $"{value.Key.Path}: {value.Value.Yaml}");
        var clients = Clients.Select(client =>
            $"- {{{string.Join(", ", client.Values.Select(value => $"{value.Key.Leaf}: {value.Value.Yaml}"))}}}");
        return string.Concat(lines.Concat(Clients.IsEmpty ? [] : clients.Prepend("clients:")).Select(line => line + "\n"));
    }
}
