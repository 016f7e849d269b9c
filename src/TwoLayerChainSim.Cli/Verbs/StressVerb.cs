using System.CommandLine;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary><c>stress FILE</c>: how much misbehaviour consensus and learning stand.</summary>
internal sealed class StressVerb(Interruption interruption, IExperimentRunner runner) : IVerb
{
    /// <inheritdoc/>
    public Command Create()
    {
        var file = SharedOptions.File("Scenario file", isRequired: true);
        var command = new VerbCommand(
            "stress", "Sweeps malicious devices and Byzantine MEC nodes: failure of consensus, accuracy, heat maps",
            "stress topologies/stress-gmuc.yaml --quick");
        command.Add(file);
        command.AddScenarioOptions();
        command.AddRunOptions();
        command.SetAction((parsed, _) => ExperimentVerb.RunAsync(
            parsed.GetRequiredValue(file)!, parsed, interruption,
            (scenario, settings, progress, stop) => runner.StressAsync(scenario, settings, progress, stop)));
        return command;
    }
}
