using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// Every device draws its class mixture from Dirichlet(alpha · p), p being the mixture of the training set, and its samples by that
/// mixture (Hsu et al. 2019, arXiv 1909.06335, Sec. 3). Sizes differ by one at most.
/// </summary>
/// <remarks>
/// Samples are drawn without replacement, one a device in turn; a class that has run out is left out of the mixtures. When the
/// whole pool is shared out, the last draws are therefore less skewed than the mixtures.
/// Deviation: the concentration is alpha · C · p (C classes), so that alpha is the parameter of each class when classes are balanced,
/// as most papers quote it.
/// </remarks>
public sealed record DirichletPartition : IPartitionLaw
{
    /// <summary>Concentration a class; above 0, small is skewed, large is IID; default 0.5.</summary>
    public double Alpha { get; init; } = 0.5;

    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<int>> Assign(
        ReadOnlySpan<int> pool, int total, int devices, LabelledImages data, RandomStream stream)
    {
        var classes = data.ClassCount;
        var left = new Queue<int>[classes];
        for (var label = 0; label < classes; label++)
        {
            left[label] = [];
        }

        foreach (var index in pool)
        {
            left[data.Labels[index]].Enqueue(index);
        }

        var mixtures = new double[devices][];
        for (var device = 0; device < devices; device++)
        {
            mixtures[device] = Mixture(left, pool.Length, stream);
        }

        var shares = new ImmutableArray<int>.Builder[devices];
        for (var drawn = 0; drawn < total; drawn++)
        {
            var device = drawn % devices;
            shares[device] ??= ImmutableArray.CreateBuilder<int>(total / devices + 1);
            shares[device].Add(left[DrawClass(mixtures[device], left, stream)].Dequeue());
        }

        return [.. shares.Select(share => share.ToImmutable())];
    }

    /// <summary>One draw of the Dirichlet law by gamma variates, in logarithms since small alphas underflow.</summary>
    private double[] Mixture(Queue<int>[] classes, int poolSize, RandomStream stream)
    {
        var logarithms = new double[classes.Length];
        for (var label = 0; label < classes.Length; label++)
        {
            var shape = Alpha * classes.Length * classes[label].Count / poolSize;
            logarithms[label] = shape > 0 ? GammaLaw.LogSample(shape, stream) : double.NegativeInfinity;
        }

        var largest = logarithms.Max();
        return [.. logarithms.Select(value => Math.Exp(value - largest))];
    }

    private static int DrawClass(double[] mixture, Queue<int>[] left, RandomStream stream)
    {
        var sum = 0.0;
        var available = 0;
        for (var label = 0; label < mixture.Length; label++)
        {
            sum += left[label].Count > 0 ? mixture[label] : 0;
            available += left[label].Count;
        }

        // Where the device's classes have run out (or underflow), any sample that is left is equally likely.
        var byMixture = sum > 0;
        var target = stream.NextDouble() * (byMixture ? sum : available);
        var last = -1;
        for (var label = 0; label < mixture.Length; label++)
        {
            if (left[label].Count == 0)
            {
                continue;
            }

            var mass = byMixture ? mixture[label] : left[label].Count;
            last = mass > 0 ? label : last;
            target -= mass;
            if (target < 0)
            {
                return last;
            }
        }

        return last; // rounding left a remainder
    }
}
