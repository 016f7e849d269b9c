using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Reproduction;

/// <summary>A curve fitted by least squares.</summary>
/// <param name="Slope">Slope of the line; exponent of a power law; rate of an exponential.</param>
/// <param name="Intercept">Intercept of the line in the scale in which it was fitted.</param>
/// <param name="RSquared">Share of the variance that the fit explains, [0, 1]; 1 when there is none.</param>
public readonly record struct Fit(double Slope, double Intercept, double RSquared)
{
    /// <summary>y = a + b x.</summary>
    /// <param name="points">At least 2 points with different x.</param>
    public static Fit Line(IReadOnlyList<(double X, double Y)> points)
    {
        Require.That(points.Count >= 2, $"{points.Count} points have no line");
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        var xx = points.Sum(point => (point.X - x) * (point.X - x));
        var xy = points.Sum(point => (point.X - x) * (point.Y - y));
        var yy = points.Sum(point => (point.Y - y) * (point.Y - y));
        return new(xy / xx, y - (xy / xx * x), yy == 0 ? 1 : xy * xy / (xx * yy));
    }

    /// <summary>y = a e^(b x), by a line through log y.</summary>
    /// <param name="points">Points with positive y.</param>
    public static Fit Exponential(IReadOnlyList<(double X, double Y)> points) =>
        Line([.. points.Select(point => (point.X, Math.Log(point.Y)))]);

    /// <summary>y = a x^b, by a line through log y against log x.</summary>
    /// <param name="points">Points with positive x and y.</param>
    public static Fit PowerLaw(IReadOnlyList<(double X, double Y)> points) =>
        Line([.. points.Select(point => (Math.Log(point.X), Math.Log(point.Y)))]);
}
