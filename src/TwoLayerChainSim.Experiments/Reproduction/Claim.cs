namespace TwoLayerChainSim.Experiments.Reproduction;

/// <summary>What became of a claim of a paper.</summary>
public enum ClaimVerdict
{
    /// <summary>The statistic says what the paper says.</summary>
    Reproduced,

    /// <summary>The direction is that of the paper, the rest is not.</summary>
    TrendOnly,

    /// <summary>The numbers cannot decide: they are within noise, or hang on something that the paper does not state.</summary>
    NotReproducible,

    /// <summary>The statistic says something else.</summary>
    Contradicted,
}

/// <summary>A claim of a paper with what became of it under each reading of the paper.</summary>
/// <param name="Source">Where the paper makes it, and the erratum that concerns it, e.g. <c>Theorem 3.1 (E1)</c>.</param>
/// <param name="Says">What the paper says, in a sentence.</param>
/// <param name="Statistic">By what it is judged.</param>
/// <param name="Findings">One finding a reading.</param>
public sealed record Claim(string Source, string Says, string Statistic, params IReadOnlyList<Finding> Findings);

/// <summary>What became of a claim under one reading.</summary>
/// <param name="Reading">The reading, e.g. <c>as published</c> or <c>exact</c>.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Found">The numbers behind it: what the formulas give.</param>
public sealed record Finding(string Reading, ClaimVerdict Verdict, string Found)
{
    /// <summary>The formulas of the paper as they stand.</summary>
    public const string AsPublished = "as published";

    /// <summary>Rational play: the maximisers that the paper means to give.</summary>
    public const string Exact = "exact";
}
