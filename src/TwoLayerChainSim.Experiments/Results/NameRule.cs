using System.Globalization;
using System.Text.RegularExpressions;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>
/// What may stand in a text cell of a result file. The rule keeps separators, quotes, line ends and spreadsheet formulas
/// (<c>=cmd</c>) out of the CSV files, so no cell ever needs quoting.
/// </summary>
public static partial class NameRule
{
    /// <summary>True for 1 to 64 letters, digits, <c>_</c>, <c>.</c> or <c>-</c>, the first a letter or digit.</summary>
    /// <param name="text">The name of a scenario, scheme, task, metric or swept key.</param>
    public static bool IsName(string text) => NamePattern().IsMatch(text);

    /// <summary>True for a name or a finite number in invariant culture, e.g. <c>-3</c> or <c>1E-05</c>.</summary>
    /// <param name="text">The value of a swept key.</param>
    public static bool IsValue(string text) =>
        IsName(text) || (NumberPattern().IsMatch(text) && double.IsFinite(double.Parse(text, CultureInfo.InvariantCulture)));

    /// <summary>True for a unit such as <c>s</c>, <c>bit/s</c>, <c>%</c> or <c>1</c> (dimensionless).</summary>
    /// <param name="text">The unit.</param>
    public static bool IsUnit(string text) => UnitPattern().IsMatch(text);

    internal static void RequireName(string text, string what) =>
        Require.That(IsName(text), $"{what} '{text}' is not 1 to 64 letters, digits, '_', '.' or '-'");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^-?[0-9]{1,20}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?\z")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^[A-Za-z0-9%][A-Za-z0-9%/^.*-]{0,15}\z")]
    private static partial Regex UnitPattern();
}
