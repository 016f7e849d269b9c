using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Tests.Schemes;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Decisions of MEC nodes drawn at once have the law of those simulated message by message.</summary>
public class FidelityTests
{
    /// <summary>Blocks of 3 Mbit over 10 Mbit/s: a third of a second, which a sampler without transfer times would lose.</summary>
    private static readonly string[] SlowBackbone =
        ["consensus.processing=0 t", "backbone.rate=10 Mbit/s", "network.mec-nodes=4", "network.devices-per-mec=3", "episodes=1"];

    [Fact]
    public void Both_fidelities_have_the_same_law_of_the_delay_of_the_global_chain() => TwoStage.SameLaw(
        "GlobalChain of FLchain", 120, replication => Delay(replication, "auto"), replication => Delay(1000 + replication, "message"));

    [Fact]
    public void A_malfunctioning_member_is_simulated_message_by_message()
    {
        // What is sampled as a whole knows no view change.
        string[] attacked = [.. SlowBackbone, "attacks.malfunctioning-mec-nodes=1"];
        Assert.Equal(
            SchemeRuns.Run("two-layer", [.. attacked, "consensus.fidelity=message"]).Reports,
            SchemeRuns.Run("two-layer", [.. attacked, "consensus.fidelity=round"]).Reports);
    }

    private static double Delay(int replication, string fidelity)
    {
        var run = SchemeRuns.Create(new RunRequest("flchain", replication), [.. SlowBackbone, $"consensus.fidelity={fidelity}"]);
        return SchemeRuns.Execute(run).First.Delay.GlobalChain.TotalSeconds;
    }
}
