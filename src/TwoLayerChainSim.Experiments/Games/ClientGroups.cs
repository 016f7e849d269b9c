using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>Items of the list <c>clients</c>: groups of clients with equal or drawn works of training.</summary>
internal static class ClientGroups
{
    private const int ClientsMost = 10_000;

    /// <summary>The fields that say how many there are and what they train.</summary>
    public static ImmutableArray<ScenarioKey> Keys { get; } =
    [
        ScenarioKey.Whole("count", 1, 1, ClientsMost, "Number of clients of this kind", "[P]"),
        ScenarioKey.Number("training-ghz-min", 10, 0, 1e9,
            "Work of training mu in GHz min (1 GHz min is 6e10 cycles)", "arXiv:2202.10938 (10)"),
        ScenarioKey.Number("training-to-ghz-min", 0, 0, 1e9,
            "Upper end of works that are drawn evenly from training-ghz-min on; 0: all have training-ghz-min", "[P]"),
    ];

    /// <summary>The clients one by one with their works of training; null after errors were reported.</summary>
    /// <param name="file">The game.</param>
    public static (GameValues Group, double Training)[]? Of(GameFile file)
    {
        var clients = new List<(GameValues, double)>();
        foreach (var (index, group) in file.Clients.Index())
        {
            var (low, high) = (group.Number("training-ghz-min"), group.Number("training-to-ghz-min"));
            if (high != 0 && high < low)
            {
                var value = group["training-to-ghz-min"];
                file.Diagnostics.Error(
                    value.Origin, FormattableString.Invariant($"clients[{index}].training-to-ghz-min"), $"found '{value.Value.Text}'",
                    FormattableString.Invariant($"0, or at least training-ghz-min = {low}"));
            }

            var draws = new RandomStreams((ulong)file.Top.Number("seed"), 0).Stream("client-work", index);
            for (var i = 0; i < group.Whole("count"); i++)
            {
                clients.Add((group, high == 0 ? low : low + ((high - low) * draws.NextDouble())));
            }
        }

        if (clients.Count > ClientsMost)
        {
            file.Diagnostics.Error(
                file.Top.Origin, "clients", $"found {clients.Count} clients", FormattableString.Invariant($"at most {ClientsMost} in sum"));
        }

        return file.Diagnostics.HasErrors ? null : [.. clients];
    }

    /// <summary>Rows that differ in the number of the client alone, one below the other, as one row for people.</summary>
    /// <param name="table">A table whose first column is the number of the client.</param>
    public static ResultTable Merged(ResultTable table)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<ResultCell>>();
        for (var first = 0; first < table.Rows.Length;)
        {
            var last = first;
            while (last + 1 < table.Rows.Length && table.Rows[last + 1].Skip(1).SequenceEqual(table.Rows[first].Skip(1)))
            {
                last++;
            }

            rows.Add(table.Rows[first].SetItem(0, FormattableString.Invariant(
                first == last ? (FormattableString)$"{first + 1}" : $"{first + 1}-{last + 1}")));
            first = last + 1;
        }

        return table with { Rows = rows.DrainToImmutable() };
    }
}
