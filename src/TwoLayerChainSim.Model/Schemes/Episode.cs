using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Network;
using TwoLayerChainSim.Model.Schemes.Crowdsensing;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// One episode of one task while it runs: what schemes share of their stories (train, upload, distribute, send between MEC
/// nodes), with the accounting of time, traffic and energy.
/// </summary>
public sealed class Episode
{
    private readonly Substrate _world;
    private readonly IReadOnlyList<int> _devices;
    private readonly SimDuration _airtimeBefore;
    private double _computingJoules;
    private int[] _used = [];
    private ImmutableArray<LocalBlock> _recorded = [];
    private Tokens _paid;

    /// <summary>An episode that begins now.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="task">The task.</param>
    /// <param name="number">Episode number, from 1.</param>
    /// <param name="previous">Updates of the episode before, by device.</param>
    public Episode(Substrate world, FederatedTask task, int number, IReadOnlyDictionary<int, LocalUpdate> previous)
    {
        (_world, Task, Number) = (world, task, number);
        _devices = world.DevicesOf(task);
        _airtimeBefore = UplinkAirtime();
        MecNodesUp = world.Attach(task, number);
        (StartedAt, Clock) = (world.Simulator.Now, new(world.Simulator));
        Engagements = new(world, task, number);
        Forwarding = world.Forwarding(number, previous);
        ModelBits = ChainOptions.ModelBits(task.Learning.ParameterCount);
        UpdateBits = world.Options.Chain.UpdateBits(task.Learning.ParameterCount);
    }

    /// <summary>The task.</summary>
    public FederatedTask Task { get; }

    /// <summary>Episode number, from 1.</summary>
    public int Number { get; }

    /// <summary>When it began.</summary>
    public SimTime StartedAt { get; }

    /// <summary>MEC nodes of the task that are up in this episode, in order.</summary>
    public ImmutableArray<int> MecNodesUp { get; }

    /// <summary>Stages of the episode.</summary>
    public EpisodeClock Clock { get; }

    /// <summary>Who takes part, and how fast.</summary>
    public Engagements Engagements { get; }

    /// <summary>How each MEC node forwards in this episode, by cell.</summary>
    public IForwarding[] Forwarding { get; }

    /// <summary>Size of the global model in bit.</summary>
    public long ModelBits { get; }

    /// <summary>Size of one update in bit.</summary>
    public long UpdateBits { get; }

    /// <summary>Traffic so far.</summary>
    public TrafficMeter Traffic { get; } = new();

    /// <summary>What happened so far.</summary>
    public EpisodeCounts Counts { get; set; } = new();

    /// <summary>What happened so far in the crowdsensing scheme; null in others.</summary>
    public CrowdsensingReport? Crowdsensing { get; set; }

    /// <summary>The updates that the devices computed in this episode.</summary>
    public IReadOnlyList<LocalUpdate> Updates { get; private set; } = [];

    /// <summary>The updates that MEC nodes computed in this episode, where these train.</summary>
    public List<LocalUpdate> MecUpdates { get; } = [];

    /// <summary>Computes the updates of all taking part; their time passes in <see cref="Train"/>.</summary>
    /// <param name="model">The global model that the devices hold.</param>
    /// <param name="devices">The candidates; one that is attached to no cell, or that the incentive does not win, sits out.</param>
    /// <param name="consensusCycles">Processor cycles that a device's part in the consensus is expected to take; null for none.</param>
    /// <param name="reputation">Recorded reputation of a device; null where none is recorded.</param>
    /// <returns>An update of each, also of those who will be late; see <see cref="Engagements"/>.</returns>
    public IReadOnlyList<LocalUpdate> ComputeUpdates(
        GlobalModel model,
        IReadOnlyList<int> devices,
        Func<int, double>? consensusCycles = null,
        Func<int, double>? reputation = null)
    {
        devices = [.. devices.Where(device => _world.CellOf(device) != CellularNetwork.Nowhere)];
        var working = Engagements.Agree(devices, consensusCycles ?? (_ => 0), reputation);
        Counts = Counts with
        {
            Selected = working.Count,
            SelectedMalicious = working.Count(terms => _world.IsMalicious[terms.Device]),
        };
        return Updates = Task.Learning.Train(
            model, [.. working.Select(terms => new Trainee(terms.Device, terms.TrainingShare))], Number);
    }

    /// <summary>Devices that are attached to a cell and do not abstain, in order.</summary>
    /// <param name="cell">The cell.</param>
    public ImmutableArray<int> DevicesIn(int cell) =>
        [.. _world.DevicesIn(cell).Where(device => !Engagements.Abstains(device))];

    /// <summary>Says which updates went into the new global model, once it is decided.</summary>
    /// <param name="updates">The updates.</param>
    public void Aggregated(IEnumerable<LocalUpdate> updates)
    {
        _used = [.. updates.Select(update => update.Device)];
        Counts = Counts with { Aggregated = _used.Length };
    }

    /// <summary>Says which local blocks are in the global chain, once it is decided.</summary>
    /// <param name="blocks">The local blocks.</param>
    public void Recorded(ImmutableArray<LocalBlock> blocks) => _recorded = blocks;

    /// <summary>Books what a scheme that pays by itself has paid.</summary>
    /// <param name="amount">How much, at least 0.</param>
    public void Paid(Tokens amount) => _paid += amount;

    /// <summary>How devices fared in a scheme that pays by itself; null in others.</summary>
    public (GroupFare? Honest, GroupFare? Malicious)? Fares { get; set; }

