using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Ledger;

/// <summary>A ledger in memory: blocks that can only be appended, each checked against its predecessor.</summary>
/// <param name="name">Name of the chain; 1 to 64 ASCII characters.</param>
public sealed class Blockchain(string name)
{
    private readonly List<Block> _blocks = [];

    /// <summary>Name of the chain.</summary>
    public string Name { get; } = name;

    /// <summary>The blocks by height.</summary>
    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>The last block; null while the chain is empty.</summary>
    public Block? Head => _blocks.Count > 0 ? _blocks[^1] : null;

    /// <summary>Appends a block.</summary>
    /// <param name="block">The block that follows <see cref="Head"/>.</param>
    /// <exception cref="InvariantException">It does not follow the head, or its Merkle root is wrong.</exception>
    public void Append(Block block)
    {
        var problem = block.LinkProblem(Name, Head);
        Require.That(problem is null, $"chain '{Name}' refuses a block at height {block.Header.Height}: {problem}");
        _blocks.Add(block);
    }
}
