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
