using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Where each key acts. A key that is not here acts on the delay of a small two-layer run.</summary>
internal static class SensitivityContexts
{
    private static readonly KeyContext Default = new("two-layer", "episodes=1");

    private static readonly string[] Learning =
    [
        SchemeRuns.Training, "network.mec-nodes=2", "learning.samples-per-device=25",
        "learning.train-samples=300", "learning.test-samples=100",
    ];

    private static readonly KeyContext Attacked = Trains("vanilla-plain", "attacks.malicious-fraction=0.4");
    private static readonly KeyContext Targeted = Attacked.With("attacks.label-attack=targeted");
    private static readonly KeyContext Plan = new(KeyContext.Plan);
    private static readonly KeyContext Stress = new(KeyContext.Stress, SchemeRuns.Training);

    /// <summary>So strict that good updates are refused now and then, and so large steps that the reputations change.</summary>
    private static readonly KeyContext Judged = Trains(
        "two-layer", "two-layer.roni-tolerance=-0.02", "learning.learning-rate=0.3", "two-layer.selection-threshold=0.45",
        "two-layer.selected-devices=3", "episodes=6");

    private static readonly KeyContext Forgiving = Judged.With(
        "two-layer.selection-threshold=0.1", "two-layer.selected-devices=all", "reputation.success-probability-min=0.6");

    /// <summary>Devices whose works differ and cost about as much as the budget.</summary>
    private static readonly KeyContext Priced = Trains(
        "two-layer", "incentive=stackelberg", "episodes=1", "learning.partition=quantity-skew", "consensus.processing=0 t",
        "stackelberg.rho=1000", "stackelberg.budget=1", "stackelberg.mining-budget=0.5");

    /// <summary>And about as much as the model is worth.</summary>
    private static readonly KeyContext Weighed = Priced.With(
        "stackelberg.model-value=0.085", "stackelberg.model-value-devices=10");

    private static readonly KeyContext Published = Priced.With(
        "stackelberg.leader=published-complete", "stackelberg.client=capped");

    /// <summary>Devices of several types.</summary>
    private static readonly KeyContext Contracted = Trains(
        "two-layer", "incentive=contract", "episodes=3", "learning.partition=quantity-skew", "attacks.malicious-fraction=0.3");

    /// <summary>A market in which about every third datum is sold.</summary>
    private static readonly KeyContext Market = new(
        "crowdsensing", "episodes=6", "crowdsensing.max-value=2", "crowdsensing.max-profit=20");

