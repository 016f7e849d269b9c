using System.Collections.Immutable;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus;

/// <summary>
/// Votes of one phase in one view: one vote a sender, whatever it repeats or contradicts later, counted by value.
/// </summary>
/// <param name="replicas">Number of replicas.</param>
public sealed class VoteSet(int replicas)
{
    private readonly int[] _choices = new int[replicas];
    private readonly ulong[] _signatures = new ulong[replicas];
    private readonly List<Digest> _values = [];
    private readonly List<int> _counts = [];

    /// <summary>Counts a vote unless its sender has voted already.</summary>
    /// <param name="sender">Index of the sender.</param>
    /// <param name="value">What it votes for.</param>
    /// <param name="signature">Its signature.</param>
    /// <returns>False when the sender has voted already.</returns>
    public bool Add(int sender, in Digest value, ulong signature)
    {
        if (_choices[sender] != 0)
        {
            return false;
        }

        var choice = IndexOf(value);
        if (choice < 0)
        {
            choice = _values.Count;
            _values.Add(value);
            _counts.Add(0);
        }

        _choices[sender] = choice + 1;
        _signatures[sender] = signature;
        _counts[choice]++;
        return true;
    }

    /// <summary>Number of distinct senders that voted for <paramref name="value"/>.</summary>
    /// <param name="value">A value.</param>
    public int Count(in Digest value)
    {
        var choice = IndexOf(value);
        return choice < 0 ? 0 : _counts[choice];
    }

    /// <summary>Forgets all votes.</summary>
    public void Clear()
    {
        Array.Clear(_choices);
        _values.Clear();
        _counts.Clear();
    }

    /// <summary>The votes for <paramref name="value"/> as a certificate.</summary>
    /// <param name="phase">What these votes say.</param>
    /// <param name="height">Which decision they are about.</param>
    /// <param name="view">In which view they were cast.</param>
    /// <param name="value">The value.</param>
    public VoteCertificate ToCertificate(VotePhase phase, int height, int view, in Digest value)
    {
        var choice = IndexOf(value) + 1;
        var count = Count(value);
        var signers = ImmutableArray.CreateBuilder<int>(count);
        var signatures = ImmutableArray.CreateBuilder<ulong>(count);
        for (var sender = 0; sender < _choices.Length && signers.Count < count; sender++)
        {
            if (_choices[sender] == choice)
            {
                signers.Add(sender);
                signatures.Add(_signatures[sender]);
            }
        }

        return new(phase, height, view, value, signers.MoveToImmutable(), signatures.MoveToImmutable());
    }

    private int IndexOf(in Digest value)
    {
        for (var i = 0; i < _values.Count; i++)
        {
            if (_values[i] == value)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>Votes of distinct replicas for one value, each with its signature.</summary>
/// <param name="Phase">What the votes say.</param>
/// <param name="Height">Which decision they are about.</param>
/// <param name="View">In which view they were cast.</param>
/// <param name="Value">The value.</param>
/// <param name="Signers">Replica indices, strictly ascending.</param>
/// <param name="Signatures">Their signatures, in the same order.</param>
public sealed record VoteCertificate(
    VotePhase Phase, int Height, int View, Digest Value, ImmutableArray<int> Signers, ImmutableArray<ulong> Signatures)
{
    /// <summary>Size of the signatures on the wire in bits.</summary>
    public long SizeBits => Signers.Length * Signature.WireBits;

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
