using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus;

/// <summary>A message between replicas, passed by value: sending one allocates nothing.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Height">Which decision it is about, from 0.</param>
/// <param name="View">View (term, round) in which it was sent, from 0.</param>
/// <param name="Value">Digest of the value voted for or proposed.</param>
/// <param name="Signature">The sender's simulated signature; see <see cref="VoteSigner"/>.</param>
/// <param name="Body">What goes beyond a vote, e.g. the proposal; null for a plain vote.</param>
public readonly record struct ConsensusMessage(
    MessageKind Kind, int Height, int View, Digest Value, ulong Signature = 0, IMessageBody? Body = null)
{
    /// <summary>Index of the sender in the committee. Set by the host, so that no replica can speak in another's name.</summary>
    public int From { get; init; }

    /// <summary>Number of the protocol instance where several run side by side, else 0; only instance 0 decides.</summary>
    public int Instance { get; init; }
}

/// <summary>The immutable part of a message that is larger than a vote.</summary>
public interface IMessageBody
{
    /// <summary>Its size in bits.</summary>
    long SizeBits { get; }

    /// <summary>The votes of a quorum that it shows; null when it shows none.</summary>
    VoteCertificate? Certificate => null;
}

/// <summary>A message body by which a leader proposes a value.</summary>
public interface IProposalBody : IMessageBody
{
    /// <summary>The value.</summary>
    Proposal Proposal { get; }

    /// <summary>What replicas vote for: the digest of the value or, in protocols that vote for blocks, of the block.</summary>
    Digest Vote { get; }

    /// <summary>The same body with another value.</summary>
    /// <param name="proposal">The value.</param>
    IProposalBody Replace(Proposal proposal);
}

/// <summary>A value proposed for decision.</summary>
/// <param name="Value">Its digest, e.g. of a block header.</param>
/// <param name="SizeBits">Size of the content in bits.</param>
/// <param name="Content">The content by reference, e.g. the block; replicas do not look at it, applications may.</param>
public sealed record Proposal(Digest Value, long SizeBits, object? Content = null) : IProposalBody
{
    Proposal IProposalBody.Proposal => this;

    Digest IProposalBody.Vote => Value;

    IProposalBody IProposalBody.Replace(Proposal proposal) => proposal;
}

/// <summary>A decided value with the certificate that proves it.</summary>
/// <param name="Height">Which decision, from 0.</param>
/// <param name="View">View in which it was reached.</param>
/// <param name="Proposal">The value.</param>
/// <param name="Certificate">Commit votes of a quorum.</param>
public sealed record Decision(int Height, int View, Proposal Proposal, VoteCertificate Certificate) : IMessageBody
{
    /// <inheritdoc/>
    public long SizeBits => Proposal.SizeBits + Certificate.SizeBits;
}
