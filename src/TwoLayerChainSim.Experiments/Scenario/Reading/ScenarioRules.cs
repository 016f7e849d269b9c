using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Model.Incentives.Contracts;

namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>Rules across keys. A rule is skipped when one of its keys is already in error.</summary>
internal sealed class ScenarioRules
{
    private readonly ResolvedScenario _scenario;
    private readonly IReadOnlySet<string> _failed;
    private readonly DiagnosticList _diagnostics;

    private ScenarioRules(ResolvedScenario scenario, IReadOnlySet<string> failed, DiagnosticList diagnostics) =>
        (_scenario, _failed, _diagnostics) = (scenario, failed, diagnostics);

    /// <summary>Reports every broken rule.</summary>
    /// <param name="scenario">Values; defaults stand in for keys in error.</param>
    /// <param name="failed">Keys in error.</param>
    /// <param name="diagnostics">Takes errors and warnings.</param>
    public static void Check(ResolvedScenario scenario, IReadOnlySet<string> failed, DiagnosticList diagnostics)
    {
        var rules = new ScenarioRules(scenario, failed, diagnostics);
        rules.CheckOrder();
        rules.CheckGeometry();
        rules.CheckLearning();
        rules.CheckCommittees();
        rules.CheckIncentives();
        CrowdsensingRules.Check(scenario, failed, diagnostics);
        FaultRules.Check(scenario, failed, diagnostics);
        ScenarioEstimate.Check(scenario, failed, diagnostics);
    }

    private void CheckOrder()
    {
        NotAbove("devices.cpu-min", "devices.cpu-max");
        NotAbove("reputation.success-probability-min", "reputation.success-probability-max");
        NotAbove("network.hot-spot-distance-min", "network.hot-spot-distance-max");
        NotAbove("network.min-distance", "network.cell-radius");
        foreach (var law in (ReadOnlySpan<string>)["backbone", "d2d"])
        {
            // A normal law cut at 0 whose mean is 0 or far below its deviation is no longer the law of the paper.
            var (mean, deviation) = ($"{law}.delay-mean", $"{law}.delay-deviation");
            Demand(
                Number(deviation) <= 10 * Number(mean), deviation, $"{mean} is only {Written(mean)}",
                $"at most 10 times {mean}", mean);
        }
    }

    private void CheckGeometry()
    {
        const string Distance = "network.hot-spot-distance-max", Radius = "network.hot-spot-radius", Cell = "network.cell-radius";
        var hotSpot = _scenario.Text("network.placement") == "hot-spot";
        Demand(
            !hotSpot || Number(Distance) + Number(Radius) <= Number(Cell), Distance,
            "the hot spot would leave the cell", $"at most {Cell} - {Radius}", Radius, Cell, "network.placement");

        // Discs of half the spacing around each device may fill at most half of the area; else placing them at random does not end.
        var area = hotSpot ? Number(Radius) : Number(Cell);
        var most = 2 * area * area / Math.Pow(Number("network.device-spacing"), 2);
        const string Devices = "network.devices-per-mec";
        Demand(
            Number(Devices) <= most, Devices, $"too many to stand {Written("network.device-spacing")} apart",
            $"at most {Math.Floor(most):R} in this area", Radius, Cell, "network.placement", "network.device-spacing");
    }

    private void CheckLearning()
    {
        const string Train = "learning.train-samples";
        var needed = Number("network.mec-nodes")
            * ((Number("network.devices-per-mec") * Number("learning.samples-per-device")) + Number("learning.validation-samples"));
        var generated = _scenario.Text("learning.data") == "generated";
        Demand(
            !generated || _scenario.Text("learning.mode") != "real" || needed <= Number(Train), Train,
            $"devices and validation need {needed:R} samples, each used once", $"at least {needed:R}, or fewer samples per device",
            "network.mec-nodes", "network.devices-per-mec", "learning.samples-per-device", "learning.validation-samples",
            "learning.data", "learning.mode");
        Demand(
            generated || _scenario.FilePath("learning.data-directory") is not null, "learning.data-directory",
            "learning.data is idx", "a folder with IDX files", "learning.data");
        Demand(
            _scenario.Text("attacks.label-attack") != "targeted" || Number("attacks.target-from") != Number("attacks.target-to"),
            "attacks.target-to", "equal to attacks.target-from", "another label", "attacks.target-from", "attacks.label-attack");
        NotAbove("attacks.malfunctioning-mec-nodes", "network.mec-nodes");
    }