    /// <summary>Settles with the devices, once the episode has ended.</summary>
    internal IncentiveReport Settle()
    {
        var cells = _recorded.Select(block => block.Cell).ToHashSet();
        var report = Engagements.Settle(new(Number, _used, [])
        {
            Refused = [.. _recorded.SelectMany(block => block.Rejected)],
            Updates = Updates,
            Proposers = [.. _recorded.Select(block => _world.AccountOf(block.Block.Header.Proposer))],
            D2dBits = [.. Traffic.D2dBitsBy.Where(sent => cells.Contains(_world.CellOf(sent.Key))).Select(sent => (sent.Key, sent.Value))],
        });
        return report with
        {
            Payment = report.Payment + _paid,
            Honest = Fares is { } own ? own.Honest : report.Honest,
            Malicious = Fares is { } fares ? fares.Malicious : report.Malicious,
        };
    }

    /// <summary>Awaits the local training of a device; one that will be late gives up at its deadline.</summary>
    /// <param name="device">The device.</param>
    public async Task Train(int device)
    {
        await Compute(Engagements.CyclesTrained(device), Engagements.TrainingHz(device));
        Clock.Finish(Stage.Train);
    }

    /// <summary>Awaits the judging of updates by a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="operations">Arithmetic operations.</param>
    public DelayAwaitable Judge(int device, double operations) =>
        Compute(Engagements.Cycles(operations), Engagements.ConsensusHz(device));

    /// <summary>Awaits a computation and books its energy.</summary>
    private DelayAwaitable Compute(double cycles, double frequencyHz)
    {
        _computingJoules += _world.Options.Devices.EnergyCoefficient * cycles * frequencyHz * frequencyHz;
        return _world.Simulator.Delay(SimDuration.FromSeconds(cycles / frequencyHz));
    }

    /// <summary>Awaits an upload to the device's base station.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    public TransferAwaitable Upload(int device, long sizeBits)
    {
        Traffic.UplinkBits += sizeBits;
        return _world.Cellular.Upload(device, sizeBits);
    }

    /// <summary>Awaits a transfer to a device from its base station.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    public TransferAwaitable Download(int device, long sizeBits)
    {
        Traffic.DownlinkBits += sizeBits;
        return _world.Cellular.Download(device, sizeBits);
    }

    /// <summary>Awaits one content to several devices of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="devices">Devices of the cell; nothing happens when there is none.</param>
    /// <param name="sizeBits">Size in bit.</param>
    public async Task Distribute(int cell, IReadOnlyList<int> devices, long sizeBits)
    {
        if (devices.Count == 0)
        {
            return;
        }

        var copies = _world.Options.Radio.Downlink == DownlinkMode.Multicast ? 1 : devices.Count;
        Traffic.DownlinkBits += copies * sizeBits;
        var distribution = new Distribution(_world.Simulator, devices.Count);
        _world.Cellular.Distribute(cell, devices, sizeBits, distribution, 0);
        await distribution.Done;
    }

    /// <summary>Awaits a message between two MEC nodes; between a node and itself it takes no time.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="sizeBits">Size in bit.</param>
    public async Task SendBetweenMecNodes(int from, int to, long sizeBits)
    {
        if (from == to)
        {
            return;
        }

        Traffic.BackboneBits += sizeBits;
        var arrived = new Completion(_world.Simulator);
        _world.Backbone.Send(_world.BackboneNode(from), _world.BackboneNode(to), sizeBits, new Arrived(arrived), 0);
        await arrived;
    }

    /// <summary>A consensus that begins now, as the faults of the scenario see it.</summary>
    /// <param name="ledger">Name of the chain.</param>
    /// <param name="layer">Its layer; a single chain counts as global.</param>
    /// <param name="options">The committee.</param>
    public CommitteeScene Scene(string ledger, ChainLayers layer, CommitteeOptions options) => new(
        ledger, layer, Number, StartedAt, _world.Simulator.Now, _world.Simulator.Now + options.LongestWait)
    {
        Variant = BlockProposals.Variant,
    };

    /// <summary>Awaits the storing of a block at a node.</summary>
    public DelayAwaitable Store() => _world.Simulator.Delay(_world.Units(_world.Options.Chain.StoreUnits));

    /// <summary>What the episode sent and computed, once it has ended.</summary>
    public Effort Effort()
    {
        var transmitWatts = Decibel.ToRatio(_world.Options.Radio.DevicePowerDbm) * 1e-3;
        var airtime = (UplinkAirtime() - _airtimeBefore).TotalSeconds + Traffic.D2dAirtime.TotalSeconds;
        return new(
            Traffic.UplinkBits,
            Traffic.DownlinkBits,
            Traffic.D2dBits,
            Traffic.BackboneBits,
            Traffic.LocalChainMessages,
            Traffic.GlobalChainMessages,
            _computingJoules + (transmitWatts * airtime));
    }

    private SimDuration UplinkAirtime()
    {
        var airtime = SimDuration.Zero;
        foreach (var cell in _world.Topology.Cells)
        {
            // A device also sends to a neighbouring base station when its block is fetched there.
            foreach (var device in _devices)
            {
                airtime += _world.Cellular.Uplink(cell.Id).Airtime(device);
            }
        }

        return airtime;
    }
}

/// <summary>Completes when a message has arrived.</summary>
/// <param name="arrived">What completes.</param>
internal sealed class Arrived(Completion arrived) : IEventHandler
{
    public void Handle(long token) => arrived.Complete();
}

/// <summary>Completes when every device of a distribution has the content.</summary>
internal sealed class Distribution(Simulator simulator, int missing) : IReceiver
{
    public Completion Done { get; } = new(simulator);

    public void Received(int receiver, long token)
    {
        if (--missing == 0)
        {
            Done.Complete();
        }
    }
}
