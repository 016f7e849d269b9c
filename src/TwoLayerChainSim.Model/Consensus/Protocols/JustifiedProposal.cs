using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>A proposal with the prepare votes that make it safe (the message PREPARE of HotStuff).</summary>
/// <param name="Proposal">The value.</param>
/// <param name="Certificate">
/// Prepare votes of a quorum for the same value in an earlier view; null when the leader knows of none and is free.
/// </param>
public sealed record JustifiedProposal(Proposal Proposal, VoteCertificate? Certificate) : IProposalBody
{
    /// <inheritdoc/>
    public Digest Vote => Proposal.Value;

    /// <inheritdoc/>
    public long SizeBits => Proposal.SizeBits + (Certificate?.SizeBits ?? 0);

    /// <inheritdoc/>
    public IProposalBody Replace(Proposal proposal) => this with { Proposal = proposal };
}
