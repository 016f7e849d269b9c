using System.CommandLine;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary><c>compare FILE</c>: both figures with all schemes, or several incentives against each other.</summary>
internal sealed class CompareVerb(Interruption interruption, IExperimentRunner runner) : IVerb
{
    /// <inheritdoc/>
    public Command Create()
    {
        var file = SharedOptions.File("Scenario file", isRequired: true);
        var command = new VerbCommand(
            "compare", "Compares the schemes: accuracy against episode, and delay against devices per MEC node",
            "compare topologies/feng2022.yaml --quick");
        command.Add(file);
        command.Add(SharedOptions.Incentive);
        command.AddScenarioOptions();
        command.AddRunOptions();
        command.SetAction((parsed, _) => ExperimentVerb.RunAsync(
            parsed.GetRequiredValue(file)!, parsed, interruption,
            (scenario, settings, progress, stop) => runner.CompareAsync(scenario, settings, progress, stop)));
        return command;
    }
}
