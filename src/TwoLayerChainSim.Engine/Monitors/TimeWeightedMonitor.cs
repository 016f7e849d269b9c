namespace TwoLayerChainSim.Engine;

/// <summary>Follows a piecewise constant quantity, e.g. a queue length, and integrates it exactly over simulated time.</summary>
/// <param name="simulator">The run.</param>
/// <param name="initial">Value at the start.</param>
public sealed class TimeWeightedMonitor(Simulator simulator, double initial = 0)
{
    private readonly SimTime _start = simulator.Now;
    private SimTime _since = simulator.Now;
    private double _area;

    /// <summary>Current value.</summary>
    public double Value { get; private set; } = initial;

    /// <summary>Largest value so far.</summary>
    public double Maximum { get; private set; } = initial;

    /// <summary>Integral of the value over time, in value × seconds.</summary>
    public double Integral => _area + (Value * (simulator.Now - _since).TotalSeconds);

    /// <summary>Mean over time since the start; the current value when no time has passed.</summary>
    public double Mean
    {
        get
        {
            var elapsed = (simulator.Now - _start).TotalSeconds;
            return elapsed > 0 ? Integral / elapsed : Value;
        }
    }

    /// <summary>Changes the value at the current instant.</summary>
    /// <param name="value">The new value.</param>
    public void Set(double value)
    {
        _area += Value * (simulator.Now - _since).TotalSeconds;
        _since = simulator.Now;
        Value = value;
        Maximum = Math.Max(Maximum, value);
    }

    /// <summary>Changes the value by <paramref name="difference"/>.</summary>
    /// <param name="difference">What to add.</param>
    public void Add(double difference) => Set(Value + difference);
}
