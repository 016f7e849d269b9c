using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>How the devices of a task work in one episode: who takes part, how fast, who is late.</summary>
public sealed class Engagements
{
    /// <summary>Relative slack of a deadline: who uses all of the time is not late by a rounding.</summary>
    private const double RelativeSlack = 1e-9;

    private readonly Substrate _world;
    private readonly FederatedTask _task;
    private readonly int _episode;
    private readonly SimTime _startedAt;
    private readonly Dictionary<int, DeviceTerms> _terms = [];
    private IReadOnlyList<DeviceTerms> _agreed = [];
    private readonly HashSet<int> _late = [];

    internal Engagements(Substrate world, FederatedTask task, int episode)
    {
        (_world, _task, _episode) = (world, task, episode);
        _startedAt = world.Simulator.Now;
    }

    /// <summary>Asks the incentive of the task.</summary>
    /// <param name="devices">The candidates.</param>
    /// <param name="consensusCycles">Expected cycles of a device's part in the consensus.</param>
    /// <param name="reputation">Recorded reputation of a device; null where none is recorded.</param>
    /// <returns>Those who take part, also who will be late.</returns>
    public IReadOnlyList<DeviceTerms> Agree(
        IReadOnlyList<int> devices, Func<int, double> consensusCycles, Func<int, double>? reputation = null)
    {
        var jobs = devices.Select(device =>
        {
            var job = new DeviceJob(
                device, Cycles(_task.Learning.TrainingOperations(device)), consensusCycles(device), _world.FrequencyHz(device));
            return reputation is null ? job : job with { Reputation = reputation(device) };
        }).ToArray();
        _agreed = _task.Incentive.Offer(_episode, jobs);
        for (var i = 0; i < jobs.Length; i++)
        {
            var terms = _agreed[i];
            Require.That(terms.Device == jobs[i].Device, $"terms of device {terms.Device} for device {jobs[i].Device}");
            Require.That(
                terms.TrainingHz is null or > 0 && terms.ConsensusHz is null or > 0, $"device {terms.Device} would stand still");
            _terms[terms.Device] = terms;
            var seconds = (TrainingCycles(terms.Device) / TrainingHz(terms.Device)) + (jobs[i].ConsensusCycles / ConsensusHz(terms.Device));
            if (terms.TakesPart && seconds > terms.DeadlineSeconds * (1 + RelativeSlack))
            {
                _late.Add(terms.Device);
            }
        }

        return [.. _agreed.Where(terms => terms.TakesPart)];
    }

    /// <summary>True for a candidate that takes no part.</summary>
    /// <param name="device">The device.</param>
    public bool Abstains(int device) => _terms.TryGetValue(device, out var terms) && !terms.TakesPart;

    /// <summary>True for a device that takes part and misses its deadline.</summary>
    /// <param name="device">The device.</param>
    public bool IsLate(int device) => _late.Contains(device);

    /// <summary>True for a device whose update cannot be used and that is in no committee: it abstains or is late.</summary>
    /// <param name="device">The device.</param>
    public bool IsOut(int device) => Abstains(device) || IsLate(device);

    /// <summary>Cycles that a device trains: all, or those until the deadline at which it gives up.</summary>
    /// <param name="device">The device.</param>
    public double CyclesTrained(int device)
    {
        var cycles = TrainingCycles(device);
        return IsLate(device) ? Math.Min(cycles, _terms[device].DeadlineSeconds!.Value * TrainingHz(device)) : cycles;
    }

    /// <summary>CPU frequency at which a device trains, in Hz.</summary>
    /// <param name="device">The device.</param>
    public double TrainingHz(int device) => (_terms[device].TrainingHz ?? _world.FrequencyHz(device)) / Slowness(device);

    /// <summary>CPU frequency at which a device judges, in Hz.</summary>
    /// <param name="device">The device.</param>
    public double ConsensusHz(int device) => (_terms[device].ConsensusHz ?? _world.FrequencyHz(device)) / Slowness(device);

    /// <summary>
    /// How many times longer a device takes for a consensus message than the scenario says: by its agreed frequency against the
    /// reference frequency; 1 without one. Faults that slow it down come on top.
    /// </summary>
    /// <param name="device">The device.</param>
    public double ProcessingFactor(int device) =>
        _terms.GetValueOrDefault(device)?.ConsensusHz is { } hz ? _world.Options.Devices.ReferenceFrequencyHz / hz : 1;

    /// <summary>Cycles of arithmetic operations.</summary>
    /// <param name="operations">Their number.</param>
    public double Cycles(double operations) => operations * _world.Options.Devices.CyclesPerOperation;

    /// <summary>Pays.</summary>
    /// <param name="work">What the devices did, but for what is known here.</param>
    /// <returns>What was agreed on and paid.</returns>
    internal IncentiveReport Settle(EpisodeWork work)
    {
        var payments = _task.Incentive.Settle(work with
        {
            Late = [.. _late.Order()],
            TrainingSeconds = [.. work.Updates.Select(update => CyclesTrained(update.Device) / TrainingHz(update.Device))],
        });
        var working = _agreed.Where(terms => terms.TakesPart)
            .Select(terms => terms.TrainingHz ?? _world.FrequencyHz(terms.Device)).ToArray();
        return IncentiveReport.Of(_agreed, payments, _late.Count, working) with
        {
            Honest = Fare(isMalicious: false, payments),
            Malicious = Fare(isMalicious: true, payments),
        };
    }

    private GroupFare? Fare(bool isMalicious, IReadOnlyList<Payment> payments)
    {
        var devices = _world.DevicesOf(_task).Where(device => _world.IsMalicious[device] == isMalicious).ToHashSet();
        return devices.Count == 0
            ? null
            : new(
                _agreed.Count(terms => terms.TakesPart && devices.Contains(terms.Device)) / (double)devices.Count,
                payments.Where(payment => payment.Payee.Owner == AccountOwner.Device && devices.Contains(payment.Payee.Number))
                    .Sum(payment => (double)payment.Amount.Micro) / Tokens.MicroPerToken / devices.Count);
    }

    private double TrainingCycles(int device) =>
        Cycles(_task.Learning.TrainingOperations(device)) * _terms[device].TrainingShare;

    private double Slowness(int device) => _world.Faults.Slowness(device, _episode, _startedAt);
}
