using System.Globalization;

namespace TwoLayerChainSim.Engine;

/// <summary>An instant of simulated time: a whole number of nanoseconds since the start of the run. Checked arithmetic.</summary>
/// <param name="Nanoseconds">Nanoseconds since the start of the run.</param>
public readonly record struct SimTime(long Nanoseconds) : IComparable<SimTime>
{
    /// <summary>The start of a run.</summary>
    public static SimTime Zero => default;

    /// <summary>The last instant that can be represented, about 292 years.</summary>
    public static SimTime MaxValue => new(long.MaxValue);

    /// <summary>Seconds since the start of the run.</summary>
    public double TotalSeconds => Nanoseconds * 1e-9;

    /// <inheritdoc/>
    public int CompareTo(SimTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>The instant <paramref name="duration"/> later.</summary>
    public static SimTime operator +(SimTime time, SimDuration duration) => new(time.Nanoseconds + duration.Nanoseconds);

    /// <summary>The instant <paramref name="duration"/> earlier.</summary>
    public static SimTime operator -(SimTime time, SimDuration duration) => new(time.Nanoseconds - duration.Nanoseconds);

    /// <summary>The time from <paramref name="earlier"/> to <paramref name="later"/>.</summary>
    public static SimDuration operator -(SimTime later, SimTime earlier) => new(later.Nanoseconds - earlier.Nanoseconds);

    /// <summary>True when <paramref name="a"/> is before <paramref name="b"/>.</summary>
    public static bool operator <(SimTime a, SimTime b) => a.Nanoseconds < b.Nanoseconds;

    /// <summary>True when <paramref name="a"/> is after <paramref name="b"/>.</summary>
    public static bool operator >(SimTime a, SimTime b) => a.Nanoseconds > b.Nanoseconds;

    /// <summary>True when <paramref name="a"/> is not after <paramref name="b"/>.</summary>
    public static bool operator <=(SimTime a, SimTime b) => a.Nanoseconds <= b.Nanoseconds;

    /// <summary>True when <paramref name="a"/> is not before <paramref name="b"/>.</summary>
    public static bool operator >=(SimTime a, SimTime b) => a.Nanoseconds >= b.Nanoseconds;

    /// <summary>The later of two instants.</summary>
    public static SimTime Max(SimTime a, SimTime b) => a >= b ? a : b;

    /// <summary>The earlier of two instants.</summary>
    public static SimTime Min(SimTime a, SimTime b) => a <= b ? a : b;

    /// <inheritdoc/>
    public override string ToString() =>
        TotalSeconds.ToString("0.#########", CultureInfo.InvariantCulture) + " s";
}
