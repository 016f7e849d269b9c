using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Network;

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

    /// <summary>The updates that the devices computed in this episode.</summary>
    public IReadOnlyList<LocalUpdate> Updates { get; private set; } = [];

    /// <summary>Computes the updates of all taking part; their time passes in <see cref="Train"/>.</summary>
    /// <param name="model">The global model that the devices hold.</param>
    /// <param name="devices">Who takes part; a device that is attached to no cell sits out.</param>
    public IReadOnlyList<LocalUpdate> ComputeUpdates(GlobalModel model, IReadOnlyList<int> devices)
    {
        devices = [.. devices.Where(device => _world.CellOf(device) != CellularNetwork.Nowhere)];
        Counts = Counts with
        {
            Selected = devices.Count,
            SelectedMalicious = devices.Count(device => _world.IsMalicious[device]),
        };
        return Updates = Task.Learning.Train(model, devices, Number);
    }

    /// <summary>Awaits a computation on a device and books its energy.</summary>
    /// <param name="device">The device.</param>
    /// <param name="operations">Arithmetic operations.</param>
    public DelayAwaitable Compute(int device, double operations)
    {
        var options = _world.Options.Devices;
        var cycles = operations * options.CyclesPerOperation;
        var frequency = _world.FrequencyHz(device) / _world.Faults.Slowness(device, Number, StartedAt);
        _computingJoules += options.EnergyCoefficient * cycles * frequency * frequency;
        return _world.Simulator.Delay(SimDuration.FromSeconds(cycles / frequency));
    }

    /// <summary>Awaits the local training of a device.</summary>
    /// <param name="device">The device.</param>
    public async Task Train(int device)
    {
        await Compute(device, Task.Learning.TrainingOperations(device));
        Clock.Finish(Stage.Train);
    }

    /// <summary>Awaits an upload to the device's base station.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    public TransferAwaitable Upload(int device, long sizeBits)
    {
        Traffic.UplinkBits += sizeBits;
        return _world.Cellular.Upload(device, sizeBits);
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

/// <summary>Traffic of an episode.</summary>
public sealed class TrafficMeter
{
    /// <summary>Bits that devices sent to base stations.</summary>
    public long UplinkBits { get; set; }

    /// <summary>Bits that base stations sent; a multicast counts once.</summary>
    public long DownlinkBits { get; set; }

    /// <summary>Bits that devices broadcast to devices; a broadcast counts once.</summary>
    public long D2dBits { get; set; }

    /// <summary>Time on the air of D2D transmissions.</summary>
    public SimDuration D2dAirtime { get; set; }

    /// <summary>Bits between MEC nodes.</summary>
    public long BackboneBits { get; set; }

    /// <summary>Consensus messages of local chains.</summary>
    public long LocalChainMessages { get; set; }

    /// <summary>Consensus messages of the global chain.</summary>
    public long GlobalChainMessages { get; set; }
}
