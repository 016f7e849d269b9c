namespace TwoLayerChainSim.Experiments.Results;

/// <summary>What a run found about one claim.</summary>
/// <param name="Claim">The claim in one sentence.</param>
/// <param name="Outcome">The finding in a word or two, e.g. <c>held</c>, <c>trend only</c>, <c>contradicted</c>.</param>
/// <param name="IsAsExpected">False when the scenario expects another outcome (exit code 3); null when it expects nothing.</param>
/// <param name="Evidence">The numbers behind the outcome, in one sentence.</param>
public sealed record Verdict(string Claim, string Outcome, bool? IsAsExpected, string Evidence);
