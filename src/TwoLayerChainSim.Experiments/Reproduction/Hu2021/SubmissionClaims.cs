using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Model.Incentives.DataSubmission;

namespace TwoLayerChainSim.Experiments.Reproduction.Hu2021;

/// <summary>Claims about the data submission mechanism that hold, or not, beyond the curves of a figure.</summary>
internal static class SubmissionClaims
{
    private const int DrawsPerReplication = 20;
    private const int Grid = 10;

    /// <summary>Whether the published pair is the optimum within the bounds, over random parameters.</summary>
    public static Claim Optimum(ReproductionSettings settings)
    {
        var share = Share(settings, options =>
        {
            var game = new SubmissionGame(options);
            return game.Published() is { IsWithinBounds: true } pair
                && game.Solve().ServerUtility <= game.ServerUtility(pair.Value, pair.Profit) + 1e-12;
        });
        return new(
            "Sec. IV-B (M1)",
            "The pair v*(s), s* gives the maximized utilities",
            "share of random parameters with ηξ > 1 for which it is within 0 ≤ v ≤ v̄, 0 ≤ s ≤ s̄ and best there; 95 % interval (exact)",
            Judge.That(Finding.AsPublished, share.Low > 0.99, Text(share)));
    }

    /// <summary>Theorem IV.1: whether a server gains by acting on another leakage than its own.</summary>
    public static Claim Truth(DataSubmissionOptions options, ReproductionSettings settings)
    {
        var exact = Share(settings, drawn => Gain(drawn, reported => new SubmissionGame(reported).Solve().Profit) <= 1e-12);
        var published = Share(settings, drawn => Gain(drawn, Published) <= 1e-12);
        return new(
            "Theorem IV.1 (M7)",
            "The server gets the greatest utility only by acting on its real privacy leakage θ",
            "greatest gain of a reported θ in steps of 0.1 over the real one, at most 1e-12; share of random parameters without a gain",
            Judge.That(
                "as published, setting of the paper", Gain(options, Published) <= 1e-12, Judge.Text(Math.Max(0, Gain(options, Published)))),
            Judge.That("as published, random parameters", published.Low > 0.99, Text(published)),
            Judge.That("exact, random parameters", exact.Low > 0.99, Text(exact)));

        static double Published(DataSubmissionOptions reported) =>
            Math.Clamp(new SubmissionGame(reported).Published()!.Value.Profit, 0, reported.MaxProfit);
    }

    /// <summary>Whether a server that leaks more gets less.</summary>
    public static Claim Leakage(DataSubmissionOptions options)
    {
        var outcomes = Enumerable.Range(0, Grid + 1)
            .Select(i => (Leakage: (double)i / Grid, Of: new SubmissionGame(options with { PrivacyLeakage = (double)i / Grid }).Solve()))
            .ToArray();
        return new(
            "Sec. III (M7)",
            "The mechanism restrains leakage of private data by the server",
            "shape of the utility of the server against its privacy leakage θ: falls",
            new Shape(outcomes.Select(point => (point.Leakage, point.Of.ServerUtility))).Judge(Finding.Exact, Course.Falls));
    }

    /// <summary>Whether v*(s) is the best rule for the device, which moves first and could commit to any.</summary>
    public static Claim Commitment(DataSubmissionOptions options)
    {
        var (game, outcome) = (new SubmissionGame(options), new SubmissionGame(options).Solve());

        // "v if you offer at least s, else v̄": the server takes it while v + s ≤ K, where it still loses nothing.
        const int steps = 20_000;
        var most = Math.Min(options.MaxValue, options.Worth);
        var best = Enumerable.Range(0, steps + 1)
            .Select(i => most * i / steps)
            .Where(value => options.Worth - value <= options.MaxProfit)
            .Max(value => game.DeviceUtility(value, options.Worth - value));
        return new(
            "Sec. IV-B (M6)",
            "v*(s) is the best rule to which the device can commit",
            "utility of the device under v*(s) against that under the rule \"v for an offer of K − v, else v̄\" with its best v",
            Judge.That(
                Finding.Exact, outcome.DeviceUtility >= best, $"{Judge.Text(outcome.DeviceUtility)} against {Judge.Text(best)}"));
    }

    /// <summary>What the best wrong report gains over the truth, for the server's true utility.</summary>
    private static double Gain(DataSubmissionOptions options, Func<DataSubmissionOptions, double> offer)
    {
        var game = new SubmissionGame(options);
        double Utility(double leakage)
        {
            var profit = offer(options with { PrivacyLeakage = leakage });
            return game.ServerUtility(game.Rule.Value(profit), profit);
        }

        return Enumerable.Range(0, Grid + 1).Max(i => Utility((double)i / Grid)) - Utility(options.PrivacyLeakage);
    }

    private static Proportion Share(ReproductionSettings settings, Func<DataSubmissionOptions, bool> holds)
    {
        var holding = 0;
        for (var replication = 0; replication < settings.Replications; replication++)
        {
            var streams = settings.Streams(replication);
            holding += Enumerable.Range(0, DrawsPerReplication)
                .Count(draw => holds(HuSetting.Draw(streams.Stream("submission-parameters", draw))));
        }

        return Proportion.Of(holding, DrawsPerReplication * settings.Replications);
    }

    private static string Text(Proportion share) => FormattableString.Invariant(
        $"{(double)share.Successes / share.Trials:0.000} [{share.Low:0.000}, {share.High:0.000}] of {share.Trials}");
}
