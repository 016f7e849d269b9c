using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>What a committee is made of.</summary>
/// <param name="Members">The replicas by index, at least 1.</param>
/// <param name="Transport">Carries their messages.</param>
/// <param name="Keys">Keys of their signatures.</param>
public sealed record CommitteeWiring(IReadOnlyList<CommitteeMember> Members, ICommitteeTransport Transport, KeyRing Keys)
{
    /// <summary>Network faults, asked in this order; the first answer other than pass counts. Default none.</summary>
    public IReadOnlyList<IMessageRule> Rules { get; init; } = [];

    /// <summary>Who watches; never changes the run. Default nobody.</summary>
    public ICommitteeObserver? Observer { get; init; }

    /// <summary>A protocol that is not in the catalogue, used instead of <see cref="CommitteeOptions.Protocol"/>. Default none.</summary>
    public CommitteeProtocol? Protocol { get; init; }

    /// <summary>Replica indices by merit, the best one first; of two equal ones the lower index.</summary>
    /// <param name="merit">What ranks a member, e.g. its reputation.</param>
    public ImmutableArray<int> RankingBy(Func<CommitteeMember, double> merit) =>
        [.. Enumerable.Range(0, Members.Count).OrderByDescending(replica => merit(Members[replica]))];
}

/// <summary>A replica of a committee.</summary>
/// <param name="Node">Stable number of the node, e.g. of a device; names its keys and streams.</param>
/// <param name="Application">What it proposes and accepts; a malfunctioning node has another one than the rest.</param>
/// <param name="Fault">How it misbehaves; null for a correct replica.</param>
public sealed record CommitteeMember(int Node, IReplicaApplication Application, IReplicaFault? Fault = null)
{
    /// <summary>
    /// True when its decisions count and must agree with those of the others, which also holds for one that is down for a
    /// while and forgets nothing. Default: when it has no fault.
    /// </summary>
    public bool IsCorrect { get; init; } = Fault is null;

    /// <summary>True when the run waits until this replica, a correct one, has decided. Default: when it has no fault.</summary>
    public bool IsAwaited { get; init; } = Fault is null;

    /// <summary>
    /// From this instant on <see cref="IsCorrect"/> and <see cref="IsAwaited"/> hold; before, it is correct and awaited. Default
    /// from the start.
    /// </summary>
    public SimTime FaultyFrom { get; init; }

    /// <summary>Its reputation, for protocols in which only the best-reputed have votes. Default 0.</summary>
    public double Reputation { get; init; }

    /// <summary>Its stake, positive, for protocols in which the stake decides who leads or votes. Default 1.</summary>
    public double Stake { get; init; } = 1;

    /// <summary>How many times longer its processor takes for a message, positive. Default 1.</summary>
    public double ProcessingFactor { get; init; } = 1;
}
