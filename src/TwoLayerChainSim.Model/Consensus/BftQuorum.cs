namespace TwoLayerChainSim.Model.Consensus;

/// <summary>Quorum arithmetic for Byzantine faults, for any number of replicas n (not only n = 3f + 1).</summary>
public static class BftQuorum
{
    /// <summary>Faults tolerated: f = ⌊(n-1)/3⌋.</summary>
    /// <param name="replicas">Number of replicas n, at least 1.</param>
    public static int Faults(int replicas) => (replicas - 1) / 3;

    /// <summary>
    /// Votes that decide: Q = ⌈(n+f+1)/2⌉, the least number such that two quorums share f+1 replicas. It is 2f+1 only when
    /// n = 3f+1.
    /// </summary>
    /// <param name="replicas">Number of replicas n, at least 1.</param>
    public static int Size(int replicas) => (replicas + Faults(replicas) + 2) / 2;
}
