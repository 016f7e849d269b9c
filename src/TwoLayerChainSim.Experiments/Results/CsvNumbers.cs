using System.Globalization;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>Numbers as they stand in result files: invariant culture, shortest text that reads back to the same value.</summary>
public static class CsvNumbers
{
    /// <summary>Text of a number; empty when there is none.</summary>
    /// <param name="value">A finite number or null.</param>
    public static string Text(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>Text of an integer; empty when there is none.</summary>
    /// <param name="value">An integer or null.</param>
    public static string Text(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The finite number that a text stands for, or null when it stands for none.</summary>
    /// <param name="text">A cell.</param>
    public static double? TryParse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : null;
}
