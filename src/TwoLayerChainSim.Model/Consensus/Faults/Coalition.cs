using System.Collections.Immutable;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>
/// Byzantine replicas of one committee that act together. They divide the other replicas into two halves, by turns in the
/// order of their indices, and remember which values they propose to which half.
/// </summary>
/// <param name="members">Replica indices of the coalition.</param>
public sealed class Coalition(IEnumerable<int> members)
{
    private readonly ImmutableSortedSet<int> _members = [.. members];
    private readonly Dictionary<Digest, (Digest First, Digest Second)> _pairs = [];

    /// <summary>True for the replicas of the second half; the coalition itself sees what the first half sees.</summary>
    /// <param name="replica">A replica index.</param>
    public bool IsInSecondHalf(int replica)
    {
        if (_members.Contains(replica))
        {
            return false;
        }

        var before = replica;
        foreach (var member in _members)
        {
            before -= member < replica ? 1 : 0;
        }

        return before % 2 == 1;
    }

    /// <summary>Remembers what the halves are told.</summary>
    /// <param name="first">What the first half votes for.</param>
    /// <param name="second">What the second half votes for instead.</param>
    public void Remember(in Digest first, in Digest second) => _pairs[first] = _pairs[second] = (first, second);

    /// <summary>What the halves vote for when one of them votes for <paramref name="value"/>; null when all do.</summary>
    /// <param name="value">A value.</param>
    public (Digest First, Digest Second)? Halves(in Digest value) => _pairs.TryGetValue(value, out var pair) ? pair : null;
}
