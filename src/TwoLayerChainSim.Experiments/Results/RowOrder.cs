namespace TwoLayerChainSim.Experiments.Results;

/// <summary>The total orders of rows in files: they depend on the content only, never on which run finished first.</summary>
public static class RowOrder
{
    /// <summary>Order of runs: scheme, swept values in the order of the columns, replication, seed.</summary>
    /// <param name="a">A run.</param>
    /// <param name="b">Another run.</param>
    /// <param name="sweptKeys">The swept columns in order.</param>
    public static int OfRuns(RunKey a, RunKey b, IReadOnlyList<string> sweptKeys)
    {
        var order = string.CompareOrdinal(a.Scheme, b.Scheme);
        for (var i = 0; order == 0 && i < sweptKeys.Count; i++)
        {
            order = OfTexts(a.ValueOf(sweptKeys[i]), b.ValueOf(sweptKeys[i]));
        }

        order = order != 0 ? order : a.Replication.CompareTo(b.Replication);
        return order != 0 ? order : a.Seed.CompareTo(b.Seed);
    }

    /// <summary>Order within a run: task, episode (run level first), metric, unit.</summary>
    /// <param name="a">A measurement.</param>
    /// <param name="b">Another measurement.</param>
    public static int OfMeasurements(Measurement a, Measurement b)
    {
        var order = OfTexts(a.Task, b.Task);
        order = order != 0 ? order : Nullable.Compare(a.Episode, b.Episode);
        order = order != 0 ? order : string.CompareOrdinal(a.Metric.Name, b.Metric.Name);
        return order != 0 ? order : string.CompareOrdinal(a.Metric.Unit, b.Metric.Unit);
    }

    /// <summary>Numbers by value and before names; equal numbers and names by their characters.</summary>
    /// <param name="a">A swept value or task.</param>
    /// <param name="b">Another.</param>
    public static int OfTexts(string a, string b)
    {
        if (a == b)
        {
            return 0;
        }

        var order = Number(a).CompareTo(Number(b));
        return order != 0 ? order : string.CompareOrdinal(a, b);
    }

    private static double Number(string text) =>
        text.Length == 0 ? double.NegativeInfinity : CsvNumbers.TryParse(text) ?? double.PositiveInfinity;
}
