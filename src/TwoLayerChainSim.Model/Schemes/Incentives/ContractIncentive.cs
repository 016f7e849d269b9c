using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Clustering;
using TwoLayerChainSim.Model.Incentives.Contracts;
using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>
/// A contract as an incentive: before each episode devices are divided into types by reputation and behaviour, the shares of the
/// types make a contract (Kang et al. 2019), and each device takes the item that is best for it. After the episode the contract
/// on the chain pays the reward of the item to those whose update is used, and block and relay rewards (Feng et al. 2022,
/// Table 1); whose update was refused gets nothing.
/// </summary>
/// <remarks>
/// Deviation: a type of better data does not train fewer local epochs, as log(1/ε) would have it: epochs are those of the
/// scenario. Deviation: a device that is too slow for the item of its type takes the best of those that it can do.
/// </remarks>
/// <param name="task">The task.</param>
/// <param name="options">Parameters.</param>
/// <param name="streams">The streams of the replication: "device-types" by task and episode.</param>
public sealed class ContractIncentive(int task, ContractIncentiveOptions options, RandomStreams streams) : IIncentive
{
    private const double BitsPerMegabyte = 8e6;

    private readonly Payroll _payroll = new(task);
    private readonly DeviceRecords _records = new(options.Rounds);
    private readonly Dictionary<int, (Tokens Reward, double Seconds)> _agreed = [];

    /// <summary>What was paid so far.</summary>
    public ITokenBooks Books => _payroll.Books;

    /// <inheritdoc/>
    public IReadOnlyList<DeviceTerms> Offer(int episode, IReadOnlyList<DeviceJob> jobs)
    {
        _agreed.Clear();
        if (jobs.Count == 0)
        {
            return [];
        }

        var types = DeviceTypes.Of(_records.Features(jobs), options.Clustering, streams.Stream("device-types", task, episode));
        var contract = types.Shares.Count > 0
            ? Contract.Make(options.ProblemFor(types.Shares, types.TypeOf.Count(type => type is not null)))
            : null;
        return [.. jobs.Zip(types.TypeOf, (job, type) => type is { } number
            ? Choose(job, number, contract!)
            : Out(job, FormattableString.Invariant(
                $"reputation {job.Reputation:g3} is below {options.Clustering.ReputationMin}")))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Payment> Settle(EpisodeWork work)
    {
        _records.Add(work, device => _agreed[device].Seconds);
        var refused = work.Refused.ToHashSet();
        var dues = work.Used.Where(_agreed.ContainsKey).Select(device => Due(device, _agreed[device].Reward))
            .Concat(work.Proposers.Select(proposer => new Payment(proposer, Tokens.FromTokens(options.BlockReward))))
            .Concat(work.D2dBits.Select(sent => Due(
                sent.Device, Tokens.FromTokens(options.RelayReward * sent.Bits / BitsPerMegabyte))));
        return _payroll.Pay(dues
            .Where(due => due.Payee.Owner != AccountOwner.Device || !refused.Contains(due.Payee.Number))
            .OrderBy(due => due.Payee));
    }

    private static Payment Due(int device, Tokens amount) => new(new(AccountOwner.Device, device), amount);

    private static DeviceTerms Out(DeviceJob job, string reason) => new(job.Device) { TakesPart = false, Reason = reason };

    /// <summary>The item with the highest utility for the device's type among those that it can do.</summary>
    private DeviceTerms Choose(DeviceJob job, int type, Contract contract)
    {
        if (Hertz(contract.Items[type]) <= job.FrequencyMaxHz)
        {
            // Incentive compatibility: no other item is better.
            return Agree(job, contract.Items[type], "");
        }

        var possible = contract.Items.Where(item => Hertz(item) <= job.FrequencyMaxHz).ToArray();
        if (possible.Length == 0)
        {
            return Out(job, FormattableString.Invariant(
                $"no item is as slow as {job.FrequencyMaxHz / 1e9:g3} GHz, the least is {Hertz(contract.Items[0]) / 1e9:g3} GHz"));
        }

        var best = possible.MaxBy(item => contract.Options.WorkerUtility(type, item));
        return Agree(job, best, FormattableString.Invariant(
            $"the item of its type needs {Hertz(contract.Items[type]) / 1e9:g3} GHz, it can do {job.FrequencyMaxHz / 1e9:g3} GHz"));
    }

    private DeviceTerms Agree(DeviceJob job, ContractItem item, string reason)
    {
        var seconds = job.TrainingCycles / Hertz(item);
        _agreed[job.Device] = (Tokens.FromTokens(options.RewardUnit * item.Reward), seconds);
        return new(job.Device)
        {
            TrainingHz = Hertz(item),
            DeadlineSeconds = options.Patience * (seconds + (job.ConsensusCycles / job.FrequencyMaxHz)),
            Reason = reason,
        };
    }

    private double Hertz(ContractItem item) => item.Frequency * options.FrequencyUnitHz;
}
