using System.Globalization;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>A run with its key in the tables.</summary>
/// <param name="Key">Names its rows.</param>
/// <param name="Request">What to run.</param>
/// <param name="Work">Estimated work in arbitrary units, for progress and for starting long runs first.</param>
internal sealed record PlannedRun(RunKey Key, RunRequest Request, double Work)
{
    /// <summary>Committees to be tried instead of a run of a scheme; null for a run.</summary>
    public TrialPoint? Trials { get; init; }

    /// <summary>The runs behind the figures of the verb compare: of both, or of several incentives.</summary>
    /// <param name="scenario">The scenario.</param>
    public static IReadOnlyList<PlannedRun> OfComparison(ResolvedScenario scenario) =>
        SweptKeys(scenario).Contains(ParetoFigures.Incentive)
            ? [.. OfIncentives(scenario)]
            : [.. OfAccuracy(scenario), .. OfDelay(scenario)];

    /// <summary>The swept columns of the tables of the verb compare.</summary>
    /// <param name="scenario">The scenario.</param>
    public static IReadOnlyList<string> SweptKeys(ResolvedScenario scenario) =>
        [scenario.Choices("compare.incentives").Length > 1 ? ParetoFigures.Incentive : Fig5bDelay.DevicesPerMec];

    /// <summary>The one run of the verb run.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="threads">Devices that train at the same time.</param>
    public static PlannedRun OfScheme(ResolvedScenario scenario, int threads)
    {
        var request = new RunRequest(scenario.Text("scheme"), 0) { TimingOnly = IsTimingOnly(scenario), Threads = threads };
        return new(KeyOf(scenario, request), request, scenario.Whole("episodes"));
    }

    private static IEnumerable<PlannedRun> OfAccuracy(ResolvedScenario scenario) =>
        IsTimingOnly(scenario) ? [] :
        from scheme in scenario.Choices("compare.accuracy-schemes")
        from replication in Enumerable.Range(0, scenario.Whole("replications"))
        let request = new RunRequest(scheme, replication)
        select new PlannedRun(KeyOf(scenario, request), request, scenario.Whole("episodes"));

    private static IEnumerable<PlannedRun> OfIncentives(ResolvedScenario scenario) =>
        from scheme in scenario.Choices("compare.accuracy-schemes")
        from incentive in scenario.Choices("compare.incentives")
        from replication in Enumerable.Range(0, scenario.Whole("replications"))
        let request = new RunRequest(scheme, replication) { Incentive = incentive, TimingOnly = IsTimingOnly(scenario) }
        select new PlannedRun(KeyOf(scenario, request), request, scenario.Whole("episodes"));

    private static IEnumerable<PlannedRun> OfDelay(ResolvedScenario scenario) =>
        from scheme in scenario.Choices("compare.delay-schemes")
        from devices in scenario.WholeList("compare.delay-devices")
        from replication in Enumerable.Range(0, scenario.Whole("compare.delay-replications"))
        let request = new RunRequest(scheme, replication)
        {
            TimingOnly = true,
            DevicesPerMec = devices,
            Episodes = scenario.Whole("compare.delay-episodes"),
        }
        select new PlannedRun(KeyOf(scenario, request), request, WorkOfDelay(scheme, devices));

    /// <summary>In units of a training episode of 30 devices: PBFT over all devices dominates.</summary>
    private static double WorkOfDelay(string scheme, int devices) =>
        (scheme == "blockfl-bft" ? 6e-4 : 1e-4) * devices * devices;

    private static bool IsTimingOnly(ResolvedScenario scenario) => scenario.Text("learning.mode") == "timing-only";

    private static RunKey KeyOf(ResolvedScenario scenario, RunRequest request) => new(
        scenario.Name,
        request.Scheme,
        request.DevicesPerMec is { } devices ? [new(Fig5bDelay.DevicesPerMec, devices.ToString(CultureInfo.InvariantCulture))]
            : request.Incentive is { } incentive ? [new(ParetoFigures.Incentive, incentive)]
            : [],
        request.Replication,
        scenario.Seed);
}
