namespace TwoLayerChainSim.Model.Consensus;

/// <summary>What a replica decides about: it makes proposals when it leads and judges those of others.</summary>
public interface IReplicaApplication
{
    /// <summary>The value this replica proposes when it leads. Asking twice gives equal values.</summary>
    /// <param name="height">Which decision.</param>
    Proposal Propose(int height);

    /// <summary>True when this replica would vote for <paramref name="proposal"/>, e.g. because it computes the same digest.</summary>
    /// <param name="height">Which decision.</param>
    /// <param name="proposal">The proposal of a leader.</param>
    bool IsValid(int height, Proposal proposal);
}
