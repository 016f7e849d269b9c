using System.Collections.Immutable;
using System.Globalization;

namespace TwoLayerChainSim.Experiments.Scenario;

/// <summary>A unit: its value in the SI unit of its dimension is 10^<paramref name="PowerOfTen"/> × <paramref name="Factor"/>.</summary>
/// <param name="Symbol">As written after a number, such as <c>ms</c>.</param>
/// <param name="PowerOfTen">Decimal exponent, applied to the text of the number so that <c>100 ms</c> is exactly <c>0.1 s</c>.</param>
/// <param name="Factor">Remaining whole factor, such as 8 for bytes in bits.</param>
public sealed record Unit(string Symbol, int PowerOfTen = 0, int Factor = 1)
{
    /// <summary>The value of <paramref name="number"/> of this unit in the SI unit.</summary>
    /// <param name="number">A decimal number to which <see cref="NumberText"/> has no objection.</param>
    /// <param name="timeUnitSeconds">Seconds in one <c>t</c>.</param>
    public double ToSi(string number, double timeUnitSeconds)
    {
        var shifted = PowerOfTen == 0 ? number : NumberText.ShiftExponent(number, PowerOfTen);
        var value = double.Parse(shifted, NumberStyles.Float, CultureInfo.InvariantCulture) * Factor;
        return Symbol == "t" ? value * timeUnitSeconds : value;
    }
}

/// <summary>What a quantity measures, with the units in which it may be written.</summary>
public sealed class Dimension
{
    private Dimension(string name, string siUnit, params ReadOnlySpan<Unit> units) =>
        (Name, SiUnit, Units) = (name, siUnit, [.. units]);

    /// <summary>Time, in seconds.</summary>
    public static Dimension Time { get; } = new("time", "s",
        new("ns", -9), new("us", -6), new("ms", -3), new("s"), new("min", 0, 60), new("h", 0, 3600));

    /// <summary>
    /// Protocol delay, in seconds; also in <c>t</c>, the unified time unit of Feng et al. 2022, which the key
    /// <c>time-unit</c> converts to seconds.
    /// </summary>
    public static Dimension Delay { get; } = new("delay", "s", [new("t"), .. Time.Units]);

    /// <summary>Frequency, bandwidth or event rate, in hertz.</summary>
    public static Dimension Frequency { get; } = new("frequency", "Hz",
        new("Hz"), new("kHz", 3), new("MHz", 6), new("GHz", 9));

    /// <summary>Power level, in dBm.</summary>
    public static Dimension Power { get; } = new("power", "dBm", new Unit("dBm"));

    /// <summary>Gain, loss or noise figure, in dB.</summary>
    public static Dimension Gain { get; } = new("gain", "dB", new Unit("dB"));

    /// <summary>Spectral density of noise, in dBm/Hz.</summary>
    public static Dimension NoiseDensity { get; } = new("noise density", "dBm/Hz", new Unit("dBm/Hz"));

    /// <summary>Length, in metres.</summary>
    public static Dimension Length { get; } = new("length", "m", new("m"), new("km", 3));

    /// <summary>Amount of data, in bits (prefixes are decimal).</summary>
    public static Dimension DataSize { get; } = new("data size", "bit",
        new("bit"), new("kbit", 3), new("Mbit", 6), new("Gbit", 9),
        new("B", 0, 8), new("kB", 3, 8), new("MB", 6, 8), new("GB", 9, 8));

    /// <summary>Data rate, in bits per second.</summary>
    public static Dimension DataRate { get; } = new("data rate", "bit/s",
        new("bit/s"), new("kbit/s", 3), new("Mbit/s", 6), new("Gbit/s", 9));

    /// <summary>Name in messages and documents.</summary>
    public string Name { get; }

    /// <summary>The unit of the resolved value.</summary>
    public string SiUnit { get; }

    /// <summary>Units in which a value may be written.</summary>
    public ImmutableArray<Unit> Units { get; }

    /// <summary>The units as a list for messages.</summary>
    public string UnitList => string.Join(", ", Units.Select(unit => unit.Symbol));
}
