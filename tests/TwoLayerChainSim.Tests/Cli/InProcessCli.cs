using TwoLayerChainSim.Cli;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Running;

namespace TwoLayerChainSim.Tests.Cli;

/// <summary>
/// Calls the command line in this process, which is some hundred times faster than a child process, with the console caught.
/// Tests that use it are in one collection, because there is one console.
/// </summary>
internal static class InProcessCli
{
    public const string Collection = "console";

    /// <summary>Calls it with an experiment that does what the study's description says.</summary>
    public static CliResult Run(params string[] arguments) => Run(new ScriptedProgram(), arguments);

    /// <summary>Calls it with the real experiments.</summary>
    public static CliResult RunReal(params string[] arguments) => Run(new ExperimentRunner(TimeProvider.System), arguments);

    private static CliResult Run(IExperimentRunner runner, string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        CaughtConsole.Catch(output, error);
        try
        {
            using var interruption = new Interruption();
            var exitCode = ScriptedProgram.Create(interruption, runner).RunAsync(arguments).GetAwaiter().GetResult();
            return new(exitCode, output.ToString(), error.ToString());
        }
        finally
        {
            CaughtConsole.Catch(null, null);
        }
    }
}
