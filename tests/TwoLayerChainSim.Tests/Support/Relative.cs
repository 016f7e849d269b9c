namespace TwoLayerChainSim.Tests.Support;

/// <summary>Comparison with reference values at the relative tolerance of their file, 1e-9.</summary>
internal static class Relative
{
    private const double Tolerance = 1e-9;

    public static void Equal(double expected, double actual, string what = "value") => Assert.True(
        Math.Abs(expected - actual) <= Tolerance * Math.Max(Math.Abs(expected), 1e-3),
        FormattableString.Invariant($"{what}: {actual:R} instead of {expected:R}"));
}
