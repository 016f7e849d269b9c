using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>
/// Prices of CPU time as an incentive (arXiv:2202.10938): at the start of each episode the task publisher plays a round of
/// <see cref="StackelbergGame"/> with the candidates, which sets their frequencies; it pays those whose update is used.
/// </summary>
/// <remarks>
/// Deviation: the paper knows no refused or late update; here it is not paid, like one whose block was not decided.
/// </remarks>
/// <param name="task">The task.</param>
/// <param name="options">Parameters.</param>
/// <param name="streams">The streams of the replication, for Shapley values that have to be sampled.</param>
public sealed class StackelbergIncentive(int task, StackelbergIncentiveOptions options, RandomStreams streams) : IIncentive
{
    private const double CyclesPerGhzMinute = 60e9;

    private readonly Payroll _payroll = new(task);
    private readonly Dictionary<int, Tokens> _promised = [];

    /// <summary>What was paid so far.</summary>
    public ITokenBooks Books => _payroll.Books;

    /// <inheritdoc/>
    public IReadOnlyList<DeviceTerms> Offer(int episode, IReadOnlyList<DeviceJob> jobs)
    {
        _promised.Clear();
        var works = jobs.Where(job => Cycles(job) > 0).ToArray();
        if (works.Length == 0)
        {
            return [.. jobs.Select(job => new DeviceTerms(job.Device))];
        }

        var deadline = (options.DeadlineSeconds ?? (works.Max(Cycles) / options.PaceHz)) / 60;
        var clients = works.Select(job => new ClientWork
        {
            TrainingGhzMinutes = job.TrainingCycles / CyclesPerGhzMinute,
            MiningGhzMinutes = job.ConsensusCycles / CyclesPerGhzMinute,
            DeadlineMinutes = deadline,
            ChipConstant = options.ChipConstant,
            FrequencyMaxGhz = job.FrequencyMaxHz / 1e9,
        }).ToArray();
        var round = new StackelbergGame(Game(clients)).Play(clients, streams.Stream("shapley-orders", task, episode));
        var terms = works.Zip(clients, round.Clients).ToDictionary(
            client => client.First.Device, client => Terms(client.First.Device, client.Second, client.Third));
        return [.. jobs.Select(job => terms.GetValueOrDefault(job.Device) ?? new(job.Device))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Payment> Settle(EpisodeWork work) => _payroll.Pay(work.Used.Order().Where(_promised.ContainsKey).Select(
        device => new Payment(new(AccountOwner.Device, device), _promised[device])));

    private static double Cycles(DeviceJob job) => job.TrainingCycles + job.ConsensusCycles;

    private DeviceTerms Terms(int device, ClientWork offered, ClientOutcome outcome)
    {
        if (!outcome.TakesPart)
        {
            return new(device) { TakesPart = false, Reason = outcome.Reason };
        }

        var reply = outcome.Reply;
        _promised[device] = Tokens.FromTokens(reply.Payment);
        return new(device)
        {
            Reason = outcome.Reason,
            TrainingHz = reply.TrainingGhz > 0 ? reply.TrainingGhz * 1e9 : null,
            ConsensusHz = reply.MiningGhz > 0 ? reply.MiningGhz * 1e9 : null,
            TrainingShare = offered.TrainingGhzMinutes > 0 ? outcome.Work.TrainingGhzMinutes / offered.TrainingGhzMinutes : 1,
            DeadlineSeconds = offered.DeadlineMinutes * 60,
        };
    }

    private StackelbergOptions Game(ClientWork[] clients)
    {
        var largest = clients.Max(client => client.TrainingGhzMinutes);
        var mean = clients.Average(client => client.TrainingGhzMinutes);
        return new()
        {
            Budget = options.Budget,
            MiningBudget = options.MiningBudget,
            TimeAndMoneyWeight = options.TimeAndMoneyWeight,
            ContributionTargetGhzMinutes = options.ContributionTarget * largest,
            Reading = options.Reading,
            Client = options.Client.Strategy(),
            Leader = options.Leader.Pricing(options.Margin, largest),
            Value = new SaturatingValue(options.ModelValue, options.ModelValueDevices * mean),
            WorkShareMin = options.WorkShareMin,
        };
    }
}