    private static readonly Dictionary<string, KeyContext> Contexts = new()
    {
        ["replications"] = Plan with { Settings = [SchemeRuns.Training] },
        ["scheme"] = Trains(KeyContext.SchemeOfScenario, "attacks.malicious-fraction=0.4", "compare.capped-committee=2"),
        ["network.cell-radius"] = Acts("network.placement=uniform"),
        ["network.min-distance"] = Acts("network.placement=uniform"),
        ["network.device-spacing"] = Acts("network.hot-spot-radius=10 m", "network.device-spacing=5 m"),
        ["backbone.missing-position"] = Acts($"backbone.file={GraphMl("missing-positions.graphml")}"),
        ["backbone.largest-component"] = Acts($"backbone.file={GraphMl("disconnected.graphml")}", "network.mec-nodes=2"),
        ["radio.shadowing"] = Acts("radio.shadowing=3 dB"),
        ["radio.outage-gain"] = Acts("radio.fading=per-transfer", "radio.outage-gain=-3 dB"),
        ["d2d.range"] = Acts("d2d.range=50 m"),
        ["d2d.channels"] = Acts("d2d.channels=2"),
        ["d2d.scheduling"] = Acts("d2d.channels=2", "network.devices-per-mec=8", "d2d.range=50 m"),
        ["learning.train-samples"] = Trains("vanilla-plain"),
        ["learning.test-samples"] = Trains("vanilla-plain"),
        ["learning.partition"] = Trains("vanilla-plain"),
        ["learning.dirichlet-alpha"] = Trains("vanilla-plain", "learning.partition=dirichlet"),
        ["learning.shards-per-device"] = Trains("vanilla-plain", "learning.partition=label-shards"),
        ["learning.quantity-deviation"] = Trains("vanilla-plain", "learning.partition=quantity-skew"),
        ["learning.hidden-units"] = Acts("learning.model=mlp"),
        ["learning.learning-rate"] = Trains("vanilla-plain"),
        ["learning.batch-size"] = Trains("vanilla-plain", "learning.batch-size=8"),
        ["attacks.malicious-fraction"] = Attacked,
        ["attacks.label-attack"] = Attacked,
        ["attacks.target-from"] = Targeted,
        ["attacks.target-to"] = Targeted,
        ["attacks.malfunction"] = Trains("flchain", "attacks.malfunctioning-mec-nodes=1"),
        ["attacks.malfunction-strength"] = Trains("flchain", "attacks.malfunctioning-mec-nodes=1"),
        ["consensus.fidelity"] = Acts("consensus.processing=0 t"),
        ["consensus.fork-policy"] = new("blockfl-pow", "blockfl.mining-rate=3 Hz", "blockfl.wait=0 s", "episodes=6"),
        ["consensus.confirmations"] = new("blockfl-pow", "consensus.fork-policy=longest-chain"),
        ["consensus.stake-skew"] = Acts("gmuc.consensus=pos", "network.mec-nodes=5", "consensus.stake-skew=1"),
        ["consensus.view-timeout"] = Acts("attacks.malfunctioning-mec-nodes=2"),
        ["two-layer.certificate-check"] = Acts("attacks.malfunctioning-mec-nodes=1"),
        ["two-layer.quality-check"] = Judged.With("two-layer.cosine-threshold=0.6"),
        ["two-layer.roni-tolerance"] = Judged,
        ["two-layer.cosine-threshold"] = Judged.With("two-layer.quality-check=cosine", "two-layer.cosine-threshold=0.5"),
        ["two-layer.lmuc-mining-rate"] = Acts("two-layer.lmuc-consensus=pow"),
        ["reputation.kappa"] = Judged.With("reputation.slot-interactions=3", "two-layer.selected-devices=all"),
        ["reputation.slot-interactions"] = Judged,
        ["reputation.freshness"] = Judged,
        ["reputation.success-probability-min"] = Forgiving,
        ["reputation.success-probability-max"] = Forgiving,
        ["gmuc.shards"] = Acts("network.mec-nodes=4"),
        ["gmuc.strategy"] = Acts("network.mec-nodes=4", "gmuc.shards=2", "gmuc.exchange-interval=1"),
        ["gmuc.exchange-interval"] = Acts("network.mec-nodes=4", "gmuc.shards=2", "gmuc.strategy=cooperation", "gmuc.exchange-interval=1"),
        ["crowdsensing.solution"] = Market.With("crowdsensing.loss-per-value=100"),
        ["crowdsensing.reply-timeout"] = Market.With("crowdsensing.max-value=50", "crowdsensing.loss-per-value=0.9"),
        ["crowdsensing.submission-deadline"] = Market.With(
            "network.mec-nodes=4", "attacks.malfunctioning-mec-nodes=1", "attacks.malfunction=drop"),
        ["crowdsensing.max-rounds"] = Market.With("crowdsensing.max-rounds=3"),
        ["crowdsensing.consensus"] = new("crowdsensing", "episodes=1", "network.mec-nodes=5"),
        ["crowdsensing.server-capital"] = Market.With("crowdsensing.server-capital=20"),
        ["payment-game.phi"] = Market.With("episodes=20"),
        ["payment-game.defection-share"] = Market.With("payment-game.defection-share=0.5"),
        ["payment-game.budget"] = Market.With("payment-game.budget=100"),
        ["flchain.consensus"] = new("flchain", "episodes=1", "network.mec-nodes=5"),
        ["gmuc.consensus"] = Acts("network.mec-nodes=5"),
        ["blockfl.consensus"] = new("blockfl-bft", "episodes=1"),
        ["blockfl.mining-rate"] = new("blockfl-pow"),
        ["blockfl.wait"] = new("blockfl-pow"),
        ["stackelberg.leader"] = Priced.With("stackelberg.client=capped"),
        ["stackelberg.client"] = Published.With("stackelberg.client=exact", "stackelberg.budget=2", "stackelberg.mining-budget=1"),
        ["stackelberg.rho"] = Priced,
        ["stackelberg.budget"] = Published,
        ["stackelberg.mining-budget"] = Published,
        ["stackelberg.xi"] = Weighed,
        ["stackelberg.model-value"] = Weighed,
        ["stackelberg.model-value-devices"] = Weighed,
        ["stackelberg.deadline"] = Priced.With("stackelberg.deadline=2 ms"),
        ["stackelberg.pace"] = Priced,
        ["stackelberg.margin"] = Priced.With("stackelberg.margin=0.1"),
        ["stackelberg.shapley-reading"] = Published,
        ["stackelberg.contribution-target"] = Published,
        ["stackelberg.work-share-min"] = Priced.With("stackelberg.work-share-min=0.3", "stackelberg.pace=2.7 GHz"),
        ["contract.types"] = Contracted,
        ["contract.clustering"] = Contracted.With("episodes=4"),
        ["contract.rounds"] = Contracted.With(
            "contract.rounds=1", "two-layer.roni-tolerance=-0.02", "two-layer.selection-threshold=0.01", "contract.reputation-min=0.01"),
        ["contract.reputation-min"] = Contracted.With("two-layer.roni-tolerance=-0.02", "two-layer.selection-threshold=0.01"),
        ["contract.accuracy-low"] = Contracted,
        ["contract.accuracy-high"] = Contracted.With("contract.accuracy-high=0.7"),
        ["contract.logarithm"] = Contracted,
        ["contract.longest-time"] = Contracted,
        ["contract.budget-per-device"] = Contracted.With("contract.budget-per-device=60"),
        ["contract.satisfaction"] = Contracted,
        ["contract.reward-cost"] = Contracted,
        ["contract.energy-coefficient"] = Contracted,
        ["contract.frequency-unit"] = Contracted,
        ["contract.reward-unit"] = Contracted,
        ["contract.patience"] = Contracted.With("faults=[{kind: slow-device, count: 1, factor: 2.3}]"),
        ["contract.block-reward"] = Contracted,
        ["contract.relay-reward"] = Contracted,
        ["stress.byzantine-mec-nodes"] = Stress,
        ["stress.malicious-devices"] = Stress,
        ["stress.misbehaviours"] = Stress,
        ["stress.trials"] = Stress,
        ["stress.schemes"] = Stress,
        ["stress.replications"] = Stress,
        ["compare.accuracy-schemes"] = Plan with { Settings = [SchemeRuns.Training] },
        ["compare.delay-schemes"] = Plan,
        ["compare.incentives"] = Plan with { Settings = [SchemeRuns.Training, "compare.incentives=[none, stackelberg]"] },
        ["compare.capped-committee"] = new("two-layer-capped", "compare.capped-committee=2"),
        ["compare.delay-replications"] = Plan,
        ["compare.delay-episodes"] = Plan,
        ["compare.delay-devices"] = Plan,
    };

    /// <summary>Where a key acts.</summary>
    public static KeyContext Of(string path) => Contexts.GetValueOrDefault(
        path,
        path.StartsWith("crowdsensing.", StringComparison.Ordinal) || path.StartsWith("payment-game.", StringComparison.Ordinal)
            ? Market
            : Default);

    /// <summary>A network file of the tests.</summary>
    public static string GraphMl(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "graphml", name);

    private static KeyContext Acts(params string[] settings) => Default.With(settings);

    private static KeyContext Trains(string scheme, params string[] settings) => new(scheme, [.. Learning, .. settings]);

    private static KeyContext With(this KeyContext context, params string[] settings) =>
        context with { Settings = [.. context.Settings, .. settings] };
}
