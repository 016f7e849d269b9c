using TwoLayerChainSim.Experiments.Swarm;

namespace TwoLayerChainSim.Tests.Swarm;

/// <summary>The gate of every commit: 20,000 scenarios over all protocols, judged by all checkers.</summary>
public class SwarmGateTests
{
    private const int Scenarios = 20_000;

    [Fact]
    public void No_scenario_of_the_gate_ends_otherwise_than_its_faults_allow()
    {
        var report = new SwarmCampaign(new() { Scenarios = Scenarios, Seed = 2022, RepeatOneIn = 100 }).Run();
        Assert.True(report.Failures.IsEmpty, string.Join("\n\n", report.Failures.Select(failure => failure.ToString())));
        Assert.True(report.UnknownShare < 0.05, $"{report.UnknownShare:P1} of the scenarios tested nothing");
        Assert.Equal(Scenarios, report.Scenarios);
    }
}
