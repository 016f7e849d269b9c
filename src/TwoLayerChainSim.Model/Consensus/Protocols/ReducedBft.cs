namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// Reduced BFT (models 5.1; Feng et al. 2022 name an RBFT that they do not define): PBFT in a committee of the m replicas of
/// the best reputation; the leader then sends the decision with its certificate to the others, who accept nothing else.
/// </summary>
/// <remarks>
/// It tolerates f(m) faulty members, whatever the others do. A replica outside that hears of no decision asks the committee.
/// </remarks>
public static class ReducedBft
{
    /// <summary>Size of the committee: m = max(4, 3⌊n/6⌋ + 1), at most n.</summary>
    /// <param name="replicas">Number of replicas n.</param>
    public static int CommitteeSize(int replicas) => Math.Min(replicas, Math.Max(4, (3 * (replicas / 6)) + 1));

    /// <summary>Messages of a fault-free decision: those of PBFT among m, and one to each of the others.</summary>
    /// <param name="replicas">Number of replicas n.</param>
    public static long Messages(int replicas)
    {
        long members = CommitteeSize(replicas);
        return (2 * members * (members - 1)) + (replicas - members);
    }

    /// <summary>Makes the state machine of a replica.</summary>
    /// <param name="settings">What it knows from the start.</param>
    /// <param name="context">What it can do.</param>
    /// <param name="application">What it decides about.</param>
    public static IConsensusProtocol Create(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
    {
        var known = settings.ForCommittee(CommitteeSize(settings.Replicas));
        return known.Leaders.Contains(settings.Index)
            ? new Pbft(known, new CommitteeContext(context, known, decision => decision.View), application)
            : new DecisionFollower(known, context);
    }
}
