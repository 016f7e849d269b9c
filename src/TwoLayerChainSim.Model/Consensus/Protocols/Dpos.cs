namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// Delegated proof of stake (Larimer, "Delegated proof-of-stake (DPOS)", white paper, 2014): the D replicas with the most stake
/// are the delegates, who take turns to produce a block as soon as they are ready (models 2.5) and decide by <see cref="Ibft"/>
/// among themselves; who has led then sends the decision with its certificate to the others, who accept nothing else.
/// </summary>
/// <remarks>
/// Deviation: in the paper a block is final when most delegates have built on it; here the delegates vote on every block, so
/// that it is final at once. Nobody else's stake supports a delegate but its own, which stays as it is during a run.
/// It tolerates f(D) faulty delegates, whatever the others do. A replica outside that hears of no decision asks the delegates.
/// </remarks>
public static class Dpos
{
    /// <summary>Number of delegates: as many as a reduced committee has.</summary>
    /// <param name="replicas">Number of replicas n.</param>
    public static int Delegates(int replicas) => ReducedBft.CommitteeSize(replicas);

    /// <summary>Messages of a fault-free decision: those of IBFT among D, and one to each of the others.</summary>
    /// <param name="replicas">Number of replicas n.</param>
    public static long Messages(int replicas)
    {
        long delegates = Delegates(replicas);
        return (((2 * delegates) + 1) * (delegates - 1)) + (replicas - delegates);
    }

    /// <summary>Makes the state machine of a replica.</summary>
    /// <param name="settings">What it knows from the start.</param>
    /// <param name="context">What it can do.</param>
    /// <param name="application">What it decides about.</param>
    public static IConsensusProtocol Create(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
    {
        var known = settings.ForCommittee(Delegates(settings.Replicas));
        return known.Leaders.Contains(settings.Index)
            ? new Ibft(known, new CommitteeContext(context, known, decision => (long)decision.Height + decision.View), application)
            : new DecisionFollower(known, context);
    }
}
