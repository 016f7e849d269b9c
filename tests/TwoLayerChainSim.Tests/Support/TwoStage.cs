using MathNet.Numerics.Distributions;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Tests.Support;

/// <summary>
/// The two-stage rule for Monte-Carlo comparisons: R replications at level 1e-3; only if that rejects, 4R fresh
/// replications at level 1e-4. Red when both reject in the same direction. Never a retry to pass.
/// </summary>
/// <remarks>
/// Every method takes a function of the replication index. Stage 1 asks for 0..R-1 and stage 2 for R..5R-1, so a replication
/// whose streams are keyed by its index is fresh in stage 2 and the same in every run of the tests.
/// </remarks>
internal static class TwoStage
{
    private const double FirstLevel = 1e-3;
    private const double SecondLevel = 1e-4;

    /// <summary>A mean agrees with a reference value that has its own 95 % half width (0 for a closed form).</summary>
    public static void Mean(string what, double mean, double ci95, int replications, Func<int, double> replicate) =>
        Means([new(what, mean, ci95)], replications, index => [replicate(index)]);

    /// <summary>Several means of the same replications agree with their reference values, in the same order.</summary>
    public static void Means(IReadOnlyList<ReferenceMean> references, int replications, Func<int, double[]> replicate) =>
        Decide(replications, (first, count) =>
        {
            var tallies = Tallies(references.Count, first, count, replicate);
            return [.. references.Select((reference, i) => AgainstReference(reference, tallies[i]))];
        });

    /// <summary>A frequency agrees with an exact probability (exact binomial test).</summary>
    public static void Probability(string what, double probability, int replications, Func<int, bool> replicate) =>
        Decide(replications, (first, count) =>
        {
            var hits = Enumerable.Range(first, count).Count(replicate);
            var below = Binomial.CDF(probability, count, hits);
            var above = hits == 0 ? 1 : 1 - Binomial.CDF(probability, count, hits - 1);
            return [new($"{what}: {hits} of {count}, expected {probability}", hits - (probability * count),
                Math.Min(1, 2 * Math.Min(below, above)))];
        });

    /// <summary>One value a replication follows a continuous law (Kolmogorov-Smirnov against its distribution function).</summary>
    public static void Law(string what, Func<double, double> cdf, int replications, Func<int, double> replicate) =>
        Decide(replications, (first, count) =>
        {
            var distance = KolmogorovSmirnov.Distance(Values(first, count, replicate), cdf);
            return [new($"{what}: distance {distance:F4} from the law", distance,
                KolmogorovSmirnov.PValue(Math.Abs(distance), count))];
        });

    /// <summary>Two samples, one value a replication each, have the same mean (Welch) and the same law (Kolmogorov-Smirnov).</summary>
    public static void SameLaw(string what, int replications, Func<int, double> one, Func<int, double> other) =>
        SameLaws([what], replications, index => [one(index)], index => [other(index)]);

    /// <summary>As <see cref="SameLaw"/> for several quantities of the same replications.</summary>
    public static void SameLaws(
        IReadOnlyList<string> names, int replications, Func<int, double[]> one, Func<int, double[]> other) =>
        Decide(replications, (first, count) =>
        {
            var ones = Enumerable.Range(first, count).Select(one).ToArray();
            var others = Enumerable.Range(first, count).Select(other).ToArray();
            return
            [
                .. names.SelectMany((name, i) =>
                    TwoSamples(name, [.. ones.Select(values => values[i])], [.. others.Select(values => values[i])])),
            ];
        });

    private static void Decide(int replications, Func<int, int, IReadOnlyList<Deviation>> stage)
    {
        var first = stage(0, replications);
        if (first.All(deviation => deviation.PValue >= FirstLevel))
        {
            return;
        }

        var second = stage(replications, 4 * replications);
        var confirmed = first.Zip(second)
            .Where(pair => pair.First.PValue < FirstLevel && pair.Second.PValue < SecondLevel)
            .Where(pair => Math.Sign(pair.First.Signed) == Math.Sign(pair.Second.Signed))
            .Select(pair => $"{pair.First} / confirmed: {pair.Second}");
        var text = string.Join('\n', confirmed);
        Assert.True(text.Length == 0, text);
    }

    private static Deviation AgainstReference(ReferenceMean reference, Tally tally)
    {
        var error = Math.Sqrt(Math.Pow(reference.Ci95 / 1.96, 2) + Math.Pow(tally.StandardError, 2));
        var difference = tally.Mean - reference.Mean;
        var text = $"{reference.What}: {tally.Mean:G6} against {reference.Mean:G6}, standard error {error:G3}";
        return new(text, difference, TwoSided(difference, error, tally.Count - 1));
    }

    private static Deviation[] TwoSamples(string what, double[] one, double[] other)
    {
        var (a, b) = (TallyOf(one), TallyOf(other));
        var (ea, eb) = (a.Variance / a.Count, b.Variance / b.Count);
        var error = Math.Sqrt(ea + eb);
        var freedom = error == 0 ? 1 : Math.Pow(ea + eb, 2) / ((ea * ea / (a.Count - 1)) + (eb * eb / (b.Count - 1)));
        var distance = KolmogorovSmirnov.Distance(one, other);
        var effective = (double)one.Length * other.Length / (one.Length + other.Length);
        return
        [
            new($"{what}: mean {a.Mean:G6} against {b.Mean:G6}", a.Mean - b.Mean, TwoSided(a.Mean - b.Mean, error, freedom)),
            new($"{what}: distance {distance:F4}", distance, KolmogorovSmirnov.PValue(Math.Abs(distance), effective)),
        ];
    }

    private static double TwoSided(double difference, double error, double freedom) =>
        error == 0 ? (difference == 0 ? 1 : 0) : 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(difference / error));

    private static Tally[] Tallies(int quantities, int first, int count, Func<int, double[]> replicate)
    {
        var tallies = Enumerable.Range(0, quantities).Select(_ => new Tally()).ToArray();
        for (var index = first; index < first + count; index++)
        {
            var values = replicate(index);
            Assert.Equal(quantities, values.Length);
            for (var i = 0; i < quantities; i++)
            {
                tallies[i].Add(values[i]);
            }
        }

        return tallies;
    }

    private static double[] Values(int first, int count, Func<int, double> replicate) =>
        [.. Enumerable.Range(first, count).Select(replicate)];

    private static Tally TallyOf(double[] values)
    {
        var tally = new Tally();
        Array.ForEach(values, tally.Add);
        return tally;
    }

    private sealed record Deviation(string Text, double Signed, double PValue)
    {
        public override string ToString() => $"{Text}, p = {PValue:G3}";
    }
}

/// <summary>A reference value with the half width of its 95 % confidence interval.</summary>
internal sealed record ReferenceMean(string What, double Mean, double Ci95);
