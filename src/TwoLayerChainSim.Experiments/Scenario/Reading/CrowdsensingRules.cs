using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>Rules between the keys of the scheme crowdsensing and of its payment game.</summary>
internal static class CrowdsensingRules
{
    private const string Chi = "payment-game.chi";
    private const string Phi = "payment-game.phi";
    private const string Loss = "crowdsensing.loss-per-value";
    private const string Weight = "crowdsensing.value-weight";

    /// <summary>Reports what has no strategy or no optimum.</summary>
    /// <param name="scenario">Values; defaults stand in for keys in error.</param>
    /// <param name="failed">Keys in error.</param>
    /// <param name="diagnostics">Takes errors and warnings.</param>
    public static void Check(ResolvedScenario scenario, IReadOnlySet<string> failed, DiagnosticList diagnostics)
    {
        if (!failed.Overlaps([Chi, Phi, "payment-game.leader"]) && scenario.Text("payment-game.leader") == "zero-determinant")
        {
            CheckStrategy(scenario, diagnostics);
        }

        if (!failed.Overlaps([Loss, Weight, "crowdsensing.solution", "crowdsensing.max-value"]))
        {
            CheckMechanism(scenario, diagnostics);
        }

        if (!failed.Contains("incentive") && scenario.Text("incentive") != "none" && IsUsed(scenario))
        {
            diagnostics.Add(new(Severity.Warning, scenario["incentive"].Origin, "incentive",
                "has no effect on crowdsensing, where devices do not learn and are paid for data"));
        }
    }

    /// <summary>All probabilities of the zero-determinant strategy must be in [0, 1].</summary>
    private static void CheckStrategy(ResolvedScenario scenario, DiagnosticList diagnostics)
    {
        var game = new PaymentGameOptions();
        var (slope, least) = (scenario.Number(Chi), ZeroDeterminantOptions.LeastSlope(game));
        if (slope < least)
        {
            Report(scenario, diagnostics, Chi, "no zero-determinant strategy", FormattableString.Invariant(
                $"chi >= {least}, and then 0 < phi <= 1/(2 + 3 chi)"), Phi);
            return;
        }

        var greatest = ZeroDeterminantOptions.GreatestScale(game, slope);
        if (!(scenario.Number(Phi) > 0 && scenario.Number(Phi) <= greatest))
        {
            Report(scenario, diagnostics, Phi, "no zero-determinant strategy", FormattableString.Invariant(
                $"0 < phi <= 1/(2 + 3 chi), which is {greatest} at chi = {slope}"), Chi);
        }
    }

    private static void CheckMechanism(ResolvedScenario scenario, DiagnosticList diagnostics)
    {
        var isConcave = scenario.Number(Loss) > 1 && scenario.Number(Weight) > 0;
        if (isConcave)
        {
            return;
        }

        var key = scenario.Number(Loss) > 1 ? Weight : Loss;
        if (scenario.Text("crowdsensing.solution") == "published")
        {
            Report(
                scenario, diagnostics, key, "the published solution is undefined",
                $"{Loss} above 1 and {Weight} above 0, or crowdsensing.solution: exact", "crowdsensing.solution");
            return;
        }

        var worth = scenario.Number("crowdsensing.reward") + scenario.Number("crowdsensing.leakage-slope")
            + scenario.Number("crowdsensing.leakage-constant");
        if (key == Loss && IsUsed(scenario) && worth <= scenario.Number("crowdsensing.max-value"))
        {
            diagnostics.Add(new(Severity.Warning, scenario[Loss].Origin, Loss, FormattableString.Invariant(
                $"at {scenario.Number(Loss)} devices ask for crowdsensing.max-value, and no datum is worth more than {worth}: ")
                + "no server answers"));
        }
    }

    private static bool IsUsed(ResolvedScenario scenario) => scenario.Choices("compare.accuracy-schemes")
        .Concat(scenario.Choices("compare.delay-schemes")).Append(scenario.Text("scheme")).Contains("crowdsensing");

    /// <summary>At the key, or at the other one where the key was not written.</summary>
    private static void Report(
        ResolvedScenario scenario, DiagnosticList diagnostics, string key, string problem, string allowed, string other)
    {
        var origin = scenario[key].Origin == ValueOrigin.Default ? scenario[other].Origin : scenario[key].Origin;
        diagnostics.Error(origin, key, $"found {scenario[key].Value.Yaml} ({problem})", allowed);
    }
}
