using System.Globalization;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>The runs of the verb stress: trials of committees, and training with malicious devices and malfunctioning MEC nodes.</summary>
/// <param name="scenario">The scenario.</param>
internal sealed class StressPlan(ResolvedScenario scenario)
{
    /// <summary>Swept columns of the tables.</summary>
    public static IReadOnlyList<string> SweptKeys { get; } =
        [StressResults.Misbehaviours, StressResults.ByzantineMecNodes, StressResults.MaliciousDevices];

    private readonly int[] _byzantine =
        [.. scenario.WholeList(StressResults.ByzantineMecNodes).Where(nodes => nodes <= scenario.Whole("network.mec-nodes"))];

    /// <summary>All runs.</summary>
    public IReadOnlyList<PlannedRun> Runs => [.. OfCommittees(), .. OfEpisodes(), .. OfTraining()];

    private IEnumerable<PlannedRun> OfCommittees() =>
        from word in scenario.Choices(StressResults.Misbehaviours)
        from committee in (string[])[TrialCommittees.Shard, TrialCommittees.Gmuc]
        from byzantine in _byzantine
        select Trial(committee, word, byzantine, percent: null);

    /// <summary>Local chains and shards together, for the first misbehaviour only: a point is many committees.</summary>
    private IEnumerable<PlannedRun> OfEpisodes() =>
        from byzantine in _byzantine
        from percent in scenario.WholeList(StressResults.MaliciousDevices)
        select Trial(TrialCommittees.Episode, scenario.Choices(StressResults.Misbehaviours)[0], byzantine, percent);

    private IEnumerable<PlannedRun> OfTraining()
    {
        if (scenario.Text("learning.mode") == "timing-only")
        {
            return [];
        }

        var schemes = scenario.Choices("stress.schemes");
        var usual = scenario.Whole("attacks.malfunctioning-mec-nodes");
        return
            from scheme in schemes
            from byzantine in scheme == schemes[0] ? _byzantine.Append(usual).Distinct() : [usual]
            from percent in scenario.WholeList(StressResults.MaliciousDevices)
            from replication in Enumerable.Range(0, scenario.Whole("stress.replications"))
            select Training(scheme, byzantine, percent, replication);
    }

    private PlannedRun Trial(string committee, string word, int byzantine, int? percent)
    {
        var devices = scenario.Whole("network.mec-nodes") * scenario.Whole("network.devices-per-mec");
        var malicious = (int)Math.Round((percent ?? 0) / 100.0 * devices, MidpointRounding.AwayFromZero);
        var trials = scenario.Whole("stress.trials");
        var point = new TrialPoint(committee, Misbehaviour(word), byzantine, malicious, trials);
        return new(Key(committee, 0, word, byzantine, percent), new(committee, 0) { TimingOnly = true }, Work(point))
        {
            Trials = point,
        };
    }

    private PlannedRun Training(string scheme, int byzantine, int percent, int replication)
    {
        var request = new RunRequest(scheme, replication)
        {
            MaliciousFraction = percent / 100.0,
            MalfunctioningMecNodes = byzantine,
        };
        return new(Key(scheme, replication, null, byzantine, percent), request, scenario.Whole("episodes"));
    }

    /// <summary>In units of a training episode of 30 devices: all-to-all phases dominate.</summary>
    private double Work(TrialPoint point)
    {
        var (nodes, shard) = (scenario.Whole("network.mec-nodes"), OptionsReader.Substrate(scenario).ShardSize);
        var cell = scenario.Whole("network.devices-per-mec") + 1;
        double messages = point.Committee switch
        {
            TrialCommittees.Gmuc => nodes * nodes,
            TrialCommittees.Shard => shard * shard,
            _ => (shard * shard) + (shard * cell * cell),
        };
        return 3e-5 * point.Trials * (10 + messages);
    }

    private RunKey Key(string scheme, int replication, string? word, int byzantine, int? percent) => new(
        scenario.Name,
        scheme,
        [
            .. word is null ? (SweptValue[])[] : [new(StressResults.Misbehaviours, word)],
            new(StressResults.ByzantineMecNodes, Text(byzantine)),
            .. percent is { } share ? (SweptValue[])[new(StressResults.MaliciousDevices, Text(share))] : [],
        ],
        replication,
        scenario.Seed);

    private static Misbehaviour Misbehaviour(string word) => word switch
    {
        "silent" => Model.Schemes.Misbehaviour.Silent,
        "equivocate" => Model.Schemes.Misbehaviour.Equivocate,
        _ => Model.Schemes.Misbehaviour.Collude,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
