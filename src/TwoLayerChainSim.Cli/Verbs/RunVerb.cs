using System.CommandLine;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary><c>run [FILE]</c>: one replication of one scheme, episode by episode.</summary>
internal sealed class RunVerb(Interruption interruption, IExperimentRunner runner) : IVerb
{
    /// <inheritdoc/>
    public Command Create()
    {
        var file = SharedOptions.File("Scenario file; without it a small built-in scenario", isRequired: false);
        var command = new VerbCommand(
            "run", "Runs one replication of one scheme and shows each episode", "run --scheme flchain");
        command.Add(file);
        command.Add(SharedOptions.Scheme);
        command.AddScenarioOptions();
        command.AddRunOptions();
        command.SetAction((parsed, _) => ExperimentVerb.RunAsync(
            parsed.GetValue(file), parsed, interruption,
            (scenario, settings, progress, stop) => runner.RunAsync(scenario, settings, progress, stop)));
        return command;
    }
}
