using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// Federated averaging (McMahan et al. 2017, Algorithm 1): the mean of the updates weighted by their samples. Sums are taken in double
/// precision in the order of the device numbers.
/// </summary>
public sealed class FedAvg : IAggregationRule
{
    private const double WeightSumTolerance = 1e-12;
    private const int Block = 256;

    /// <inheritdoc/>
    public AggregationOutcome Aggregate(IReadOnlyCollection<ModelUpdate> updates, Span<float> aggregate)
    {
        var screened = UpdateScreen.Screen(updates, aggregate.Length);
        ImmutableArray<ModelUpdate> participants = [.. screened.Accepted.Where(update => update.Weight > 0)];
        if (participants.Length == 0)
        {
            aggregate.Clear();
            return new AggregationOutcome([], screened.Refused);
        }

        var total = 0.0;
        foreach (var update in participants)
        {
            total += update.Weight;
        }

        var shares = new double[participants.Length];
        var sum = 0.0;
        for (var i = 0; i < shares.Length; i++)
        {
            sum += shares[i] = participants[i].Weight / total; // n_k / n
        }

        Require.That(Math.Abs(sum - 1) <= WeightSumTolerance, $"the weights of an aggregation sum to {sum}, not 1");
        Average(participants, shares, aggregate);
        return new AggregationOutcome([.. participants.Select(update => update.Device)], screened.Refused);
    }

    private static void Average(ImmutableArray<ModelUpdate> updates, double[] shares, Span<float> aggregate)
    {
        Span<double> sums = stackalloc double[Block];
        for (var start = 0; start < aggregate.Length; start += Block)
        {
            var count = Math.Min(Block, aggregate.Length - start);
            sums.Clear();
            for (var i = 0; i < shares.Length; i++)
            {
                AddScaled(updates[i].Delta.Span.Slice(start, count), shares[i], sums);
            }

            for (var j = 0; j < count; j++)
            {
                aggregate[start + j] = (float)sums[j];
            }
        }
    }

    private static void AddScaled(ReadOnlySpan<float> values, double share, Span<double> sums)
    {
        var j = 0;
        for (; j + Vector256<float>.Count <= values.Length; j += Vector256<float>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Create(values[j..]));
            var low = sums[j..];
            var high = low[Vector256<double>.Count..];
            (Vector256.Create<double>(low) + share * lower).CopyTo(low);
            (Vector256.Create<double>(high) + share * upper).CopyTo(high);
        }

        for (; j < values.Length; j++)
        {
            sums[j] += share * values[j];
        }
    }
}