    private void CheckCommittees()
    {
        const string Nodes = "network.mec-nodes", Shards = "gmuc.shards", Task = "gmuc.shard-mec-nodes";
        NotAbove(Shards, Nodes);
        var shard = _scenario.WholeOrAll(Task) ?? Math.Max(1, _scenario.Whole(Nodes) / _scenario.Whole(Shards));
        Demand(
            shard * Number(Shards) <= Number(Nodes), Task, $"{Number(Shards):R} shards of {shard} in {Number(Nodes):R} MEC nodes",
            "such that all shards together have at most network.mec-nodes", Nodes, Shards);

        Demand(
            _scenario.Text("consensus.fidelity") != "round"
                || (Number("consensus.processing") == 0 && _scenario.FilePath("backbone.file") is null),
            "consensus.fidelity", "processors and links of a network file have queues",
            "round only with consensus.processing 0 and without backbone.file", "consensus.processing", "backbone.file");
        var smallest = Math.Min(shard, _scenario.Whole(Nodes));
        if (smallest < 4 && !_failed.Contains(Nodes) && !_failed.Contains(Task))
        {
            var key = shard < _scenario.Whole(Nodes) ? Task : Nodes;
            _diagnostics.Add(new(
                Severity.Warning, _scenario[key].Origin, key,
                $"{smallest} MEC {(smallest == 1 ? "node tolerates" : "nodes tolerate")} f = 0 Byzantine ones; "
                    + "claims about Byzantine MEC nodes need at least 4"));
        }
    }

    private void CheckIncentives()
    {
        string[] selected = [_scenario.Text("incentive"), .. _scenario.Choices("compare.incentives")];
        if (selected.Contains("stackelberg"))
        {
            CheckStackelberg();
        }

        if (selected.Contains("contract"))
        {
            CheckContract();
        }
    }

    private void CheckContract()
    {
        const string Low = "contract.accuracy-low", High = "contract.accuracy-high", Budget = "contract.budget-per-device";
        Demand(Number(Low) < Number(High), Low, $"{High} is {Written(High)}", $"less than {High}", High);
        if (Number(Low) < Number(High))
        {
            var least = OptionsReader.Incentives(_scenario).Contract.ProblemFor([1], 1) with
            {
                Types = ContractOptions.EvenTypes(2, Number(Low), Number(High)),
            };
            Demand(
                Number(Budget) > least.LeastBudget() * 1.001, Budget, "too little for the lowest type to finish by contract.longest-time",
                FormattableString.Invariant($"more than {least.LeastBudget() * 1.001:g6}"),
                Low, "contract.longest-time", "contract.logarithm", "contract.energy-coefficient");
        }
    }

    private void CheckStackelberg()
    {
        const string Deadline = "stackelberg.deadline", Fastest = "devices.cpu-max";
        NotAbove("stackelberg.mining-budget", "stackelberg.budget");
        NotAbove("stackelberg.pace", Fastest);

        // Whatever the scheme, a device has to train.
        var least = ScenarioWork.TrainingCycles(_scenario) / Number(Fastest);
        Demand(
            Number(Deadline) == 0 || Number(Deadline) >= least, Deadline,
            "too short to train even on the fastest device",
            FormattableString.Invariant($"0 s, or at least {least:g6} s to train at {Fastest}"),
            Fastest, "devices.cycles-per-operation", "learning.samples-per-device", "learning.local-epochs", "learning.model",
            "learning.hidden-units");
    }

    private void NotAbove(string smaller, string larger) => Demand(
        Number(smaller) <= Number(larger), smaller, $"above {larger}, which is {Written(larger)}", $"at most {larger}", larger);

    private void Demand(bool holds, string key, string problem, string allowed, params ReadOnlySpan<string> others)
    {
        var skip = _failed.Contains(key);
        foreach (var other in others)
        {
            skip |= _failed.Contains(other);
        }

        if (!holds && !skip)
        {
            // A default is not where the user looks: report at the key that was written.
            var origin = _scenario[key].Origin;
            foreach (var other in others)
            {
                origin = origin == ValueOrigin.Default ? _scenario[other].Origin : origin;
            }

            _diagnostics.Error(origin, key, $"found {Written(key)} ({problem})", allowed);
        }
    }

    private double Number(string key) => _scenario[key].Value.Number;

    private string Written(string key) => _scenario[key].Value.Yaml;
}
