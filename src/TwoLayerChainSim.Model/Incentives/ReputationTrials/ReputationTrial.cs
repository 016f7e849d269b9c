using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.ReputationTrials;

/// <summary>
/// Publishers give tasks to workers they trust, judge the updates, share opinions and pay for accepted updates, week by week
/// (Kang et al. 2019, Sec. VII-A, without the network and the chain). Trials with the same streams differ by the scheme only:
/// what a worker would do for a publisher in a week does not depend on whether it is asked.
/// </summary>
public sealed class ReputationTrial
{
    private static readonly int Groups = Enum.GetValues<WorkerGroup>().Length;

    private readonly ReputationTrialOptions _options;
    private readonly RandomStreams _streams;
    private readonly ReputationBook _book;

    /// <summary>A trial before its first week.</summary>
    /// <param name="options">Parameters.</param>
    /// <param name="scheme">How opinions become reputations.</param>
    /// <param name="streams">"reputation-link" by worker, "reputation-tasks" by pair and week.</param>
    /// <exception cref="ArgumentException">The parameters are wrong; the message says all that is.</exception>
    public ReputationTrial(ReputationTrialOptions options, ReputationScheme scheme, RandomStreams streams)
    {
        var problems = options.Problems();
        if (problems.Count > 0)
        {
            throw new ArgumentException($"reputation: {string.Join("; ", problems)}", nameof(options));
        }

        (_options, _streams) = (options, streams);
        var success = Enumerable.Range(0, options.Workers).Select(worker =>
            options.SuccessProbabilityMin
            + ((1 - options.SuccessProbabilityMin) * streams.Stream("reputation-link", worker).NextDouble()));
        _book = new(options.Publishers, [.. success], scheme.Logic);
    }

    private int HonestPublishers => _options.Publishers - _options.CompromisedPublishers;

    /// <summary>Runs all weeks.</summary>
    public IReadOnlyList<ReputationWeek> Run() => [.. Enumerable.Range(1, _options.Weeks).Select(Week)];

    private ReputationWeek Week(int week)
    {
        var (selected, paid, reputation) = (new int[Groups], new long[Groups], new double[Groups]);
        foreach (var (publisher, worker) in Selection())
        {
            var group = _options.GroupOf(worker);
            var (accepted, rejected) = Tasks(publisher, worker, week);
            if (publisher < HonestPublishers)
            {
                _book.RecordSlot(publisher, worker, accepted, rejected);
                (selected[(int)group], paid[(int)group]) = (selected[(int)group] + 1, paid[(int)group] + accepted);
            }
            else
            {
                _book.RecordSlot(publisher, worker, rejected, accepted);
            }
        }

        foreach (var (publisher, worker) in Pairs(HonestPublishers))
        {
            reputation[(int)_options.GroupOf(worker)] += _book.Reputation(publisher, worker);
        }

        return new(week, Of(WorkerGroup.Honest), Of(WorkerGroup.LowQuality), Of(WorkerGroup.LabelFlipper));

        GroupWeek Of(WorkerGroup group)
        {
            var workers = Enumerable.Range(0, _options.Workers).Count(worker => _options.GroupOf(worker) == group);
            var pairs = (double)workers * HonestPublishers;
            return new(
                reputation[(int)group] / pairs, selected[(int)group] / pairs, _options.RewardPerUpdate * paid[(int)group] / workers);
        }
    }

    /// <summary>Who works for whom, settled before anybody works. Compromised publishers take everybody.</summary>
    private List<(int Publisher, int Worker)> Selection() => [.. Pairs(_options.Publishers).Where(pair =>
        pair.Publisher >= HonestPublishers || _book.Reputation(pair.Publisher, pair.Worker) >= _options.SelectionThreshold)];

    private IEnumerable<(int Publisher, int Worker)> Pairs(int publishers) =>
        from publisher in Enumerable.Range(0, publishers)
        from worker in Enumerable.Range(0, _options.Workers)
        select (publisher, worker);

    private (int Accepted, int Rejected) Tasks(int publisher, int worker, int week)
    {
        var draws = _streams.Stream("reputation-tasks", ((long)publisher * _options.Workers) + worker, week);
        var tasks = _options.TasksMin + draws.NextInt(_options.TasksMax - _options.TasksMin + 1);
        var rejection = _options.Rejection(_options.GroupOf(worker), week);
        var rejected = 0;
        for (var task = 0; task < tasks; task++)
        {
            rejected += draws.NextDouble() < rejection ? 1 : 0;
        }

        return (tasks - rejected, rejected);
    }
}
