using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// The pen strokes of the ten digits in a few styles each. A style lists strokes separated by bars; a stroke is a row of points
/// "x,y" that a smooth curve passes through, in percent of a unit square with y down.
/// </summary>
internal static class DigitStrokes
{
    private static readonly string[][] Table =
    [
        [ // 0
            "50,3 30,12 20,35 20,65 32,90 50,97 70,88 80,65 80,35 68,12 50,3",
            "60,3 40,15 28,45 26,75 38,96 52,93 66,72 72,40 70,14 60,3",
            "58,12 40,6 22,30 22,70 42,96 66,90 80,62 76,28 60,8 46,10",
        ],
        [ // 1
            "50,3 50,35 50,65 50,97",
            "34,24 46,14 56,3 | 56,3 55,50 53,97",
            "36,20 52,3 | 52,3 52,97 | 32,97 72,97",
            "62,3 52,50 40,97",
        ],
        [ // 2
            "22,25 32,8 52,3 72,12 76,30 62,55 40,78 22,95 | 22,95 50,94 80,95",
            "24,22 40,5 64,6 74,24 64,50 42,78 26,92 18,84 28,76 44,86 62,95 82,90",
            "26,14 50,4 72,14 70,36 50,58 22,94 | 22,94 78,94",
        ],
        [ // 3
            "24,12 46,3 70,12 70,32 50,46 40,47 | 40,47 62,50 78,68 70,90 46,97 22,88",
            "24,5 72,5 | 72,5 46,42 | 46,42 70,50 78,70 66,92 42,97 22,86",
            "26,10 52,3 72,16 62,38 44,46 66,52 78,72 62,94 40,97 20,86",
        ],
        [ // 4
            "30,3 26,30 22,55 | 22,55 50,55 80,54 | 66,3 65,50 62,97",
            "62,3 40,30 18,62 | 18,62 82,62 | 62,3 62,97",
            "28,5 24,40 30,56 52,56 68,48 | 70,5 66,50 60,97",
        ],
        [ // 5
            "72,5 34,5 | 34,5 30,44 | 30,44 52,38 74,52 76,74 60,94 38,97 22,88",
            "34,6 28,42 50,40 72,54 74,76 56,95 24,92 | 34,6 76,4",
            "74,6 50,5 36,10 32,40 54,44 74,60 70,86 46,97 22,88",
        ],
        [ // 6
            "66,5 44,22 28,50 26,76 42,96 64,92 74,74 64,56 46,54 28,70",
            "58,3 38,30 28,62 32,90 54,97 70,82 66,62 48,56 30,74",
            "72,10 52,6 32,30 24,66 40,95 66,90 72,68 52,54 28,68",
        ],
        [ // 7
            "20,8 50,6 80,6 | 80,6 60,45 42,97",
            "20,8 50,6 80,6 | 80,6 60,45 42,97 | 36,50 74,48",
            "22,16 24,6 78,6 66,36 52,66 46,97",
        ],
        [ // 8
            "66,14 46,4 30,16 36,36 60,54 72,76 54,97 32,84 36,62 60,40 70,22 62,8",
            "50,4 32,14 34,36 50,46 68,36 68,14 50,4 | 50,46 26,60 28,88 50,97 74,88 74,60 50,46",
            "70,12 48,3 30,20 52,46 74,70 58,95 34,92 30,70 50,48 70,28 68,10",
        ],
        [ // 9
            "72,26 58,6 36,8 26,28 36,48 58,46 72,26 | 72,26 70,60 66,97",
            "70,24 52,4 30,16 30,40 50,50 70,36 72,22 74,56 62,88 40,97 26,90",
            "66,14 44,4 26,24 36,48 60,42 70,20 | 70,20 64,60 54,97",
        ],
    ];

    /// <summary>For each digit its styles, for each style its strokes, for each stroke its points in the unit square.</summary>
    public static ImmutableArray<ImmutableArray<ImmutableArray<ImmutableArray<Vector2>>>> Styles { get; } =
        [.. Table.Select(digit => digit.Select(Parse).ToImmutableArray())];

    private static ImmutableArray<ImmutableArray<Vector2>> Parse(string style) =>
        [.. style.Split('|').Select(stroke => stroke.Trim().Split(' ').Select(ParsePoint).ToImmutableArray())];

    private static Vector2 ParsePoint(string point)
    {
        var comma = point.IndexOf(',', StringComparison.Ordinal);
        return new Vector2(
            int.Parse(point.AsSpan(0, comma), CultureInfo.InvariantCulture) / 100f,
            int.Parse(point.AsSpan(comma + 1), CultureInfo.InvariantCulture) / 100f);
    }
}
