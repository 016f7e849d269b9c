using System.Globalization;
using System.Text.RegularExpressions;

namespace TwoLayerChainSim.Experiments.Scenario;

/// <summary>
/// The one grammar of numbers in scenarios: decimal digits, a point, an exponent. YAML's octal <c>010</c>, <c>0x10</c>,
/// <c>1_000</c>, <c>.5</c>, <c>.nan</c> and <c>1e400</c> are refused, because readers of YAML disagree about them.
/// </summary>
public static partial class NumberText
{
    /// <summary>Says why <paramref name="text"/> is not a finite decimal number; null when it is one.</summary>
    /// <param name="text">Text without its unit.</param>
    public static string? Objection(string text)
    {
        if (DecimalNumber().IsMatch(text))
        {
            var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (!double.IsFinite(value))
            {
                return "too large for a number";
            }

            return value == 0 && Mantissa(text).IndexOfAnyInRange('1', '9') >= 0 ? "too small for a number" : null;
        }

        var lower = text.TrimStart('+', '-').ToLowerInvariant();
        return lower switch
        {
            ".nan" or "nan" or ".inf" or "inf" or "infinity" => "not a finite number",
            _ when lower.StartsWith("0x", StringComparison.Ordinal) || lower.StartsWith("0o", StringComparison.Ordinal) =>
                "only decimal numbers are read",
            _ when lower.Contains('_', StringComparison.Ordinal) => "digits must not be separated by '_'",
            _ when LeadingZero().IsMatch(lower) => "leading zeros are refused (octal in some readers)",
            _ when lower.Contains(',', StringComparison.Ordinal) => "the decimal sign is '.'",
            _ when lower.StartsWith('.') || lower.EndsWith('.') => "a digit must stand on both sides of '.'",
            _ => "not a number",
        };
    }

    /// <summary>The number times 10^<paramref name="power"/>, by moving the exponent in the text (exact).</summary>
    /// <param name="number">A decimal number without objection.</param>
    /// <param name="power">Decimal exponent to add.</param>
    public static string ShiftExponent(string number, int power)
    {
        var at = number.AsSpan().IndexOfAny('e', 'E');
        var exponent = at < 0 ? 0 : int.Parse(number.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(at < 0 ? number : number[..at])}e{exponent + power}");
    }

    /// <summary>The shortest text that reads back as <paramref name="value"/>.</summary>
    /// <param name="value">A finite number.</param>
    public static string Shortest(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static ReadOnlySpan<char> Mantissa(string text) =>
        text.AsSpan().IndexOfAny('e', 'E') is var at && at >= 0 ? text.AsSpan(0, at) : text;

    [GeneratedRegex(@"\A[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,4})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalNumber();

    [GeneratedRegex(@"\A0[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingZero();
}
