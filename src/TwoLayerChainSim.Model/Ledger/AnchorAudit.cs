namespace TwoLayerChainSim.Model.Ledger;

/// <summary>
/// Follows the blocks of lower chains into an upper one: each is anchored at most once, in order, by its own digest, and one
/// that is not anchored was reported lost.
/// </summary>
/// <param name="lower">The lower chains by the stable number of the node that relays their blocks.</param>
public sealed class AnchorAudit(IReadOnlyDictionary<int, Blockchain> lower)
{
    private readonly Dictionary<int, long> _next = lower.Keys.ToDictionary(node => node, _ => 0L);
    private readonly HashSet<(int Node, long Height)> _lost = [];

    /// <summary>Says that a lower block will not be anchored.</summary>
    /// <param name="node">The node that relays its chain.</param>
    /// <param name="height">Its height.</param>
    public void ReportLost(int node, long height) => _lost.Add((node, height));

    /// <summary>What is wrong with the anchors of a block of the upper chain that was just appended, or null.</summary>
    /// <param name="block">The block.</param>
    public string? Problem(Block block)
    {
        foreach (var anchor in block.Transactions.Where(entry => entry.Kind == TransactionKind.RelayedBlock))
        {
            if (!lower.TryGetValue(anchor.Sender, out var chain))
            {
                return $"node {anchor.Sender} anchors a block of no known chain";
            }

            if (Problem(anchor, chain) is { } problem)
            {
                return problem;
            }
        }

        return lower.Where(chain => !IsAccountedFor(chain.Key, chain.Value.Blocks.Count))
            .Select(chain => $"a block of {chain.Value.Name} is neither anchored nor reported lost")
            .FirstOrDefault();
    }

    private string? Problem(Transaction anchor, Blockchain chain)
    {
        // Newest first: that is where the block is, unless something is wrong.
        for (var height = chain.Blocks.Count - 1; height >= 0; height--)
        {
            if (chain.Blocks[height].Header.ComputeDigest() != anchor.PayloadDigest)
            {
                continue;
            }

            if (height < _next[anchor.Sender])
            {
                return $"block {height} of {chain.Name} is anchored again or out of order";
            }

            var isComplete = IsAccountedFor(anchor.Sender, height);
            _next[anchor.Sender] = height + 1;
            return isComplete ? null : $"a block of {chain.Name} before {height} is neither anchored nor reported lost";
        }

        return $"an anchor of node {anchor.Sender} is no block of {chain.Name}";
    }

    /// <summary>True when each block since the last anchor and below <paramref name="end"/> was reported lost.</summary>
    private bool IsAccountedFor(int node, long end)
    {
        for (var height = _next[node]; height < end; height++)
        {
            if (!_lost.Contains((node, height)))
            {
                return false;
            }
        }

        return true;
    }
}
