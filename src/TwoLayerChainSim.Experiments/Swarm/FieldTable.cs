using System.Globalization;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Experiments.Scenario.Reading;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>A field of a record as text.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="Name">Key in files.</param>
/// <param name="Allowed">What may stand there, for messages.</param>
/// <param name="Get">The text of the field.</param>
/// <param name="Set">The record with another text in the field; null when the text is not allowed.</param>
internal sealed record Field<T>(string Name, string Allowed, Func<T, string> Get, Func<T, string, T?> Set)
    where T : class
{
    /// <summary>A whole number.</summary>
    public static Field<T> Whole(string name, long low, long high, Func<T, long> get, Func<T, long, T> set) => new(
        name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {low} to {high}"),
        record => get(record).ToString(CultureInfo.InvariantCulture),
        (record, text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= low && number <= high ? set(record, number) : null);

    /// <summary>One of the words of an enumeration, in lower case.</summary>
    public static Field<T> Word<TEnum>(string name, Func<T, TEnum> get, Func<T, TEnum, T> set)
        where TEnum : struct, Enum
    {
        var values = Enum.GetValues<TEnum>().ToDictionary(value => value.ToString().ToLowerInvariant());
        return new(
            name, string.Join(", ", values.Keys), record => get(record).ToString().ToLowerInvariant(),
            (record, text) => values.TryGetValue(text, out var value) ? set(record, value) : null);
    }
}

/// <summary>The fields of a record: written and read by the same table.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="start">The record of which fields that are not written are taken.</param>
/// <param name="fields">The fields in the order of writing.</param>
internal sealed class FieldTable<T>(T start, params Field<T>[] fields)
    where T : class
{
    /// <summary>Key and text of the fields that differ from the start.</summary>
    /// <param name="record">The record.</param>
    public IEnumerable<string> Write(T record) => fields
        .Where(field => field.Get(record) != field.Get(start))
        .Select(field => $"{field.Name}: {field.Get(record)}");

    /// <summary>The record of a section; what is wrong with it goes into the diagnostics.</summary>
    /// <param name="section">The section.</param>
    /// <param name="diagnostics">Takes errors.</param>
    /// <param name="others">Keys that are read elsewhere.</param>
    public T Read(SectionNode section, DiagnosticList diagnostics, params string[] others)
    {
        var record = start;
        var seen = new HashSet<string>();
        foreach (var (key, value) in section.Entries)
        {
            var field = fields.FirstOrDefault(one => one.Name == key.Value);
            if (!seen.Add(key.Value))
            {
                diagnostics.Error(key.Origin, key.Value, "the key stands twice");
            }
            else if (field is not null)
            {
                if (value is TextNode text && field.Set(record, text.Value) is { } next)
                {
                    record = next;
                }
                else
                {
                    diagnostics.Error(value.Origin, key.Value, $"found {value.Quoted}", field.Allowed);
                }
            }
            else if (!others.Contains(key.Value))
            {
                var known = string.Join(", ", fields.Select(one => one.Name).Concat(others));
                diagnostics.Error(key.Origin, key.Value, "there is no such key", known);
            }
        }

        return record;
    }
}
