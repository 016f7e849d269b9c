using TwoLayerChainSim.Experiments.Scenario.Keys;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>Rules between the list <c>faults</c> and the rest of a scenario: who exists, and where a fault means something.</summary>
internal static class FaultRules
{
    /// <summary>Faults in which a validator lies, which a protocol against crashes does not tolerate.</summary>
    private static readonly FaultKind[] Lies =
        [FaultKind.EquivocatingLeader, FaultKind.WrongAggregate, FaultKind.DoubleVoting, FaultKind.Collude];

    private static readonly (string Key, ChainLayers Layer)[] Protocols =
    [
        ("two-layer.lmuc-consensus", ChainLayers.Local), ("gmuc.consensus", ChainLayers.Global),
        ("flchain.consensus", ChainLayers.Global), ("blockfl.consensus", ChainLayers.Global),
    ];

    /// <summary>Reports what a fault names and does not exist, and warns of faults without effect.</summary>
    /// <param name="scenario">Values; defaults stand in for keys in error.</param>
    /// <param name="failed">Keys in error.</param>
    /// <param name="diagnostics">Takes errors and warnings.</param>
    public static void Check(ResolvedScenario scenario, IReadOnlySet<string> failed, DiagnosticList diagnostics)
    {
        foreach (var fault in scenario.Faults)
        {
            if (!failed.Overlaps(["network.mec-nodes", "network.devices-per-mec", "gmuc.shards", "gmuc.shard-mec-nodes"]))
            {
                CheckCandidates(scenario, fault, diagnostics);
            }

            CheckEpisodes(scenario, fault, diagnostics);
            CheckSchemes(scenario, fault, diagnostics);
            CheckFaultModels(scenario, fault, diagnostics);
        }
    }

    private static void CheckCandidates(ResolvedScenario scenario, ScenarioFault fault, DiagnosticList diagnostics)
    {
        var (candidates, who) = Candidates(scenario, fault.Spec.On);
        if (fault.Count > candidates)
        {
            diagnostics.Error(
                fault.PlaceOf("count"), $"{fault.Path}.count", FormattableString.Invariant($"found {fault.Count} of {candidates} {who}"),
                FormattableString.Invariant($"a whole number from 0 to {candidates}"));
        }

        foreach (var node in fault.Named.Where(node => node >= candidates))
        {
            diagnostics.Error(
                fault.PlaceOf("nodes"), $"{fault.Path}.nodes", FormattableString.Invariant($"found {node}, which does not exist"),
                FormattableString.Invariant($"0 to {candidates - 1} ({who})"));
        }
    }

    /// <summary>How many there are to choose from; of validators, in the largest committee of any scheme.</summary>
    private static (int Count, string Who) Candidates(ResolvedScenario scenario, FaultTarget target)
    {
        var (nodes, devicesPerMec) = (scenario.Whole("network.mec-nodes"), scenario.Whole("network.devices-per-mec"));
        var shards = scenario.Whole("gmuc.shards");
        var devices = shards * (scenario.WholeOrAll("gmuc.shard-mec-nodes") ?? (nodes / shards)) * devicesPerMec;
        return target switch
        {
            FaultTarget.MecNodes => (nodes, "MEC nodes"),
            FaultTarget.Devices => (devices, "devices"),
            FaultTarget.Validators => (Math.Max(Math.Max(nodes, devicesPerMec + 1), devices), "members of the largest committee"),
            _ => (int.MaxValue, "links"),
        };
    }

    private static void CheckEpisodes(ResolvedScenario scenario, ScenarioFault fault, DiagnosticList diagnostics)
    {
        var episodes = Math.Max(scenario.Whole("episodes"), scenario.Whole("compare.delay-episodes"));
        if (fault.Spec.FirstEpisode > episodes)
        {
            Warn($"{fault.Path}.from-episode", fault.PlaceOf("from-episode"), FormattableString.Invariant(
                $"'{fault.Spec.Name}' begins after the last episode, {episodes}"), diagnostics);
        }
    }

    private static void CheckSchemes(ResolvedScenario scenario, ScenarioFault fault, DiagnosticList diagnostics)
    {
        var schemes = scenario.Choices("compare.accuracy-schemes").Concat(scenario.Choices("compare.delay-schemes"))
            .Append(scenario.Text("scheme")).Distinct().Where(scheme => scheme != "vanilla-ideal");
        var untouched = schemes.Where(scheme => !Acts(scenario, fault.Spec, scheme)).ToArray();
        if (untouched.Length > 0)
        {
            Warn(
                fault.Path, fault.PlaceOf("kind"),
                $"'{fault.Spec.Name}' has no effect on {string.Join(", ", untouched)}, where no such {FaultKeys.Word(fault.Spec.On)} "
                    + "are in a committee",
                diagnostics);
        }
    }

    private static void CheckFaultModels(ResolvedScenario scenario, ScenarioFault fault, DiagnosticList diagnostics)
    {
        foreach (var (key, layer) in Protocols)
        {
            var protocol = ConsensusCatalog.Find(scenario.Text(key));
            if (Lies.Contains(fault.Spec.Kind) && fault.Spec.Layers.HasFlag(layer) && protocol.FaultModel == FaultModel.Crash)
            {
                Warn(
                    fault.Path, fault.PlaceOf("kind"),
                    $"'{fault.Spec.Name}' makes validators lie, and {key}: {protocol.Name} tolerates only that they stop: "
                        + "not one of them", diagnostics);
            }
        }
    }

    /// <summary>True when a scheme has what a fault hits.</summary>
    private static bool Acts(ResolvedScenario scenario, FaultSpec fault, string scheme)
    {
        if (fault.Kind is FaultKind.SlowDevice or FaultKind.MecDown)
        {
            return true;
        }

        var (isLocal, isGlobal) = (fault.Layers.HasFlag(ChainLayers.Local), fault.Layers.HasFlag(ChainLayers.Global));
        var isAny = fault.On is FaultTarget.Validators or FaultTarget.Links;
        var isTwoLayer = scheme is "two-layer" or "two-layer-capped";
        var hitsLocal = isLocal && isTwoLayer
            && ConsensusCatalog.Find(scenario.Text("two-layer.lmuc-consensus")).Committee is not null;
        var hitsMecNodes = isGlobal && (isTwoLayer || scheme is "flchain" or "crowdsensing") && (isAny || fault.On == FaultTarget.MecNodes);
        var hitsDevices = isGlobal && scheme == "blockfl-bft" && (isAny || fault.On == FaultTarget.Devices);
        return hitsLocal || hitsMecNodes || hitsDevices;
    }

    private static void Warn(string key, ValueOrigin place, string problem, DiagnosticList diagnostics) =>
        diagnostics.Add(new(Severity.Warning, place, key, problem));
}
