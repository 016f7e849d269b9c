using System.Globalization;
using TwoLayerChainSim.Experiments.Running;

namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>A rough size of the work before it starts, so that a slip of the pen does not fill the machine.</summary>
internal static class ScenarioEstimate
{
    /// <summary>Some hours of simulation on one core at a few million events per second.</summary>
    private const double EventLimit = 5e10;

    /// <summary>Some days of training on one core at 200,000 samples per second.</summary>
    private const double TrainingLimit = 1e11;

    private const double MemoryLimitBytes = 16e9;
    private const int BytesPerValue = 4;
    private const int PixelsPerSample = 784;
    private const int Classes = 10;

    /// <summary>Refuses a scenario whose estimate is above a limit.</summary>
    /// <param name="scenario">Values.</param>
    /// <param name="failed">Keys in error; with any of them nothing is estimated.</param>
    /// <param name="diagnostics">Takes the error.</param>
    public static void Check(ResolvedScenario scenario, IReadOnlySet<string> failed, DiagnosticList diagnostics)
    {
        if (failed.Count > 0)
        {
            return;
        }

        ReadOnlySpan<(double Estimate, double Limit, string What)> sizes =
        [
            (Events(scenario), EventLimit, "events"),
            (TrainedSamples(scenario), TrainingLimit, "training steps of one sample"),
            (IsForStress(scenario) ? StressEvents(scenario) : 0, EventLimit, "events in the trials of the verb stress"),
            (IsForStress(scenario) ? StressSamples(scenario) : 0, TrainingLimit, "training steps of one sample in the verb stress"),
            (MemoryBytes(scenario), MemoryLimitBytes, "bytes of memory"),
        ];
        foreach (var (estimate, limit, what) in sizes)
        {
            if (estimate > limit)
            {
                var written = scenario.Values.FirstOrDefault(value =>
                    value.Origin != ValueOrigin.Default && value.Key.Kind is KeyKind.Whole or KeyKind.WholeList);
                diagnostics.Error(
                    written?.Origin ?? ValueOrigin.Default, "",
                    string.Create(CultureInfo.InvariantCulture, $"the study would need about {estimate:0.0e0} {what}"),
                    string.Create(
                        CultureInfo.InvariantCulture, $"at most {limit:0.0e0}; reduce nodes, devices, samples, trials or runs"));
                return;
            }
        }
    }

    /// <summary>Events of all runs of both figures: the messages of PBFT dominate, 2 n^2 each in a committee of n.</summary>
    private static double Events(ResolvedScenario scenario)
    {
        double nodes = scenario.Whole("network.mec-nodes");
        double devices = scenario.Whole("network.devices-per-mec");
        var (samples, datum) = (scenario.Number("learning.samples-per-device"), scenario.Number("crowdsensing.datum-samples"));
        var accuracy = scenario.Choices("compare.accuracy-schemes").Sum(scheme => Episode(scheme, nodes, devices))
            * scenario.Number("replications") * scenario.Number("episodes") * Incentives(scenario);
        var delay = scenario.Choices("compare.delay-schemes")
            .Sum(scheme => scenario.WholeList("compare.delay-devices").Sum(n => Episode(scheme, nodes, n)))
            * scenario.Number("compare.delay-replications") * scenario.Number("compare.delay-episodes");
        return accuracy + delay;

        // A device-to-device message of the single chain is an uplink, a hop and a downlink transfer; a negotiation has two
        // transfers, a timer and a process.
        double Episode(string scheme, double nodes, double devices) => (2 * nodes * nodes) + (10 * nodes * devices) + scheme switch
        {
            "blockfl-bft" => 6 * nodes * nodes * devices * devices,
            "crowdsensing" => 4 * nodes * devices * samples / datum,
            "two-layer" or "two-layer-capped" => 2 * nodes * devices * devices,
            _ => 0,
        };
    }

    private static int Incentives(ResolvedScenario scenario) => scenario.Choices("compare.incentives").Length;

    /// <summary>True when the verb stress is meant: other scenarios have no need to be small enough for it.</summary>
    private static bool IsForStress(ResolvedScenario scenario) => scenario.Values.Any(
        value => value.Origin != ValueOrigin.Default && value.Key.Path.StartsWith("stress.", StringComparison.Ordinal));

    /// <summary>
    /// For each misbehaviour a shard and all MEC nodes, for each share of malicious devices a shard and its local chains.
    /// </summary>
    private static double StressEvents(ResolvedScenario scenario)
    {
        double nodes = scenario.Whole("network.mec-nodes"), shard = OptionsReader.Substrate(scenario).ShardSize;
        var cell = scenario.Number("network.devices-per-mec") + 1;
        var committees = scenario.Choices("stress.misbehaviours").Length * ((nodes * nodes) + (shard * shard));
        var episodes = scenario.WholeList("stress.malicious-devices").Length * ((shard * shard) + (shard * cell * cell));
        var points = scenario.WholeList("stress.byzantine-mec-nodes").Length * (committees + episodes);
        return 2 * scenario.Number("stress.trials") * points;
    }

    private static double StressSamples(ResolvedScenario scenario) =>
        scenario.Text("learning.mode") != "real" ? 0
            : (scenario.Choices("stress.schemes").Length + scenario.WholeList("stress.byzantine-mec-nodes").Length)
                * scenario.WholeList("stress.malicious-devices").Length * scenario.Number("stress.replications")
                * SamplesOfARun(scenario);

    private static double SamplesOfARun(ResolvedScenario scenario) => scenario.Number("episodes")
        * scenario.Number("network.mec-nodes") * scenario.Number("network.devices-per-mec")
        * scenario.Number("learning.samples-per-device") * scenario.Number("learning.local-epochs");

    private static double TrainedSamples(ResolvedScenario scenario) =>
        scenario.Text("learning.mode") != "real" ? 0
            : scenario.Choices("compare.accuracy-schemes").Length * scenario.Number("replications") * Incentives(scenario)
                * SamplesOfARun(scenario);

    /// <summary>The generated set and, for each device, its update, its model and one in flight.</summary>
    private static double MemoryBytes(ResolvedScenario scenario)
    {
        var hidden = scenario.Text("learning.model") == "mlp" ? scenario.Number("learning.hidden-units") : 0;
        var parameters = hidden > 0 ? ((PixelsPerSample + 1) * hidden) + ((hidden + 1) * Classes) : (PixelsPerSample + 1) * Classes;
        var samples = scenario.Number("learning.train-samples") + scenario.Number("learning.test-samples");
        var devices = scenario.Number("network.mec-nodes") * scenario.Number("network.devices-per-mec");
        return BytesPerValue * ((samples * PixelsPerSample) + (3 * devices * parameters));
    }
}
