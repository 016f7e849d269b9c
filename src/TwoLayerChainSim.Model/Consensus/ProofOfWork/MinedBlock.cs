using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.ProofOfWork;

/// <summary>A mined block.</summary>
/// <param name="parent">The block that it extends; null for the root.</param>
/// <param name="miner">Its finder; -1 for the root.</param>
/// <param name="found">When it was found.</param>
/// <param name="items">Numbers of the pool's items that it records.</param>
public sealed class MinedBlock(MinedBlock? parent, int miner, SimTime found, ImmutableArray<int> items)
{
    /// <summary>The block that it extends; null for the root.</summary>
    public MinedBlock? Parent => parent;

    /// <summary>Number of blocks before it; 0 for the root.</summary>
    public int Height { get; } = parent is null ? 0 : parent.Height + 1;

    /// <summary>Its finder; -1 for the root.</summary>
    public int Miner => miner;

    /// <summary>When it was found.</summary>
    public SimTime Found => found;

    /// <summary>Numbers of the pool's items that it records.</summary>
    public ImmutableArray<int> Items => items;

    /// <summary>Number of miners that have it, its finder included.</summary>
    public int Holders { get; internal set; } = 1;

    /// <summary>This block and those before it, without the root, the latest first.</summary>
    public IEnumerable<MinedBlock> Chain()
    {
        for (var block = this; block.Parent is not null; block = block.Parent)
        {
            yield return block;
        }
    }
}
