using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Tests.Incentives.Coupling;

/// <summary>An incentive whose terms a test gives; it remembers what it was told.</summary>
/// <param name="terms">The terms of a job.</param>
internal sealed class GivenTerms(Func<DeviceJob, DeviceTerms> terms) : IIncentive
{
    public List<DeviceJob> Jobs { get; } = [];

    public List<EpisodeWork> Works { get; } = [];

    public IReadOnlyList<DeviceTerms> Offer(int episode, IReadOnlyList<DeviceJob> jobs)
    {
        Jobs.AddRange(jobs);
        return [.. jobs.Select(terms)];
    }

    public IReadOnlyList<Payment> Settle(EpisodeWork work)
    {
        Works.Add(work);
        return [];
    }
}
