namespace TwoLayerChainSim.Model.Consensus.Checking;

/// <summary>Something that must not happen and did.</summary>
/// <param name="Checker">Name of the checker that noticed it, one word.</param>
/// <param name="Clause">The rule that is broken, without the numbers of the run, so that equal faults have equal words.</param>
/// <param name="Details">Who, where and what.</param>
public readonly record struct Violation(string Checker, string Clause, string Details)
{
    /// <summary>Checker, clause and details in one line.</summary>
    public override string ToString() => $"{Checker}: {Clause}: {Details}";
}
