using System.Collections.Immutable;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus;

/// <summary>Votes of distinct replicas for one value, each with its signature.</summary>
/// <param name="Phase">What the votes say.</param>
/// <param name="Height">Which decision they are about.</param>
/// <param name="View">In which view they were cast.</param>
/// <param name="Value">The value.</param>
/// <param name="Signers">Replica indices, strictly ascending.</param>
/// <param name="Signatures">Their signatures, in the same order.</param>
public sealed record VoteCertificate(
    VotePhase Phase, int Height, int View, Digest Value, ImmutableArray<int> Signers, ImmutableArray<ulong> Signatures)
    : IMessageBody
{
    /// <summary>Size of the signatures on the wire in bits.</summary>
    public long SizeBits => Signers.Length * Signature.WireBits;

    VoteCertificate? IMessageBody.Certificate => this;

    /// <summary>True when at least <paramref name="quorum"/> distinct replicas signed.</summary>
    /// <param name="quorum">Number of votes required.</param>
    /// <param name="signer">Verifies the signatures.</param>
    public bool IsValid(int quorum, VoteSigner signer)
    {
        if (Signers.Length < quorum || Signers.Length != Signatures.Length)
        {
            return false;
        }

        var statement = VoteSigner.Statement(Phase, Height, View, Value);
        for (var i = 0; i < Signers.Length; i++)
        {
            if ((i > 0 && Signers[i] <= Signers[i - 1]) || !signer.Verifies(Signers[i], statement, Signatures[i]))
            {
                return false;
            }
        }

        return true;
    }
}
