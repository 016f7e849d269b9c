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
        return first.Proposal.Value != decision.Proposal.Value ? $"two values decided at height {decision.Height}"
            : decision.Height != due ? $"replica {replica} decided height {decision.Height} where {due} was due"
            : certificate.Signers.Length < quorum
                ? $"replica {replica} decided height {decision.Height} with {certificate.Signers.Length} votes of {quorum}"
            : certificate.Height != decision.Height || !certificate.IsValid(quorum, verifier)
                ? $"replica {replica} decided height {decision.Height} with a certificate that does not verify"
            : null;
    }
}
