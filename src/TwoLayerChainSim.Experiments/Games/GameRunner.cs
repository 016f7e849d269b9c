using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>Plays a game file and writes its table and figures to a result folder.</summary>
/// <param name="clock">The wall clock, for folder names and timing.json only.</param>
public sealed class GameRunner(TimeProvider clock)
{
    /// <summary>Plays a game.</summary>
    /// <param name="file">Path of the game file.</param>
    /// <param name="settings">Where results go.</param>
    /// <returns>What came out, or null and all errors; then nothing was written.</returns>
    public (ExperimentOutcome? Outcome, ImmutableArray<ScenarioDiagnostic> Errors) Run(string file, ExperimentSettings settings)
    {
        var (game, diagnostics) = GameReader.ReadFile(file);
        var result = game?.Game.Play(game);
        if (game is null || result is null || diagnostics.HasErrors)
        {
            return (null, [.. diagnostics.Sorted()]);
        }

        var plan = new ResultPlan(game.Top.Text("name"), game.ToYaml(), [], []);
        using var folder = ResultFolder.Create(
            new() { Output = settings.OutputFolder, Force = settings.Force }, plan, new DiskStore(), clock);
        Publish(folder, game, result);
        return (
            new() { Folder = folder.Path, Findings = result.Findings, Tables = [result.Table], Digest = [result.Digest] }, []);
    }

    private static void Publish(ResultFolder folder, GameFile game, GameResult result)
    {
        folder.Write("results.csv", result.Table.ToCsv(), result.Table.Rows.Length);
        var tables = result.Figures.Select(figure => FigureFiles.Of(figure).WriteTo(folder)).ToArray();
        folder.Write(DataPackage.FileName, DataPackage.Write(folder.Plan.Scenario, tables, []));
        var facts = new ExperimentFacts
        {
            Title = game.Game.Description,
            ToolVersion = ToolVersion.Text,
            Notes = [.. result.Findings],
        };
        folder.Finish(files => Manifest.Of(folder.Plan, [], facts, files));
    }
}
