using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// The world of one replication: positions, radio, backbone, device frequencies, who is malicious, which MEC nodes
/// malfunction. All of it is drawn from streams that do not name the scheme, so compared schemes live in the same world.
/// </summary>
public sealed class Substrate
{
    private readonly MalfunctionSchedule _malfunctions;
    private readonly UpdateSpoiler _spoiler;
    private readonly LinkBudget _budget;
    private readonly double[] _frequencyHz;

    /// <summary>The world of a replication.</summary>
    /// <param name="options">What it is like.</param>
    /// <param name="simulator">The run.</param>
    /// <param name="streams">The streams of the replication.</param>
    public Substrate(SubstrateOptions options, Simulator simulator, RandomStreams streams)
    {
        (Options, Simulator, Streams) = (options, simulator, streams);
        var graph = options.BackboneGraph ?? BackboneGraph.FullMesh(options.MecNodes, options.Backbone);
        var serving = FederatedTask.CellsOfTasks(options).SelectMany(cells => cells).ToHashSet();
        var devicesPerCell = Enumerable.Range(0, options.MecNodes)
            .Select(cell => serving.Contains(cell) ? options.DevicesPerMec : 0).ToArray();
        Topology = Topology.OnHexagonalGrid(options.Placement, devicesPerCell, graph, streams);
        Cellular = new(simulator, Topology, options.Radio, streams);
        Backbone = new(simulator, graph, streams);
        _budget = new(Topology, options.Radio, streams, options.D2d.PathLoss);
        Keys = new(streams.Key("signing-keys"));
        IsMalicious = [.. MaliciousDevices.Draw(Topology.Devices.Length, options.Attacks.MaliciousFraction, streams)];
        _malfunctions = new(options.MecNodes, options.Attacks.MalfunctioningMecNodes, streams);
        _spoiler = new(options.Attacks.Malfunction, options.Attacks.MalfunctionStrength);
        Faults = new(options.Faults, options.MecNodes, [.. Topology.Devices.Select(device => device.StableId)], streams);
        _frequencyHz = [.. Topology.Devices.Select(device => DrawFrequency(options.Devices, device.StableId, streams))];
    }

    /// <summary>What the world is like.</summary>
    public SubstrateOptions Options { get; }

    /// <summary>The run.</summary>
    public Simulator Simulator { get; }

    /// <summary>The streams of the replication.</summary>
    public RandomStreams Streams { get; }

    /// <summary>Who is where.</summary>
    public Topology Topology { get; }

    /// <summary>Uplinks and downlinks.</summary>
    public CellularNetwork Cellular { get; }

    /// <summary>The network between MEC nodes.</summary>
    public BackboneNetwork Backbone { get; }

    /// <summary>The signing keys of all nodes.</summary>
    public KeyRing Keys { get; }

    /// <summary>True for each malicious device.</summary>
    public ImmutableArray<bool> IsMalicious { get; }

    /// <summary>What else goes wrong.</summary>
    public FaultSchedule Faults { get; }

    /// <summary>All devices of a task, in order.</summary>
    /// <param name="task">The task.</param>
    public ImmutableArray<int> DevicesOf(FederatedTask task) =>
        [.. task.Cells.SelectMany(cell => Topology.DevicesOf(cell))];

    /// <summary>The cell to which a device is attached, its home cell unless its MEC node is down.</summary>
    /// <param name="device">The device.</param>
    public int CellOf(int device) => Cellular.CellOf(device);

    /// <summary>The devices that are attached to a cell, in order.</summary>
    /// <param name="cell">The cell.</param>
    public ImmutableArray<int> DevicesIn(int cell) => Cellular.DevicesOf(cell);

    /// <summary>
    /// Attaches the devices of a task for an episode that begins now: those whose MEC node is down go to the one of the others
    /// to which they have the best path, or nowhere when there is none.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="episode">Episode number.</param>
    /// <returns>The MEC nodes of the task that are up, in order.</returns>
    public ImmutableArray<int> Attach(FederatedTask task, int episode)
    {
        ImmutableArray<int> up = [.. task.Cells.Where(cell => !Faults.IsDown(cell, episode, Simulator.Now))];
        foreach (var device in DevicesOf(task))
        {
            var home = Topology.Devices[device].Cell;
            Cellular.Attach(
                device,
                up.Contains(home) ? home : up.IsEmpty ? CellularNetwork.Nowhere : Cellular.BestCell(device, up));
        }

        return up;
    }

