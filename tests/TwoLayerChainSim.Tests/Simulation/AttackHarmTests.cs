using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>
/// Every attack harms whom nothing defends, in each of three worlds, and the mechanisms of the two-layer scheme stop it. These are
/// facts about mechanisms on a small problem, not the accuracies of the paper.
/// </summary>
public class AttackHarmTests
{
    private static readonly string[] Learning =
    [
        SchemeRuns.Training, "network.mec-nodes=4", "learning.validation-samples=40", "learning.local-epochs=2",
        "learning.learning-rate=0.3", "episodes=5",
    ];

    [Fact]
    public void Flipped_labels_lower_the_accuracy_of_plain_FL()
    {
        foreach (var seed in Worlds)
        {
            var honest = Accuracy("vanilla-plain", seed);
            var attacked = Accuracy("vanilla-plain", seed, "attacks.malicious-fraction=0.4");
            Assert.True(attacked < honest - 0.1, $"world {seed}: {attacked} against {honest}");
        }
    }

    [Theory]
    [InlineData("vanilla-plain")]
    [InlineData("flchain")]
    [InlineData("blockfl-pow")]
    public void A_malfunctioning_MEC_node_harms_schemes_that_trust_it(string scheme)
    {
        foreach (var seed in Worlds)
        {
            var honest = Loss(scheme, seed);
            foreach (var (malfunction, strength) in new[] { ("gaussian", 30), ("absolute", 10), ("sign-reversal", 3) })
            {
                var attacked = Loss(scheme, seed, [.. Malfunction(malfunction), $"attacks.malfunction-strength={strength}"]);
                Assert.True(attacked > honest + 0.05, $"world {seed}, {malfunction}: loss {attacked} against {honest}");
            }
        }
    }

    [Fact]
    public void The_two_layer_scheme_learns_the_same_model_with_and_without_a_malfunctioning_MEC_node()
    {
        foreach (var seed in Worlds)
        {
            var honest = Run("two-layer", seed);
            var attacked = Run("two-layer", seed, Malfunction("sign-reversal"));
            Assert.Equal(honest.Model().Digest, attacked.Model().Digest);
        }
    }

    [Fact]
    public void The_two_layer_scheme_withstands_both_attacks_better_than_plain_FL()
    {
        string[] both = [.. Malfunction("gaussian"), "attacks.malicious-fraction=0.4"];
        foreach (var seed in Worlds)
        {
            var (protects, trusts) = (Accuracy("two-layer", seed, both), Accuracy("vanilla-plain", seed, both));
            Assert.True(protects > trusts + 0.05, $"world {seed}: {protects} against {trusts}");
        }
    }

    [Fact]
    public void The_quality_check_finds_flipped_labels_and_without_it_they_stay()
    {
        string[] flipping = ["attacks.malicious-fraction=0.4"];
        foreach (var seed in Worlds)
        {
            var (guarded, open) = (Run("two-layer", seed, flipping), Run("two-layer", seed, [.. flipping, "two-layer.quality-check=none"]));
            Assert.Equal(6, open.Last.Counts.SelectedMalicious);
            Assert.True(guarded.Last.Counts.SelectedMalicious <= 1);
            Assert.True(guarded.Last.Accuracy > open.Last.Accuracy);
        }
    }

    private static int[] Worlds => [1, 2, 3];

    private static string[] Malfunction(string kind) => ["attacks.malfunctioning-mec-nodes=1", $"attacks.malfunction={kind}"];

    private static double Accuracy(string scheme, int seed, params string[] settings) => Run(scheme, seed, settings).Last.Accuracy!.Value;

    private static double Loss(string scheme, int seed, params string[] settings) => Run(scheme, seed, settings).Last.Loss!.Value;

    private static FinishedRun Run(string scheme, int seed, params string[] settings) =>
        SchemeRuns.Run(scheme, [.. Learning, .. settings, $"seed={seed}"]);
}
