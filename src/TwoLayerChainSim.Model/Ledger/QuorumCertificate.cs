using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Ledger;

/// <summary>Who may certify blocks, and how many of them must.</summary>
/// <param name="Members">Stable numbers of the nodes, each once.</param>
/// <param name="Quorum">Number of signatures required, at least 1.</param>
public sealed record Committee(ImmutableArray<int> Members, int Quorum);

/// <summary>Signatures of a quorum under one digest.</summary>
/// <param name="Value">What was signed: the digest of a block header.</param>
/// <param name="Signers">Stable numbers of the signers, strictly ascending.</param>
/// <param name="Signatures">Their signatures, in the same order.</param>
public sealed record QuorumCertificate(Digest Value, ImmutableArray<int> Signers, ImmutableArray<Signature> Signatures)
{
    /// <summary>What the signatures take on the wire, in bits.</summary>
    public long WireBits => Signers.Length * Signature.WireBits;

    /// <summary>The certificate of <paramref name="signers"/>, each signing with its key.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="value">What is signed.</param>
    /// <param name="signers">Who signs; sorted here.</param>
    public static QuorumCertificate Sign(KeyRing keys, Digest value, IEnumerable<int> signers)
    {
        ImmutableArray<int> ordered = [.. signers.Order()];
        return new(value, ordered, [.. ordered.Select(signer => keys.Sign(signer, value))]);
    }

    /// <summary>Why the certificate does not certify <paramref name="value"/>, or null when it does.</summary>
    /// <param name="value">Digest of the block header.</param>
    /// <param name="committee">Who may sign and how many must.</param>
    /// <param name="keys">The keys.</param>
    public string? Problem(in Digest value, Committee committee, KeyRing keys)
    {
        if (Value != value)
        {
            return "the certificate is for another block";
        }

        if (Signers.Length != Signatures.Length || Signers.Length < committee.Quorum)
        {
            return $"{Signers.Length} signers and {Signatures.Length} signatures for a quorum of {committee.Quorum}";
        }

        for (var i = 0; i < Signers.Length; i++)
        {
            if (i > 0 && Signers[i] <= Signers[i - 1])
            {
                return "signers are not distinct and ascending";
            }

            if (!committee.Members.Contains(Signers[i]))
            {
                return $"signer {Signers[i]} is not in the committee";
            }

            if (!keys.Verifies(Signers[i], value, Signatures[i]))
            {
                return $"the signature of {Signers[i]} does not verify";
            }
        }

        return null;
    }
}
