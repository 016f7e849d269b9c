using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Learning;
using TwoLayerChainSim.Model.Network;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>Which run of a scenario is wanted.</summary>
/// <param name="Scheme">Name in <see cref="SchemeCatalog"/>.</param>
/// <param name="Replication">Index of the replication, from 0.</param>
public sealed record RunRequest(string Scheme, int Replication)
{
    /// <summary>Episodes of the run; null for the scenario's.</summary>
    public int? Episodes { get; init; }

    /// <summary>Devices of each MEC node; null for the scenario's.</summary>
    public int? DevicesPerMec { get; init; }

    /// <summary>Share of malicious devices; null for the scenario's.</summary>
    public double? MaliciousFraction { get; init; }

    /// <summary>MEC nodes that malfunction in each episode; null for the scenario's.</summary>
    public int? MalfunctioningMecNodes { get; init; }

    /// <summary>Name in <see cref="IncentiveCatalog"/>; null for the scenario's.</summary>
    public string? Incentive { get; init; }

    /// <summary>Whether only delays are measured.</summary>
    public bool TimingOnly { get; init; }

    /// <summary>Devices that train at the same time, at least 1; does not change results.</summary>
    public int Threads { get; init; } = 1;
}

/// <summary>Builds every run of a scenario, also those of tests: the one place where the parts meet.</summary>
/// <param name="scenario">What is asked.</param>
/// <param name="data">The images; null when nothing is learned.</param>
/// <param name="calendar">Makes the event calendar of each run; the built-in one by default.</param>
public sealed class RunFactory(ResolvedScenario scenario, DigitData? data, Func<IEventCalendar>? calendar = null)
{
    private const int Classes = 10;

    private readonly BackboneGraph? _backbone = BackboneFile.Load(scenario);

    /// <summary>A run, ready to be executed.</summary>
    /// <param name="request">Which run.</param>
    /// <exception cref="NotEnoughSamplesException">The training set is too small for the devices.</exception>
    public SchemeRun Create(RunRequest request)
    {
        var entry = SchemeCatalog.Find(request.Scheme);
        var options = OptionsReader.Substrate(scenario);
        options = options with
        {
            DevicesPerMec = request.DevicesPerMec ?? options.DevicesPerMec,
            BackboneGraph = _backbone,
            Attacks = entry.IgnoresAttacks ? AttackOptions.None : options.Attacks with
            {
                MaliciousFraction = request.MaliciousFraction ?? options.Attacks.MaliciousFraction,
                MalfunctioningMecNodes = request.MalfunctioningMecNodes ?? options.Attacks.MalfunctioningMecNodes,
            },
            Faults = entry.IgnoresAttacks ? FaultPlan.None : options.Faults,
        };
        var streams = new RandomStreams(scenario.Seed, request.Replication);
        var world = new Substrate(options, new Simulator(calendar?.Invoke()), streams);
        var schemes = OptionsReader.Schemes(scenario);
        var exchange = schemes.TwoLayer.Strategy == ShardStrategy.Cooperation
            ? new ShardExchange(world, schemes.TwoLayer.ExchangeInterval)
            : null;
        ILearningTask learning = request.TimingOnly ? TimedLearning() : RealLearning(world, request.Threads);
        var tasks = FederatedTask.CellsOfTasks(options)
            .Select((cells, index) => new FederatedTask(index, cells, learning) { Incentive = Incentive(world, index, request) })
            .ToArray();
        foreach (var task in tasks)
        {
            exchange?.Join(task);
        }

        return new(
            world,
            [.. tasks.Select(task => (task, entry.Create(new(world, task, schemes, exchange))))],
            request.Episodes ?? scenario.Whole("episodes"));
    }

    /// <summary>Runs the trials of single committees.</summary>
    internal TrialRunner CreateTrials() => new(
        OptionsReader.Substrate(scenario) with { BackboneGraph = _backbone }, OptionsReader.Schemes(scenario).TwoLayer, scenario.Seed);

    private IIncentive Incentive(Substrate world, int task, RunRequest request) =>
        IncentiveCatalog.Find(request.Incentive ?? scenario.Text("incentive"))
            .Create(new(world, task, OptionsReader.Incentives(scenario)));

    private DenseNetwork Model()
    {
        var features = data?.Train.FeatureCount ?? GeneratedDigits.Side * GeneratedDigits.Side;
        return scenario.Text("learning.model") == "mlp"
            ? DenseNetwork.Mlp(features, scenario.Whole("learning.hidden-units"), Classes)
            : DenseNetwork.SoftmaxRegression(features, Classes);
    }

    private TimedLearning TimedLearning() => new(
        Model().ParameterCount,
        scenario.Whole("learning.samples-per-device"),
        scenario.Whole("learning.validation-samples"),
        scenario.Whole("learning.local-epochs"));

    private RealLearning RealLearning(Substrate world, int threads)
    {
        Require.That(data is not null, "a run that trains needs images");
        var topology = world.Topology;
        int[] serving = [.. topology.Cells.Where(cell => topology.DevicesOf(cell.Id).Length > 0).Select(cell => cell.Id)];
        var partition = DataPartition.Create(
            data.Train,
            new()
            {
                Devices = topology.Devices.Length,
                SamplesPerDevice = scenario.Whole("learning.samples-per-device"),
                ValidationSets = serving.Length,
                ValidationSize = scenario.Whole("learning.validation-samples"),
            },
            OptionsReader.Partition(scenario),
            world.Streams.Stream("partition"));
        var material = new LearningMaterial(
            Model(),
            OptionsReader.Training(scenario),
            topology.Devices.ToDictionary(device => device.Id, device => Shard(world, device, partition.Devices[device.Id])),
            serving.Select((cell, set) => (cell, set)).ToDictionary(
                pair => pair.cell, pair => partition.ValidationSets[pair.set]),
            data,
            OptionsReader.Quality(scenario));
        return new(material, device => topology.Devices[device].StableId, world.Streams, threads);
    }

    /// <summary>A device's samples; a malicious one sees labels that it tampered with.</summary>
    private TrainingShard Shard(Substrate world, Device device, ImmutableArray<int> samples)
    {
        var shard = new TrainingShard(data!.Train, samples);
        return world.IsMalicious[device.Id]
            ? shard.WithLabels([.. world.Options.Attacks.Labels.Apply(
                shard.Labels, data.Train.ClassCount, world.Streams.Stream("label-tampering", device.StableId))])
            : shard;
    }
}
