using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>
/// How an incentive acts on the devices of a task: before each episode it agrees with them on what they do, after it they are
/// paid. One instance serves one task of one run, so it may remember what happened.
/// </summary>
public interface IIncentive
{
    /// <summary>What is agreed on; called once an episode, before its training.</summary>
    /// <param name="episode">Episode number, from 1.</param>
    /// <param name="jobs">What each candidate would have to do.</param>
    /// <returns>The terms of each candidate, in the same order.</returns>
    IReadOnlyList<DeviceTerms> Offer(int episode, IReadOnlyList<DeviceJob> jobs);

    /// <summary>Books what is due after the episode; called once an episode.</summary>
    /// <param name="work">What the devices did.</param>
    /// <returns>What was paid, all of it positive.</returns>
    IReadOnlyList<Payment> Settle(EpisodeWork work);
}

/// <summary>What a device would have to do in an episode.</summary>
/// <param name="Device">The device.</param>
/// <param name="TrainingCycles">Processor cycles of its training.</param>
/// <param name="ConsensusCycles">Processor cycles that its part in the consensus is expected to take; 0 when it has none.</param>
/// <param name="FrequencyMaxHz">Its highest CPU frequency in Hz.</param>
/// <param name="Reputation">Its recorded reputation, [0, 1]; 0.5, like that of a stranger, where the scheme records none.</param>
public readonly record struct DeviceJob(
    int Device, double TrainingCycles, double ConsensusCycles, double FrequencyMaxHz, double Reputation = 0.5);

/// <summary>What was agreed on with a device for an episode. Defaults: as without an incentive.</summary>
/// <param name="Device">The device.</param>
public sealed record DeviceTerms(int Device)
{
    /// <summary>False when the device abstains or is not wanted.</summary>
    public bool TakesPart { get; init; } = true;

    /// <summary>Why it is out, or why it works on other terms than those first offered; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>CPU frequency while it trains, in Hz; null for its own.</summary>
    public double? TrainingHz { get; init; }

    /// <summary>
    /// CPU frequency while it judges updates and processes consensus messages, in Hz; null for its own, and for messages the time
    /// of the scenario.
    /// </summary>
    public double? ConsensusHz { get; init; }

    /// <summary>Share of its samples that it trains on, (0, 1].</summary>
    public double TrainingShare { get; init; } = 1;

    /// <summary>
    /// Computing time in s within which its training and the expected work of consensus must end; a device that cannot is late:
    /// its update is not used and it leaves the episode. Null without a deadline.
    /// </summary>
    public double? DeadlineSeconds { get; init; }
}

/// <summary>What the devices of a task did in an episode.</summary>
/// <param name="Episode">Episode number, from 1.</param>
/// <param name="Used">Devices whose update went into the new global model; none when no block was decided.</param>
/// <param name="Late">Devices that took part and missed their deadline.</param>
public sealed record EpisodeWork(int Episode, IReadOnlyList<int> Used, IReadOnlyList<int> Late)
{
    /// <summary>Devices whose update the quality check refused, where a block says so.</summary>
    public IReadOnlyList<int> Refused { get; init; } = [];

    /// <summary>The updates of all that took part, also of those who were late.</summary>
    public IReadOnlyList<LocalUpdate> Updates { get; init; } = [];

    /// <summary>How long each of these devices trained, in s, in the same order.</summary>
    public IReadOnlyList<double> TrainingSeconds { get; init; } = [];

    /// <summary>Who proposed a local block that is in the global chain; once for each block.</summary>
    public IReadOnlyList<Account> Proposers { get; init; } = [];

    /// <summary>Bits that devices of these blocks' cells broadcast to devices, in the order of devices.</summary>
    public IReadOnlyList<(int Device, long Bits)> D2dBits { get; init; } = [];
}

/// <summary>A payment to somebody.</summary>
/// <param name="Payee">Who gets it.</param>
/// <param name="Amount">How much.</param>
public readonly record struct Payment(Account Payee, Tokens Amount);

/// <summary>No incentive: every device works at its own frequency and nobody is paid.</summary>
public sealed class NoIncentive : IIncentive
{
    private NoIncentive()
    {
    }

    /// <summary>The only instance; it remembers nothing.</summary>
    public static NoIncentive Instance { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<DeviceTerms> Offer(int episode, IReadOnlyList<DeviceJob> jobs) =>
        [.. jobs.Select(job => new DeviceTerms(job.Device))];

    /// <inheritdoc/>
    public IReadOnlyList<Payment> Settle(EpisodeWork work) => [];
}
