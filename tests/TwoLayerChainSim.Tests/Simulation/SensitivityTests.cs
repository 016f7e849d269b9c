using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Every key of a scenario changes a number (TESTING.md §2.11, X6): no knob is disconnected.</summary>
public class SensitivityTests
{
    /// <summary>Keys that change no number, and why.</summary>
    private static readonly Dictionary<string, string> WithoutEffect = new()
    {
        ["name"] = "names the study and its folder",
        ["description"] = "is shown in reports",
        ["expect.verdicts"] = "decides about the exit code; see OutcomeTests",
    };

    /// <summary>Keys that need files of a data set; their effect is tested by <see cref="DataFileTests"/>.</summary>
    private static readonly string[] OfFiles = ["learning.data", "learning.data-directory"];

    public static TheoryData<string> Keys =>
        [.. ScenarioKeys.All.Select(key => key.Path).Where(path => !WithoutEffect.ContainsKey(path) && !OfFiles.Contains(path))];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_has_an_effect(string path)
    {
        var context = SensitivityContexts.Of(path);
        var others = KeyEffect.Alternatives(path, context);
        var before = KeyEffect.Numbers(context);
        Assert.NotEmpty(others);
        Assert.True(
            others.Any(value => KeyEffect.Numbers(context, path, value) != before),
            $"{path} changes nothing in {context.Scheme} {string.Join(' ', context.Settings)}: {string.Join(", ", others)}");
    }

    [Theory]
    [MemberData(nameof(ChoiceKeys))]
    public void Every_word_of_a_choice_has_its_own_effect(string path)
    {
        var context = SensitivityContexts.Of(path);
        string[] words = [SchemeRuns.Scenario(context.Settings).Text(path), .. KeyEffect.Alternatives(path, context)];
        var groups = words.GroupBy(word => KeyEffect.Numbers(context, path, word)).Select(group => string.Join(" = ", group)).ToArray();

        // Where rounds may be sampled, round only demands what auto does anyway.
        Assert.Equal(path == "consensus.fidelity" ? words.Length - 1 : words.Length, groups.Length);
    }

    public static TheoryData<string> ChoiceKeys => [.. ScenarioKeys.All
        .Where(key => key.Kind == KeyKind.Choice && !OfFiles.Contains(key.Path)).Select(key => key.Path)];

    [Fact]
    public void A_key_without_effect_would_be_noticed()
    {
        // The canary: a run against itself, and keys that cannot change a number.
        var context = SensitivityContexts.Of("seed");
        Assert.Equal(KeyEffect.Numbers(context), KeyEffect.Numbers(context, "seed", "1"));
        Assert.All(WithoutEffect.Keys, path => Assert.All(
            KeyEffect.Alternatives(path, context),
            value => Assert.Equal(KeyEffect.Numbers(context), KeyEffect.Numbers(context, path, value))));
    }

    [Fact]
    public void Round_fidelity_is_refused_where_messages_must_be_simulated()
    {
        string[] round = ["consensus.fidelity=round", "consensus.processing=0 t"];
        Assert.NotNull(SchemeRuns.Read(round).Scenario);
        Assert.Null(SchemeRuns.Read([.. round, "consensus.processing=0.05 t"]).Scenario);
        Assert.Null(SchemeRuns.Read([.. round, $"backbone.file={SensitivityContexts.GraphMl("traps.graphml")}"]).Scenario);
    }
}
