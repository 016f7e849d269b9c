using TwoLayerChainSim.Model.Incentives.Clustering;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>What a task publisher remembers of how devices behaved in their last rounds.</summary>
/// <param name="rounds">How many rounds of a device it remembers, at least 1.</param>
internal sealed class DeviceRecords(int rounds)
{
    private readonly Dictionary<int, Queue<Round>> _rounds = [];

    /// <summary>Remembers an episode.</summary>
    /// <param name="work">What the devices did.</param>
    /// <param name="expectedSeconds">How long a device would train at the frequency it was given.</param>
    public void Add(EpisodeWork work, Func<int, double> expectedSeconds)
    {
        var (used, refused, late) = (work.Used.ToHashSet(), work.Refused.ToHashSet(), work.Late.ToHashSet());
        var deltas = work.Updates.Select(update => update.Delta).OfType<float[]>().ToArray();
        var similarities = deltas.Length == work.Updates.Count ? UpdateSimilarity.ToMedian(deltas) : [];
        foreach (var (i, update) in work.Updates.Index())
        {
            var device = update.Device;
            if (!_rounds.TryGetValue(device, out var remembered))
            {
                _rounds[device] = remembered = new();
            }

            remembered.Enqueue(new(
                used.Contains(device) ? true : refused.Contains(device) ? false : null,
                !late.Contains(device),
                similarities.Length > 0 ? similarities[i] : 0,
                late.Contains(device) ? null : work.TrainingSeconds[i] / expectedSeconds(device)));
            if (remembered.Count > rounds)
            {
                remembered.Dequeue();
            }
        }
    }

    /// <summary>The features of candidates. Where nothing is remembered they are in the middle, or as promised.</summary>
    /// <param name="jobs">The candidates.</param>
    public IReadOnlyList<DeviceFeatures> Features(IReadOnlyList<DeviceJob> jobs)
    {
        var cycles = jobs.Average(job => job.TrainingCycles);
        return [.. jobs.Select(job =>
        {
            IEnumerable<Round> known = _rounds.TryGetValue(job.Device, out var remembered) ? remembered : [];
            return new DeviceFeatures
            {
                Reputation = job.Reputation,
                AcceptedRate = known.Where(round => round.IsAccepted is not null)
                    .Select(round => round.IsAccepted == true ? 1.0 : 0).DefaultIfEmpty(0.5).Average(),
                Similarity = known.Select(round => round.Similarity).DefaultIfEmpty(0).Average(),
                ElapsedRatio = known.Select(round => round.ElapsedRatio).OfType<double>().DefaultIfEmpty(1).Average(),
                RelativeSamples = job.TrainingCycles / cycles,
                CompletionRate = known.Select(round => round.IsComplete ? 1.0 : 0).DefaultIfEmpty(1).Average(),
            };
        })];
    }

    /// <summary>A round of a device.</summary>
    /// <param name="IsAccepted">Whether its update was used or refused; null where neither was recorded.</param>
    /// <param name="IsComplete">Whether it met its deadline.</param>
    /// <param name="Similarity">Cosine of its update and the median of the round; 0 where nothing is learned.</param>
    /// <param name="ElapsedRatio">Time that it trained over the time that was expected; null where it gave up.</param>
    private readonly record struct Round(bool? IsAccepted, bool IsComplete, double Similarity, double? ElapsedRatio);
}