    /// <summary>The node of the backbone at which a MEC node is.</summary>
    /// <param name="cell">The MEC node.</param>
    public int BackboneNode(int cell) => Topology.Cells[cell].BackboneNode;

    /// <summary>Draws how long a message between two MEC nodes takes when no other is on its way.</summary>
    /// <param name="from">The sending MEC node.</param>
    /// <param name="to">The receiving one.</param>
    /// <param name="sizeBits">Size in bit.</param>
    /// <param name="stream">Where the propagation delays are drawn.</param>
    public SimDuration SampleBackboneTime(int from, int to, long sizeBits, RandomStream stream)
    {
        var time = SimDuration.Zero;
        var graph = Topology.Backbone;
        for (var node = BackboneNode(from); node != BackboneNode(to);)
        {
            var link = graph.Links[Backbone.Routes.NextLink(node, BackboneNode(to))];
            time += SimDuration.FromSeconds(sizeBits / link.RateBitsPerSecond) + link.Delay.Sample(stream);
            node = link.OtherEnd(node);
        }

        return time;
    }

    /// <summary>The D2D channels of some devices of a cell during an episode, in the spectrum of the cell's uplink.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="devices">The devices.</param>
    /// <param name="episode">Episode number.</param>
    public D2dNetwork ScheduleD2d(int cell, ImmutableArray<int> devices, int episode)
    {
        var group = new D2dGroup(Topology, devices, Options.D2d.RangeMetres, _budget);
        var schedule = new D2dScheduler(Options.D2d).Assign(group, Streams.Stream("d2d-scheduling", cell, episode));
        return new(
            Simulator, Topology, schedule, Options.Radio, Options.D2d, Streams, episode, Cellular.Uplink(cell));
    }

    /// <summary>Stable number of a MEC node on ledgers.</summary>
    /// <param name="cell">The MEC node.</param>
    public static int NodeOfMec(int cell) => cell;

    /// <summary>Number of a device on ledgers.</summary>
    /// <param name="device">The device.</param>
    public int NodeOfDevice(int device) => Options.MecNodes + device;

    /// <summary>The account of a node on ledgers.</summary>
    /// <param name="node">From <see cref="NodeOfMec"/> or <see cref="NodeOfDevice"/>.</param>
    public Account AccountOf(int node) => node < Options.MecNodes
        ? new(AccountOwner.EdgeServer, node)
        : new(AccountOwner.Device, node - Options.MecNodes);

    /// <summary>The time unit t times <paramref name="multiple"/>.</summary>
    /// <param name="multiple">At least 0.</param>
    public SimDuration Units(double multiple) => Options.TimeUnit.Scale(multiple);

    /// <summary>CPU frequency of a device in Hz.</summary>
    /// <param name="device">The device.</param>
    public double FrequencyHz(int device) => _frequencyHz[device];

    /// <summary>Which MEC nodes malfunction in <paramref name="episode"/>.</summary>
    /// <param name="episode">Episode number.</param>
    public bool[] Malfunctioning(int episode) =>
        Options.Attacks.MalfunctionStrength == 0 ? new bool[Options.MecNodes] : _malfunctions.During(episode);

    /// <summary>How each MEC node forwards in <paramref name="episode"/>.</summary>
    /// <param name="episode">Episode number.</param>
    /// <param name="previous">Updates of the episode before, by device.</param>
    public IForwarding[] Forwarding(int episode, IReadOnlyDictionary<int, LocalUpdate> previous) =>
        [.. Malfunctioning(episode).Select((malfunctions, mec) => malfunctions
            ? (IForwarding)new MalfunctioningForwarding(_spoiler, previous, Streams, mec, episode)
            : HonestForwarding.Instance)];

    private static double DrawFrequency(DeviceOptions options, long stableId, RandomStreams streams) =>
        options.MinimumFrequencyHz + ((options.MaximumFrequencyHz - options.MinimumFrequencyHz)
            * streams.Stream("cpu-frequency", stableId).NextDouble());
}
