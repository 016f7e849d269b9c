using System.Globalization;

namespace TwoLayerChainSim.Model.Network;

/// <summary>The attributes of a network file that we understand, read with their units and ranges.</summary>
/// <param name="document">The file.</param>
/// <param name="errors">Where bad values are noted.</param>
internal sealed class GraphMlAttributes(GraphMlDocument document, GraphMlErrors errors)
{
    /// <summary>Name of our attribute of edges: propagation delay in seconds.</summary>
    public const string Latency = "tlc_latency_s";

    /// <summary>Name of our attribute of edges: probability of loss.</summary>
    public const string Loss = "tlc_loss";

    /// <summary>Name of the attribute of edges: rate in bit/s.</summary>
    public const string Speed = "LinkSpeedRaw";

    /// <summary>Name of the attribute of nodes: degrees north.</summary>
    public const string Latitude = "Latitude";

    /// <summary>Name of the attribute of nodes: degrees east.</summary>
    public const string Longitude = "Longitude";

    /// <summary>Name of the attribute of nodes: what people call it.</summary>
    public const string Label = "label";

    private readonly GraphMlKey? _label = document.FindKey("node", Label);
    private readonly GraphMlKey? _latitude = document.FindKey("node", Latitude);
    private readonly GraphMlKey? _longitude = document.FindKey("node", Longitude);
    private readonly GraphMlKey? _speed = document.FindKey("edge", Speed);
    private readonly GraphMlKey? _speedNumber = document.FindKey("edge", "LinkSpeed");
    private readonly GraphMlKey? _speedUnit = document.FindKey("edge", "LinkSpeedUnits");
    private readonly GraphMlKey? _latency = document.FindKey("edge", Latency);
    private readonly GraphMlKey? _loss = document.FindKey("edge", Loss);

    public string? LabelOf(GraphMlNode node) => GraphMlDocument.Value(_label, node.Data);

    /// <summary>Where a node is; null when the file does not say.</summary>
    public GeoLocation? LocationOf(GraphMlNode node)
    {
        var latitude = Number(_latitude, node.Data, node.Line, -90, 90);
        var longitude = Number(_longitude, node.Data, node.Line, -180, 180);
        return latitude is { } north && longitude is { } east ? new(north, east) : null;
    }

    /// <summary>Rate of an edge in bit/s: LinkSpeedRaw, else LinkSpeed with its unit; null when the file does not say.</summary>
    public double? RateOf(GraphMlEdge edge)
    {
        if (Number(_speed, edge.Data, edge.Line, 1e-3, 1e18) is { } raw)
        {
            return raw;
        }

        var unit = GraphMlDocument.Value(_speedUnit, edge.Data) switch
        {
            "K" => 1e3,
            "M" => 1e6,
            "G" => 1e9,
            "T" => 1e12,
            _ => double.NaN,
        };
        return !double.IsNaN(unit) && Number(_speedNumber, edge.Data, edge.Line, 1e-3, 1e9) is { } number
            ? number * unit
            : null;
    }

    /// <summary>Propagation delay of an edge in seconds; null when the file does not say.</summary>
    public double? LatencyOf(GraphMlEdge edge) => Number(_latency, edge.Data, edge.Line, 0, 1e6);

    /// <summary>Probability of loss of an edge; 0 when the file does not say.</summary>
    public double LossOf(GraphMlEdge edge) => Number(_loss, edge.Data, edge.Line, 0, 1) ?? 0;

    private double? Number(
        GraphMlKey? key, System.Collections.Immutable.ImmutableArray<GraphMlData> data, int line, double low, double high)
    {
        var text = GraphMlDocument.Value(key, data);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !(number >= low && number <= high))
        {
            errors.Add(line, $"{key!.Name} is '{text}', which is no number from {low} to {high}");
            return null;
        }

        return number;
    }
}
