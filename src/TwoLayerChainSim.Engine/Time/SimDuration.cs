using System.Globalization;

namespace TwoLayerChainSim.Engine;

/// <summary>A length of simulated time: a whole number of nanoseconds. Checked arithmetic.</summary>
/// <param name="Nanoseconds">Length in nanoseconds.</param>
public readonly record struct SimDuration(long Nanoseconds) : IComparable<SimDuration>
{
    /// <summary>No time.</summary>
    public static SimDuration Zero => default;

    /// <summary>Length in seconds.</summary>
    public double TotalSeconds => Nanoseconds * 1e-9;

    /// <summary>The duration nearest to <paramref name="seconds"/> (the one place where seconds become nanoseconds).</summary>
    /// <param name="seconds">Length in seconds; finite.</param>
    /// <exception cref="InvariantException">The value is not finite or does not fit.</exception>
    public static SimDuration FromSeconds(double seconds)
    {
        var nanoseconds = Math.Round(seconds * 1e9);
        Require.That(Math.Abs(nanoseconds) < 9.2e18, $"duration of {seconds} s does not fit the clock");
        return new((long)nanoseconds);
    }

    /// <summary>The duration of <paramref name="milliseconds"/> ms.</summary>
    /// <param name="milliseconds">Length in milliseconds; finite.</param>
    public static SimDuration FromMilliseconds(double milliseconds) => FromSeconds(milliseconds * 1e-3);

    /// <inheritdoc/>
    public int CompareTo(SimDuration other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Sum.</summary>
    public static SimDuration operator +(SimDuration a, SimDuration b) => new(a.Nanoseconds + b.Nanoseconds);

    /// <summary>Difference; may be negative.</summary>
    public static SimDuration operator -(SimDuration a, SimDuration b) => new(a.Nanoseconds - b.Nanoseconds);

    /// <summary>Exact multiple.</summary>
    public static SimDuration operator *(SimDuration a, long factor) => new(a.Nanoseconds * factor);

    /// <summary>The duration <paramref name="factor"/> times as long, rounded to the nearest nanosecond.</summary>
    public SimDuration Scale(double factor) => FromSeconds(Nanoseconds * factor * 1e-9);

    /// <summary>True when shorter.</summary>
    public static bool operator <(SimDuration a, SimDuration b) => a.Nanoseconds < b.Nanoseconds;

    /// <summary>True when longer.</summary>
    public static bool operator >(SimDuration a, SimDuration b) => a.Nanoseconds > b.Nanoseconds;

    /// <summary>True when not longer.</summary>
    public static bool operator <=(SimDuration a, SimDuration b) => a.Nanoseconds <= b.Nanoseconds;

    /// <summary>True when not shorter.</summary>
    public static bool operator >=(SimDuration a, SimDuration b) => a.Nanoseconds >= b.Nanoseconds;

    /// <summary>The longer of two durations.</summary>
    public static SimDuration Max(SimDuration a, SimDuration b) => a >= b ? a : b;

    /// <inheritdoc/>
    public override string ToString() =>
        TotalSeconds.ToString("0.#########", CultureInfo.InvariantCulture) + " s";
}
