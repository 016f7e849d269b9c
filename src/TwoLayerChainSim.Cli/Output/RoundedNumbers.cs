using System.Globalization;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli.Output;

/// <summary>The cells of a column for people: four significant digits of its largest number, the same decimals in every cell.</summary>
internal static class RoundedNumbers
{
    private const int Digits = 4;
    private const int LeastDecimals = 2;
    private const int MostDecimals = 9;

    /// <summary>Numbers from here on are written with an exponent.</summary>
    private const double Huge = 1e12;

    /// <summary>The texts of a column.</summary>
    public static string[] Of(IReadOnlyList<ResultCell> column)
    {
        double[] sizes = [.. column.Where(cell => cell.Number is not null).Select(cell => Math.Abs(cell.Number!.Value))];
        var largest = sizes.DefaultIfEmpty(0).Max();
        var form = largest >= Huge ? "G" + Digits : "F" + Decimals(largest, sizes);
        return [.. column.Select(cell => cell.Text ?? cell.Number?.ToString(form, CultureInfo.InvariantCulture) ?? "")];
    }

    /// <summary>Decimals that show the digits wanted, but none that are zero in every number.</summary>
    private static int Decimals(double largest, double[] sizes)
    {
        var wanted = largest > 0
            ? Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(largest)), LeastDecimals, MostDecimals)
            : 0;
        return Enumerable.Range(0, wanted).FirstOrDefault(
            decimals => sizes.All(size => Math.Round(size, decimals) == Math.Round(size, wanted)), wanted);
    }
}
