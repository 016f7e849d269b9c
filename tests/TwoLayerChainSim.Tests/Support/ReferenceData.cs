using System.Text.Json;

namespace TwoLayerChainSim.Tests.Support;

/// <summary>Small JSON extracts of independently computed reference values, kept under Data.</summary>
internal static class ReferenceData
{
    /// <summary>The whole file, e.g. <c>Load("s5_bft.json")</c>.</summary>
    public static JsonElement Load(string file) => JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", file))).RootElement;

    /// <summary>The element at a path of keys.</summary>
    public static JsonElement At(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (current, key) => current.GetProperty(key));

    /// <summary>The number at a path of keys.</summary>
    public static double Number(this JsonElement element, params string[] path) => element.At(path).GetDouble();

    /// <summary>A reference mean written as <c>{"mean": m, "ci95": c}</c> or as <c>[m, c]</c>.</summary>
    public static ReferenceMean Mean(this JsonElement element, params string[] path)
    {
        var (what, value) = (string.Join(' ', path), element.At(path));
        return value.ValueKind == JsonValueKind.Array
            ? new(what, value[0].GetDouble(), value[1].GetDouble())
            : new(what, value.Number("mean"), value.Number("ci95"));
    }
}
