using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;

namespace TwoLayerChainSim.Model.Attacks;

/// <summary>The faults that hit one committee: collected first, since those who lie together must know of each other.</summary>
internal sealed class CommitteeHits(CommitteeWiring wiring, CommitteeScene scene, RandomStreams streams)
{
    private readonly List<(FaultSpec Fault, ImmutableArray<int> Replicas)> _hits = [];

    public void Add(FaultSpec fault, ImmutableArray<int> replicas)
    {
        if (!replicas.IsEmpty || fault.On == FaultTarget.Links)
        {
            _hits.Add((fault, replicas));
        }
    }

    /// <summary>The committee with these faults.</summary>
    public CommitteeWiring Apply()
    {
        if (_hits.Count == 0)
        {
            return wiring;
        }

        var members = wiring.Members.ToArray();
        var rules = new List<IMessageRule>(wiring.Rules);
        var coalition = new Coalition(_hits
            .Where(hit => hit.Fault.Kind is FaultKind.EquivocatingLeader or FaultKind.DoubleVoting)
            .SelectMany(hit => hit.Replicas));
        foreach (var (fault, replicas) in _hits)
        {
            if (Rule(fault, replicas) is { } rule)
            {
                rules.Add(rule);
            }

            foreach (var replica in replicas)
            {
                members[replica] = Hit(members[replica], fault, coalition);
            }

            foreach (var replica in CutOff(fault, replicas))
            {
                members[replica] = NotAwaited(members[replica], fault.Window.Start);
            }
        }

        return wiring with { Members = members, Rules = rules };
    }

    private CommitteeMember Hit(CommitteeMember member, FaultSpec fault, Coalition coalition) => fault.Kind switch
    {
        FaultKind.Crash => NotAwaited(With(member, new CrashedReplica(fault.Window, fault.Pauses)), fault.Window.Start),
        FaultKind.MecDown => NotAwaited(With(member, new CrashedReplica(FaultWindow.Always)), SimTime.Zero),
        FaultKind.Silent => Faulty(member, fault, new SilentReplica(fault.Window)),
        FaultKind.EquivocatingLeader => Faulty(
            member, fault, new EquivocatingReplica(coalition, scene.Variant, fault.Window)),
        FaultKind.WrongAggregate => Faulty(member, fault, new WrongProposal(fault.Window)),
        FaultKind.WithholdVotes => Faulty(member, fault, new WithholdingReplica(fault.Window)),
        FaultKind.DoubleVoting => Faulty(member, fault, new DoubleVotingReplica(coalition, fault.Window)),
        FaultKind.DelayedLeader => With(member, new DelayedLeader(fault.Delay, fault.Window)),
        FaultKind.SlowDevice => member with { ProcessingFactor = member.ProcessingFactor * fault.Factor },

        // It follows the protocol, but judges by what its coalition wants.
        FaultKind.Collude when scene.Poisoned is { } poisoned && fault.Window.Contains(scene.Now) =>
            NotAwaited(member with { Application = poisoned(fault.Strength) }, SimTime.Zero),
        _ => member,
    };

    private IMessageRule? Rule(FaultSpec fault, ImmutableArray<int> replicas)
    {
        LinkDraws Fates() => Draws(fault, "fault:", scene.Episode);
        Func<int, int, bool> Affected() => Affects(fault, replicas);
        return fault.Kind switch
        {
            FaultKind.Loss => new MessageLoss(fault.Probability, Fates(), fault.Window, Affected()),
            FaultKind.Duplication => new MessageDuplication(fault.Probability, fault.Delay, Fates(), fault.Window, Affected()),
            FaultKind.Reordering => new MessageReordering(fault.Probability, fault.Delay, Fates(), fault.Window, Affected()),
            FaultKind.DelaySpike => new DelaySpike(fault.Delay, fault.Window, Affected()),
            FaultKind.Partition => new NetworkPartition(
                replica => replicas.Contains(replica) ? 0 : 1, fault.Window, fault.OneWay),
            _ => null,
        };
    }

    /// <summary>The links that a network fault affects: those of the chosen replicas, or a share of all.</summary>
    private Func<int, int, bool> Affects(FaultSpec fault, ImmutableArray<int> replicas)
    {
        if (fault.On != FaultTarget.Links)
        {
            return (from, receiver) => replicas.Contains(from) || replicas.Contains(receiver);
        }

        var links = Draws(fault, "fault-links:", episode: 0);
        return (from, receiver) => links.OfLink(from, receiver) < fault.Select.Fraction;
    }

    private LinkDraws Draws(FaultSpec fault, string purpose, int episode) => new(
        streams,
        $"{purpose}{fault.Name}:{scene.Ledger}",
        [.. wiring.Members.Select(member => member.Node)],
        episode);

    /// <summary>Whom nobody can wait for: the smaller side of a partition.</summary>
    private IEnumerable<int> CutOff(FaultSpec fault, ImmutableArray<int> replicas) =>
        fault.Kind != FaultKind.Partition ? []
            : 2 * replicas.Length <= wiring.Members.Count ? replicas
            : Enumerable.Range(0, wiring.Members.Count).Except(replicas);

    private static CommitteeMember Faulty(CommitteeMember member, FaultSpec fault, IReplicaFault misbehaviour) =>
        NotAwaited(With(member, misbehaviour), fault.Window.Start) with { IsCorrect = false };

    private static CommitteeMember With(CommitteeMember member, IReplicaFault fault) => member with
    {
        Fault = member.Fault is null ? fault : new CombinedFault(fault, member.Fault),
    };

    private static CommitteeMember NotAwaited(CommitteeMember member, SimTime from) => member with
    {
        IsAwaited = false,
        FaultyFrom = member.IsAwaited ? from : SimTime.Min(from, member.FaultyFrom),
    };
}
