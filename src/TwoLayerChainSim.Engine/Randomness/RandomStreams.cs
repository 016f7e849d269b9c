namespace TwoLayerChainSim.Engine;

/// <summary>
/// The named random streams of one replication. A stream depends on (seed, replication, purpose, entity) only, so adding a
/// consumer shifts nobody else's draws and compared schemes share the streams whose names they share.
/// </summary>
/// <param name="seed">Seed of the experiment.</param>
/// <param name="replication">Index of the replication, from 0.</param>
public sealed class RandomStreams(ulong seed, int replication)
{
    private readonly ulong _root = StableHash.Combine(StableHash.Mix(seed), (ulong)replication);

    /// <summary>Seed of the experiment.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>Index of the replication, from 0.</summary>
    public int Replication { get; } = replication;

    /// <summary>The key of a stream: what <see cref="RandomStream"/> is seeded with.</summary>
    /// <param name="purpose">What the draws are for, e.g. "placement".</param>
    /// <param name="entity">Stable number of the entity that draws, e.g. a device.</param>
    /// <param name="part">A second number where one entity has several streams, e.g. the episode.</param>
    public ulong Key(string purpose, long entity = 0, long part = 0) => unchecked(
        StableHash.Combine(
            StableHash.Combine(StableHash.Combine(_root, StableHash.Of(purpose)), (ulong)entity), (ulong)part));

    /// <summary>A new stream at its beginning; asking twice gives the same draws twice.</summary>
    /// <param name="purpose">What the draws are for, e.g. "placement".</param>
    /// <param name="entity">Stable number of the entity that draws, e.g. a device.</param>
    /// <param name="part">A second number where one entity has several streams, e.g. the episode.</param>
    public RandomStream Stream(string purpose, long entity = 0, long part = 0) => new(Key(purpose, entity, part));
}
