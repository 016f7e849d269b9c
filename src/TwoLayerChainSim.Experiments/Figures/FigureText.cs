using System.Globalization;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>Numbers on axes, and how much room a text takes.</summary>
internal static class FigureText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A tick's number: plain within [0.001, 100 000), else as a power of ten.</summary>
    public static string OfTick(double value)
    {
        var size = Math.Abs(value);
        if (size == 0 || size is >= 0.001 and < 100_000)
        {
            return value.ToString("0.######", CultureInfo.InvariantCulture).Replace('-', '−');
        }

        var power = (int)Math.Floor(Math.Log10(size) + 1e-9);
        var digits = string.Concat(Math.Abs(power).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));
        var factor = Math.Round(value / Math.Pow(10, power), 6);
        var times = factor == 1 ? string.Empty : OfTick(factor) + "·";
        return $"{times}10{(power < 0 ? "⁻" : string.Empty)}{digits}";
    }

    /// <summary>Width of a text in Helvetica, estimated a little too wide, in the unit of the font size.</summary>
    public static double Width(string text, double size) => size * text.Sum(character => character switch
    {
        'i' or 'j' or 'l' or '.' or ',' or ' ' or '(' or ')' or 'f' or 't' or 'I' or '\'' or '-' => 0.33,
        'm' or 'w' or 'M' or 'W' or '%' => 0.87,
        >= 'A' and <= 'Z' => 0.7,
        _ => 0.56,
    });
}
