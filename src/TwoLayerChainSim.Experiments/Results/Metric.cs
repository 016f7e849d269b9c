using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>A measured quantity: its name and the unit its values are in.</summary>
public readonly record struct Metric
{
    /// <summary>Creates a metric and checks its name and unit.</summary>
    /// <param name="name">Name as it appears in files; see <see cref="NameRule"/>.</param>
    /// <param name="unit">Unit of the values; <c>1</c> for a number without dimension.</param>
    public Metric(string name, string unit)
    {
        NameRule.RequireName(name, "metric");
        Require.That(NameRule.IsUnit(unit), $"'{unit}' of metric {name} is not a unit");
        (Name, Unit) = (name, unit);
    }

    /// <summary>Name as it appears in files.</summary>
    public string Name { get; }

    /// <summary>Unit of the values; <c>1</c> for a number without dimension.</summary>
    public string Unit { get; }
}

/// <summary>One number that a run measured.</summary>
/// <param name="Metric">What was measured.</param>
/// <param name="Value">The value, finite; null when it does not exist (an empty cell in files).</param>
/// <param name="Episode">Episode, from 0; null for a number of the whole run.</param>
/// <param name="Task">Name of the learning task; empty for a number of all tasks together.</param>
public readonly record struct Measurement(Metric Metric, double? Value, int? Episode = null, string Task = "");
