namespace TwoLayerChainSim.Experiments.Swarm.Shrinking;

/// <summary>A small record that fails like the one that it was made of.</summary>
/// <param name="Record">The record.</param>
/// <param name="Result">Its run.</param>
/// <param name="Runs">Runs that it took to find it.</param>
public sealed record ShrunkRecord(SwarmRecord Record, SwarmResult Result, int Runs)
{
    /// <summary>What the adversary does: faulty replicas, partitions, and messages that it drops, holds or copies.</summary>
    public int Decisions => Record.Faults.Length + Record.Partitions.Length + Record.Decisions.Length;
}
