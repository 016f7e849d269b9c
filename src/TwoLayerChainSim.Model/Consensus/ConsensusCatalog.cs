using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus;

/// <summary>A selectable consensus protocol.</summary>
/// <param name="Name">Its name in scenario files.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Source">The paper that defines it.</param>
/// <param name="Create">Makes the state machine of a replica.</param>
/// <param name="Faults">Faulty replicas tolerated among n.</param>
/// <param name="Quorum">Votes that decide among n.</param>
/// <param name="Messages">Messages of a fault-free decision among n, without a client.</param>
/// <param name="Round">Samples a fault-free decision as a whole; null when only single messages are supported.</param>
public sealed record ConsensusEntry(
    string Name,
    string Title,
    string Source,
    Func<ReplicaSettings, IReplicaContext, IReplicaApplication, IConsensusProtocol> Create,
    Func<int, int> Faults,
    Func<int, int> Quorum,
    Func<int, long> Messages,
    Func<RoundRequest, RoundSample>? Round = null);

/// <summary>All consensus protocols, one line each.</summary>
public static class ConsensusCatalog
{
    /// <summary>The protocols in the order in which they are listed.</summary>
    public static IReadOnlyList<ConsensusEntry> Entries { get; } =
    [
        new("pbft", "Practical Byzantine fault tolerance", "Castro and Liskov, OSDI 1999",
            (settings, context, application) => new Pbft(settings, context, application),
            BftQuorum.Faults, BftQuorum.Size, n => 2L * n * (n - 1), PbftRound.Sample),
    ];

    /// <summary>The protocol of a name.</summary>
    /// <param name="name">A name from <see cref="Entries"/>.</param>
    /// <exception cref="ArgumentException">There is no such protocol; the message lists the known ones.</exception>
    public static ConsensusEntry Find(string name) =>
        Entries.FirstOrDefault(entry => entry.Name == name) ?? throw new ArgumentException(
            $"unknown consensus protocol '{name}'; known: {string.Join(", ", Entries.Select(entry => entry.Name))}", nameof(name));
}
