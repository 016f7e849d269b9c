using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>A value that a quorum has prepared, with the proof.</summary>
/// <param name="Certificate">Prepare votes of a quorum.</param>
/// <param name="Proposal">The value.</param>
public sealed record PreparedValue(VoteCertificate Certificate, Proposal Proposal)
{
    /// <summary>True when the certificate proves that the value was prepared at this height before <paramref name="view"/>.</summary>
    /// <param name="height">The height.</param>
    /// <param name="view">A later view.</param>
    /// <param name="settings">Quorum and signatures.</param>
    public bool IsProved(int height, int view, ReplicaSettings settings) =>
        Certificate.Phase == VotePhase.Prepare && Certificate.Height == height && Certificate.View < view
        && Certificate.Value == Proposal.Value && Certificate.IsValid(settings.Quorum, settings.Signer);
}

/// <summary>The signed statement of a replica that gives up all views below <paramref name="View"/>.</summary>
/// <remarks>
/// Deviation: PBFT fetches the body of a prepared request separately; here it goes along by reference, and its size is
/// charged where the new leader sends it out.
/// </remarks>
/// <param name="Sender">Index of the replica.</param>
/// <param name="Height">The height.</param>
/// <param name="View">The view it moves to.</param>
/// <param name="Prepared">What it prepared in the highest view, if anything.</param>
/// <param name="Signature">Its signature over all of this.</param>
public sealed record ViewChange(int Sender, int Height, int View, PreparedValue? Prepared, ulong Signature) : IMessageBody
{
    /// <inheritdoc/>
    public long SizeBits => Prepared?.Certificate.SizeBits ?? 0;

    /// <summary>The view change of a replica.</summary>
    /// <param name="signer">Signs it.</param>
    /// <param name="height">The height.</param>
    /// <param name="view">The view it moves to.</param>
    /// <param name="prepared">What it prepared.</param>
    public static ViewChange Sign(VoteSigner signer, int height, int view, PreparedValue? prepared) =>
        new(signer.Replica, height, view, prepared, signer.Sign(Statement(height, view, prepared)));

    /// <summary>True when the sender signed it and what it claims to have prepared is proved.</summary>
    /// <param name="settings">Quorum and signatures.</param>
    public bool IsValid(ReplicaSettings settings) =>
        settings.Signer.Verifies(Sender, Statement(Height, View, Prepared), Signature)
        && (Prepared is null || Prepared.IsProved(Height, View, settings));

    /// <summary>The value prepared in the highest view that any of these reports; null when none reports one.</summary>
    /// <param name="viewChanges">Valid view changes.</param>
    public static PreparedValue? Highest(ImmutableArray<ViewChange> viewChanges) =>
        viewChanges.Select(change => change.Prepared).MaxBy(prepared => prepared?.Certificate.View ?? -1);

    private static ulong Statement(int height, int view, PreparedValue? prepared)
    {
        var statement = VoteSigner.Statement(VotePhase.ViewChange, height, view, prepared?.Proposal.Value ?? default);
        return prepared is null ? statement : StableHash.Combine(statement, (ulong)prepared.Certificate.View);
    }
}

/// <summary>The opening of a view: the value and the view changes that justify it.</summary>
/// <param name="Height">The height.</param>
/// <param name="View">The view.</param>
/// <param name="ViewChanges">View changes of a quorum, ascending by sender.</param>
/// <param name="Proposal">The value proposed.</param>
public sealed record NewView(int Height, int View, ImmutableArray<ViewChange> ViewChanges, Proposal Proposal)
    : IProposalBody
{
    /// <inheritdoc/>
    public Digest Vote => Proposal.Value;

    /// <inheritdoc/>
    public long SizeBits => Proposal.SizeBits
        + ViewChanges.Sum(change => change.SizeBits + Signature.WireBits);

    /// <inheritdoc/>
    public IProposalBody Replace(Proposal proposal) => this with { Proposal = proposal };

    /// <summary>True when a quorum of distinct, valid view changes for this view is attached.</summary>
    /// <param name="settings">Quorum and signatures.</param>
    public bool HasQuorum(ReplicaSettings settings)
    {
        for (var i = 0; i < ViewChanges.Length; i++)
        {
            var change = ViewChanges[i];
            var isOrdered = i == 0 || change.Sender > ViewChanges[i - 1].Sender;
            if (!isOrdered || change.Height != Height || change.View != View || !change.IsValid(settings))
            {
                return false;
            }
        }

        return ViewChanges.Length >= settings.Quorum;
    }
}
