using System.Text.RegularExpressions;

namespace TwoLayerChainSim.Tests.Architecture;

/// <summary>Dependencies point one way: Engine, Model, Experiments, Cli between projects, and a table inside Model.</summary>
public class LayeringTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Network"] = [],
        ["Ledger"] = [],
        ["Learning"] = [],
        ["Consensus"] = ["Network", "Ledger"],
        ["Incentives"] = ["Ledger", "Learning"],
        ["Attacks"] = ["Network", "Consensus", "Learning", "Incentives", "Ledger"],
        ["Schemes"] = ["Network", "Ledger", "Learning", "Consensus", "Incentives", "Attacks"],
    };

    [Fact]
    public void A_folder_of_the_model_uses_only_the_folders_below_it()
    {
        var wrong = SourceTree.CSharpFiles("src/TwoLayerChainSim.Model").SelectMany(file => Violations(file.Path, file.Text));
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    [Fact]
    public void The_engine_and_the_model_never_see_the_layers_above()
    {
        var wrong =
            SourceTree.CSharpFiles("src/TwoLayerChainSim.Engine")
                .Where(file => Regex.IsMatch(file.Text, @"TwoLayerChainSim\.(Model|Experiments|Cli)"))
                .Concat(SourceTree.CSharpFiles("src/TwoLayerChainSim.Model")
                    .Where(file => Regex.IsMatch(file.Text, @"TwoLayerChainSim\.(Experiments|Cli)|Microsoft\.Extensions")))
                .Concat(SourceTree.CSharpFiles("src/TwoLayerChainSim.Experiments")
                    .Where(file => file.Text.Contains("TwoLayerChainSim.Cli", StringComparison.Ordinal)))
                .Select(file => file.Path);
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("src/TwoLayerChainSim.Model/Learning/X.cs", "using TwoLayerChainSim.Model.Consensus;")]
    [InlineData("src/TwoLayerChainSim.Model/Ledger/X.cs", "var x = new TwoLayerChainSim.Model.Network.Topology();")]
    [InlineData("src/TwoLayerChainSim.Model/Network/X.cs", "Model.Ledger.Block b;")]
    public void A_forbidden_reference_is_noticed(string path, string text) => Assert.NotEmpty(Violations(path, text));

    private static IEnumerable<string> Violations(string path, string text)
    {
        var parts = path.Split('/', '\\');
        if (parts.Length < 4)
        {
            yield break;
        }

        var own = parts[2];
        if (!MayUse.TryGetValue(own, out var allowed))
        {
            yield return $"{path}: folder {own} is not in the table of layers";
            yield break;
        }

        foreach (Match match in Regex.Matches(text, @"Model\.([A-Z]\w+)"))
        {
            var used = match.Groups[1].Value;
            if (used != own && MayUse.ContainsKey(used) && !allowed.Contains(used))
            {
                yield return $"{path}: {own} must not use {used}";
            }
        }
    }
}
