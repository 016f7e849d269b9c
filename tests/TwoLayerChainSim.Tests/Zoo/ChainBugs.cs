using TwoLayerChainSim.Model.Consensus.Protocols;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>Decides a block by two certificates in a row (chained HotStuff).</summary>
internal sealed class DecidesByTwo(BugParts parts) : ChainedHotStuff(parts.Settings, parts.Context, parts.Application)
{
    protected override CertifiedBlock? DecidedBy(CertifiedBlock certified) =>
        certified.Block.Parent is { } parent && parent.Block.View == certified.Block.View ? parent : null;
}

/// <summary>Locks the grandparent of a certified block instead of its parent (chained HotStuff).</summary>
internal sealed class LocksTooDeep(BugParts parts) : ChainedHotStuff(parts.Settings, parts.Context, parts.Application)
{
    protected override ChainBlock? LockedBy(CertifiedBlock certified) => certified.Block.Parent?.Block.Parent?.Block;
}

/// <summary>Votes for a block wherever it branches off (chained HotStuff).</summary>
internal sealed class VotesBelowItsLock(BugParts parts) : ChainedHotStuff(parts.Settings, parts.Context, parts.Application)
{
    protected override bool IsSafe(ChainBlock block, ChainBlock? locked) => true;
}

/// <summary>Votes for blocks of a view in any order (chained HotStuff).</summary>
internal sealed class VotesInAnyOrder(BugParts parts) : ChainedHotStuff(parts.Settings, parts.Context, parts.Application)
{
    protected override bool IsAboveVote(ChainBlock block, ChainBlock? voted) => block != voted;
}

/// <summary>Mutant code of a liar: begins a view on a block far below the highest one (chained HotStuff).</summary>
internal sealed class ExtendsAnOlderBlock(BugParts parts) : ChainedHotStuff(parts.Settings, parts.Context, parts.Application)
{
    private const ulong DepthMax = 3;

    private readonly ulong _depth = 1 + (parts.Record.Seed % DepthMax);

    protected override CertifiedBlock? BlockToExtend(CertifiedBlock? highest)
    {
        for (var depth = 0UL; depth < _depth; depth++)
        {
            highest = highest?.Block.Parent;
        }

        return highest;
    }
}
