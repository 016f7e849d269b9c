using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Model.Incentives.ReputationTrials;

namespace TwoLayerChainSim.Experiments.Reproduction.Kang2019;

/// <summary>Reputations of Kang et al. 2019: how unreliable workers lose theirs, win it back, and what they earn.</summary>
public sealed class ReputationFigure : IReproduction
{
    /// <summary>A trial takes a tenth of a second; more replications than this add nothing that a figure shows.</summary>
    private const int MostReplications = 30;

    /// <summary>Workers that misbehave for some weeks. Default: weeks 7 to 10, everybody is taken.</summary>
    public ReputationTrialOptions Episode { get; init; } = ReputationTrialOptions.OnAndOff;

    /// <summary>Workers that always misbehave. Default: the setting of the paper.</summary>
    public ReputationTrialOptions Steady { get; init; } = new() { Weeks = 10 };

    /// <inheritdoc/>
    public string Id => "kang2019/reputation";

    /// <inheritdoc/>
    public string Title => "Reputation, selection and income of unreliable workers";

    /// <inheritdoc/>
    public string Source => "Kang et al. 2019 (IEEE Internet of Things Journal 6(6)), Fig. 3 and Sec. VII";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        var trials = ReputationScheme.All.Select(scheme => Trials(Episode, scheme, settings)).ToArray();
        var steady = Trials(Steady, ReputationScheme.MultiWeight, settings);
        return new()
        {
            Figures =
            [
                Reputations(trials),
                Steadily("selection", "Selection rate", steady, group => group.SelectionRate),
                Steadily("income", "Weekly income (tokens)", steady, group => group.Income),
            ],
            Claims = [.. Schemes(trials), .. Unreliable(steady)],
            Choices =
            [
                $"At most {MostReplications} replications; all schemes see the same workers and tasks.",
                "The paper does not state how often the quality check rejects: 2 % of honest updates, 50 % of low-quality ones.",
            ],
        };
    }

    private static IReadOnlyList<ReputationWeek>[] Trials(
        ReputationTrialOptions options, ReputationScheme scheme, ReproductionSettings settings)
    {
        var trials = new IReadOnlyList<ReputationWeek>[Math.Min(settings.Replications, MostReplications)];
        Parallel.For(
            0, trials.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads },
            replication => trials[replication] = new ReputationTrial(options, scheme, settings.Streams(replication)).Run());
        return trials;
    }

    private static LineFigure Reputations(IReadOnlyList<ReputationWeek>[][] trials) => CurveChart.Of(
        "kang2019-reputation",
        "Reputation of workers that misbehave for some weeks",
        "Mean reputation, as honest publishers see it, of workers that flip labels for some weeks, and of honest workers, against the "
            + "week, for three ways to make reputations of opinions. Bands are 95 % intervals of the mean over replications.",
        new("week", "Week", "1"),
        new("reputation", "Reputation", "1") { Lowest = 0, Highest = 1 },
        ReputationScheme.All.SelectMany((scheme, i) => new[]
        {
            Curve($"flippers, {scheme.Name}", i, CurveLine.Solid, trials[i], week => week.LabelFlipper.Reputation),
            Curve($"honest, {scheme.Name}", i, CurveLine.Dotted, trials[i], week => week.Honest.Reputation),
        }));

    private static LineFigure Steadily(
        string name, string title, IReadOnlyList<ReputationWeek>[] trials, Func<GroupWeek, double> of) => CurveChart.Of(
        $"kang2019-reputation-{name}",
        $"{title} of workers, multi-weight reputation",
        $"{title} of honest workers, of workers with few classes of data, and of workers that flip labels, with honest publishers, against "
            + "the week. Bands are 95 % intervals of the mean over replications.",
        new("week", "Week", "1"),
        new(name, title, "1") { Lowest = 0 },
        Curve("honest", 0, CurveLine.Solid, trials, week => of(week.Honest)),
        Curve("low quality", 1, CurveLine.Dashed, trials, week => of(week.LowQuality)),
        Curve("flippers", 2, CurveLine.Dotted, trials, week => of(week.LabelFlipper)));

    private static Curve Curve(
        string label, int color, CurveLine line, IReadOnlyList<ReputationWeek>[] trials, Func<ReputationWeek, double> of) =>
        CurveChart.Curve(
            label, color, line,
            trials[0].Select((week, i) => ((double)week.Week, Estimate.OfMean([.. trials.Select(trial => of(trial[i]))]))));

    private IEnumerable<Claim> Schemes(IReadOnlyList<ReputationWeek>[][] trials)
    {
        var (multi, unweighted) = (trials[0], trials[2]);
        Estimate Lead(int week, Func<ReputationWeek, double> of, int sign) => Estimate.OfMean(
            [.. multi.Select((trial, i) => sign * (of(unweighted[i][week - 1]) - of(trial[week - 1])))]);
        var (end, last) = (Math.Min(Episode.FlipsUntil, Episode.Weeks), Episode.Weeks);
        yield return new(
            "Fig. 3",
            "Misbehaviour costs more reputation under the multi-weight logic than under the traditional one",
            $"mean reputation of flippers in week {end}, traditional less multi-weight, paired, with 95 % interval",
            Judge.Positive("with recommendations", Lead(end, week => week.LabelFlipper.Reputation, 1), "difference"));
        yield return new(
            "Fig. 3",
            "After it the reputation comes back more slowly under the multi-weight logic",
            $"mean reputation of flippers in week {last}, traditional less multi-weight, paired, with 95 % interval",
            Judge.Positive("with recommendations", Lead(last, week => week.LabelFlipper.Reputation, 1), "difference"));
        yield return new(
            "Sec. VII",
            "Compromised publishers harm honest workers less under the multi-weight logic",
            $"mean reputation of honest workers in week {last}, multi-weight less traditional, paired, with 95 % interval",
            Judge.Positive("with recommendations", Lead(last, week => week.Honest.Reputation, -1), "difference"));
    }

    private IEnumerable<Claim> Unreliable(IReadOnlyList<ReputationWeek>[] steady)
    {
        var last = Steady.Weeks - 1;
        Estimate Mean(Func<ReputationWeek, double> of) => Estimate.OfMean([.. steady.Select(trial => of(trial[last]))]);
        yield return new(
            "Sec. VII",
            "Workers that flip labels are no longer chosen, honest ones are",
            $"selection rates in week {Steady.Weeks}, honest less flippers, with 95 % interval",
            Judge.Positive(
                "threshold 0.5", Mean(week => week.Honest.SelectionRate - week.LabelFlipper.SelectionRate), "difference"));
        yield return new(
            "Sec. VII",
            "Misbehaviour does not pay",
            $"income in tokens in week {Steady.Weeks}, honest less flippers, with 95 % interval",
            Judge.Positive("threshold 0.5", Mean(week => week.Honest.Income - week.LabelFlipper.Income), "difference"));
        yield return new(
            "Sec. VII",
            "Workers with few classes of data are chosen less often than honest ones",
            $"selection rates in week {Steady.Weeks}, honest less low-quality, with 95 % interval",
            Judge.Positive("threshold 0.5", Mean(week => week.Honest.SelectionRate - week.LowQuality.SelectionRate), "difference"));
    }
}
