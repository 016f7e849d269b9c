using System.Collections.Concurrent;
using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Learning;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>
/// Runs scenarios as users do. Settings are written <c>key=value</c>, the last one of a key counts; they replace those of a
/// small world in which nobody misbehaves and nothing is trained; <see cref="Training"/> switches training on.
/// </summary>
internal static class SchemeRuns
{
    private const string SmallWorld = """
        seed: 1
        episodes: 2
        network:
          mec-nodes: 3
          devices-per-mec: 4
        learning:
          mode: timing-only
          model: softmax
          train-samples: 800
          test-samples: 200
          samples-per-device: 40
          validation-samples: 20
          local-epochs: 1
        attacks:
          malicious-fraction: 0
          malfunctioning-mec-nodes: 0
        """;

    private static readonly ConcurrentDictionary<(int Train, int Test, ulong Seed), Lazy<DigitData>> Generated = new();

    /// <summary>Devices really train.</summary>
    public const string Training = "learning.mode=real";

    /// <summary>Every scheme that can be selected.</summary>
    public static ImmutableArray<string> AllSchemes { get; } = [.. SchemeCatalog.Entries.Select(entry => entry.Name)];

    /// <summary>Settings after which nothing is random but where devices are: constant delays, equal processors, no fading.</summary>
    public static ImmutableArray<string> Constant { get; } =
    [
        "backbone.delay-deviation=0 t", "d2d.delay-deviation=0 t", "radio.fading=none", "devices.cpu-min=1 GHz", "devices.cpu-max=1 GHz",
    ];

    /// <summary>All schemes as theory data.</summary>
    public static TheoryData<string> Schemes => [.. AllSchemes];

    /// <summary>What the reader makes of the small world with settings.</summary>
    public static ScenarioReadResult Read(params IEnumerable<string> settings) => ScenarioReader.ReadText(
        SmallWorld,
        "small-world.yaml",
        settings.Select(setting => setting.Split('=', 2))
            .GroupBy(pair => pair[0], pair => pair[1])
            .Select(key => new ScenarioOverride(key.Key, key.Last())));

    /// <summary>The small world with settings; they must be valid.</summary>
    public static ResolvedScenario Scenario(params IEnumerable<string> settings)
    {
        var (scenario, diagnostics) = Read(settings);
        Assert.True(scenario is not null, string.Join('\n', diagnostics));
        return scenario;
    }

    /// <summary>A run of the small world with settings, not yet executed.</summary>
    public static SchemeRun Create(string scheme, params IEnumerable<string> settings) => Create(new RunRequest(scheme, 0), settings);

    /// <summary>A run of the small world with settings, not yet executed.</summary>
    public static SchemeRun Create(RunRequest request, params IEnumerable<string> settings)
    {
        var scenario = Scenario(settings);
        var trains = scenario.Text("learning.mode") == "real";
        return new RunFactory(scenario, trains ? Images(scenario) : null).Create(request with { TimingOnly = !trains });
    }

    /// <summary>Runs the small world with settings.</summary>
    public static FinishedRun Run(string scheme, params IEnumerable<string> settings) => Execute(Create(scheme, settings));

    /// <summary>Executes a run and keeps its reports.</summary>
    public static FinishedRun Execute(SchemeRun run)
    {
        var reports = new List<EpisodeReport>();
        run.EpisodeCompleted += reports.Add;
        var verdicts = run.Execute(CancellationToken.None);
        return new(run, reports, [.. verdicts]);
    }

    /// <summary>An idle world.</summary>
    public static Substrate World(params IEnumerable<string> settings) => Create("two-layer", settings).World;

    /// <summary>
    /// A run without training on a given calendar, of some tasks and with changed options: what the run factory does not offer.
    /// </summary>
    public static SchemeRun Compose(
        string scheme,
        IEnumerable<string> settings,
        IEventCalendar? calendar = null,
        Func<SubstrateOptions, SubstrateOptions>? change = null,
        Func<FederatedTask, bool>? wanted = null,
        IIncentive? incentive = null)
    {
        var (scenario, entry) = (Scenario(settings), SchemeCatalog.Find(scheme));
        var options = OptionsReader.Substrate(scenario);
        options = entry.IgnoresAttacks ? options with { Attacks = AttackOptions.None } : options;
        options = change is null ? options : change(options);
        var world = new Substrate(options, new Simulator(calendar), new RandomStreams(scenario.Seed, 0));
        var learning = Create(scheme, settings).Tasks[0].Task.Learning;
        var tasks = FederatedTask.CellsOfTasks(options).Select((cells, index) => new FederatedTask(index, cells, learning)
        {
            Incentive = incentive ?? NoIncentive.Instance,
        });
        return new(
            world,
            [.. tasks.Where(wanted ?? (_ => true)).Select(task => (
                task, entry.Create(new(world, task, OptionsReader.Schemes(scenario), null))))],
            scenario.Whole("episodes"));
    }

    private static DigitData Images(ResolvedScenario scenario) => scenario.Text("learning.data") == "generated"
        ? Generated.GetOrAdd(
            (scenario.Whole("learning.train-samples"), scenario.Whole("learning.test-samples"), scenario.Seed),
            _ => new(() => DataSource.Load(scenario).Images)).Value
        : DataSource.Load(scenario).Images;
}

/// <summary>A run with what it reported.</summary>
internal sealed record FinishedRun(SchemeRun Run, IReadOnlyList<EpisodeReport> Reports, IReadOnlyList<ChainVerdict> Verdicts)
{
    /// <summary>The first episode.</summary>
    public EpisodeReport First => Reports[0];

    /// <summary>The last episode.</summary>
    public EpisodeReport Last => Reports[^1];

    /// <summary>The final model of a task.</summary>
    public GlobalModel Model(int task = 0) => Run.Tasks[task].Scheme.Model;

    /// <summary>Episodes of a task.</summary>
    public IEnumerable<EpisodeReport> Of(int task) => Reports.Where(report => report.Task == task);
}
