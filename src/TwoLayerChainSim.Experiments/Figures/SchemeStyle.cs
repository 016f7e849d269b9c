namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>Shape of the marker of a curve.</summary>
public enum Marker
{
    /// <summary>Circle.</summary>
    Circle,

    /// <summary>Square.</summary>
    Square,

    /// <summary>Triangle with its point up.</summary>
    Triangle,

    /// <summary>Triangle with its point down.</summary>
    TriangleDown,

    /// <summary>Diamond.</summary>
    Diamond,
}

/// <summary>
/// How a scheme looks in every figure. Colours are those of Okabe and Ito that keep 3:1 contrast on white and stay apart for
/// colour-blind readers; dash and marker differ for each scheme, so that the figure works in grey print.
/// </summary>
/// <param name="Label">Name for people.</param>
/// <param name="Color">Colour as #RRGGBB.</param>
/// <param name="Dash">Lengths of dashes and gaps in points; empty for a solid line.</param>
/// <param name="Marker">Shape of the marker.</param>
/// <param name="IsOpen">True when the marker is only outlined.</param>
public sealed record SchemeStyle(string Label, string Color, string Dash, Marker Marker, bool IsOpen)
{
    /// <summary>Colour of text and axes, and of the schemes without a chain.</summary>
    public const string Black = "#000000";

    private const string Blue = "#0072B2";
    private const string Vermillion = "#D55E00";
    private const string Green = "#009E73";
    private const string Purple = "#CC79A7";

    private static readonly (string Scheme, SchemeStyle Style)[] Known =
    [
        ("two-layer", new("Two-layer", Blue, "", Marker.Circle, false)),
        ("two-layer-capped", new("Two-layer (capped)", Purple, "9 2", Marker.Diamond, false)),
        ("flchain", new("FLchain", Vermillion, "5 2.5", Marker.Square, false)),
        ("blockfl-pow", new("BlockFL (PoW)", Green, "6 2 1.5 2", Marker.Triangle, false)),
        ("blockfl-bft", new("BlockFL (BFT)", Green, "6 2 1.5 2 1.5 2", Marker.TriangleDown, true)),
        ("vanilla-ideal", new("Vanilla (ideal)", Black, "1.5 2.5", Marker.Circle, true)),
        ("crowdsensing", new("Crowdsensing", Purple, "12 3", Marker.Triangle, true)),
        ("shard", new("Random shard", Blue, "", Marker.Circle, false)),
        ("shard-closed-form", new("Shard, closed form", Blue, "1.5 2.5", Marker.Square, true)),
        ("shard-bound", new("Shard, bound", Blue, "1.5 2.5", Marker.Square, true)),
        ("shard-captured", new("Shard, captured", Purple, "9 2", Marker.Diamond, false)),
        ("gmuc", new("Whole GMUC", Vermillion, "5 2.5", Marker.Triangle, false)),
        ("gmuc-closed-form", new("GMUC, closed form", Vermillion, "1.5 1.5", Marker.TriangleDown, true)),
        ("gmuc-bound", new("GMUC, bound", Vermillion, "1.5 1.5", Marker.TriangleDown, true)),
        ("gmuc-captured", new("GMUC, captured", Green, "6 2 1.5 2", Marker.Diamond, true)),
        ("vanilla-plain", new("Vanilla (plain)", Black, "1.5 1.5", Marker.Square, true)),
        ("none", new("No incentive", Black, "2 2", Marker.Circle, true)),
        ("stackelberg", new("Stackelberg", Vermillion, "7 2", Marker.Square, false)),
        ("contract", new("Contract", Blue, "7 2 2 2", Marker.Diamond, false)),
    ];

    /// <summary>The colours of curves.</summary>
    public static IReadOnlyList<string> Colors { get; } = [Blue, Vermillion, Green, Purple, Black];

    /// <summary>The style of a scheme; a scheme that is not known gets one of its own, which depends on its name only.</summary>
    /// <param name="scheme">Name of the scheme in files.</param>
    public static SchemeStyle Of(string scheme)
    {
        foreach (var (name, style) in Known)
        {
            if (name == scheme)
            {
                return style;
            }
        }

        var hash = Engine.StableHash.Of(scheme);
        string[] dashes = ["3 3", "8 3 3 3", "12 3"];
        return new SchemeStyle(
            scheme, Colors[(int)(hash % 5)], dashes[(int)(hash / 5 % 3)], (Marker)(int)(hash / 15 % 5), hash / 75 % 2 == 0);
    }

    /// <summary>Position of a scheme in legends and tables: the known ones first, in their fixed order.</summary>
    /// <param name="scheme">Name of the scheme in files.</param>
    public static int Rank(string scheme)
    {
        var index = Array.FindIndex(Known, known => known.Scheme == scheme);
        return index < 0 ? Known.Length : index;
    }
}
