using System.Buffers.Binary;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>
/// What a replica proposes in the swarm: a value of its own, so that disagreement shows. Others accept it because its content
/// hashes to its digest.
/// </summary>
internal sealed class SwarmValue
{
    private readonly Digest _digest;

    private SwarmValue(Digest digest) => _digest = digest;

    /// <summary>The value of a replica.</summary>
    /// <param name="replica">Index of the replica.</param>
    /// <param name="height">Which decision.</param>
    /// <param name="variant">0 for what it proposes; others for what it might propose as well.</param>
    public static Proposal Of(int replica, int height, int variant)
    {
        Span<byte> bytes = stackalloc byte[Digest.Bytes];
        var word = ((ulong)variant << 48) | ((ulong)replica << 32) | (uint)height;
        for (var i = 0; i < Digest.Bytes; i += sizeof(ulong))
        {
            word = StableHash.Combine(word, (ulong)i);
            BinaryPrimitives.WriteUInt64BigEndian(bytes[i..], word);
        }

        var digest = new Digest(bytes);
        return new(digest, 8000, new SwarmValue(digest));
    }

    /// <summary>True when a proposal is what it says to be.</summary>
    /// <param name="proposal">A proposal.</param>
    public static bool IsSound(Proposal proposal) => proposal.Content is SwarmValue value && value._digest == proposal.Value;
}

/// <summary>Proposes values of its own and accepts every sound one.</summary>
/// <param name="replica">Index of the replica.</param>
/// <param name="variant">Which of its values it proposes.</param>
internal sealed class SwarmApplication(int replica, int variant = 0) : IReplicaApplication
{
    /// <inheritdoc/>
    public Proposal Propose(int height) => SwarmValue.Of(replica, height, variant);

    /// <inheritdoc/>
    public bool IsValid(int height, Proposal proposal) => SwarmValue.IsSound(proposal);
}
