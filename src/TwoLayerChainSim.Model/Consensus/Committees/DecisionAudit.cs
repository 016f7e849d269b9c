namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// What must hold of every decision that a correct replica announces: it agrees with those of the others, follows the
/// replica's own last one, and has the votes of a quorum. Asked at every commit of every run.
/// </summary>
/// <param name="replicas">Number of replicas.</param>
/// <param name="quorum">Votes that decide.</param>
/// <param name="verifier">Verifies the signatures of the committee.</param>
internal sealed class DecisionAudit(int replicas, int quorum, VoteSigner verifier)
{
    private readonly int[] _next = new int[replicas];

    /// <summary>What is wrong with a decision, or null.</summary>
    /// <param name="replica">The correct replica that announces it.</param>
    /// <param name="decision">Its decision.</param>
    /// <param name="first">The first decision of a correct replica at the same height.</param>
    public string? Problem(int replica, Decision decision, Decision first)
    {
        var due = _next[replica]++;
        var certificate = decision.Certificate;
        var problem = first.Proposal.Value != decision.Proposal.Value ? "two correct members decided different values"
            : decision.Height != due ? $"member {replica} decided twice or out of turn"
            : certificate.Signers.Length < quorum ? $"member {replica} decided with {certificate.Signers.Length} votes of {quorum}"
            : certificate.Height != decision.Height || !certificate.IsValid(quorum, verifier)
                ? $"member {replica} decided with a certificate that does not verify"
            : null;
        return problem is null || decision.Height == 0 ? problem : $"{problem} (decision {decision.Height})";
    }
}
