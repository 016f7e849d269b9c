using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Swarm;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>A bug planted in a protocol, and the campaign that hunts it.</summary>
/// <param name="Name">What goes wrong, in a few words.</param>
/// <param name="Where">Where it is planted.</param>
/// <param name="Signature">Checker and clause that find it.</param>
internal sealed record PlantedBug(string Name, string Where, string Signature)
{
    private const int Seed = 2022;

    /// <summary>The protocol with the bug in it, for the run of a record.</summary>
    public required Func<SwarmRecord, CommitteeProtocol> Plant { get; init; }

    /// <summary>Name of the protocol. Default "pbft".</summary>
    public string Protocol { get; init; } = "pbft";

    /// <summary>What the directed campaign makes of a drawn record; null for the default campaign. Default null.</summary>
    public Func<SwarmRecord, SwarmRecord>? Direct { get; init; }

    /// <summary>Code of the faulty replicas, with the bug and without it; null for that of the others. Default null.</summary>
    public Func<BugParts, IConsensusProtocol>? Liar { get; init; }

    /// <summary>Most replicas in the small record; more than 4 only where the bug is about replicas without a vote. Default 4.</summary>
    public int ReplicasMost { get; init; } = 4;

    /// <summary>Most scenarios that may be needed. Default 3000.</summary>
    public int Budget { get; init; } = 3000;

    /// <summary>A bug that sits between a correct state machine and the world.</summary>
    public static PlantedBug Behind(string name, string signature, Func<BugParts, IConsensusProtocol> create) =>
        Of(name, "messages and actions of", signature, create);

    /// <summary>A bug that overrides a step of the state machine.</summary>
    public static PlantedBug Inside(string name, string signature, Func<BugParts, IConsensusProtocol> create) =>
        Of(name, "state machine of", signature, create);

    /// <summary>A scenario of the campaign.</summary>
    /// <param name="number">Its number, from 0.</param>
    public SwarmRecord Record(int number)
    {
        var record = new SwarmGenerator([Protocol]).Draw(StableHash.Combine(Seed, (ulong)number));
        return Direct?.Invoke(record) ?? record;
    }

    /// <summary>The run of a record with the bug.</summary>
    /// <param name="record">The record.</param>
    public SwarmResult Run(SwarmRecord record) => SwarmRunner.Run(record, With(record));

    /// <summary>The options that put the bug into the run of a record.</summary>
    /// <param name="record">The record.</param>
    public SwarmRunOptions With(SwarmRecord record) => new() { Instead = WithLiars(record, Plant(record)) };

    /// <summary>The run of a record without the bug.</summary>
    /// <param name="record">The record.</param>
    public SwarmResult RunCorrect(SwarmRecord record) => SwarmRunner.Run(
        record, new() { Instead = WithLiars(record, ConsensusCatalog.FindCommittee(record.Protocol)) });

    /// <summary>
    /// The first scenario in which the bug shows as it should. The protocol without it must be as expected in all scenarios up
    /// to there.
    /// </summary>
    public (int Number, SwarmRecord Record)? Hunt()
    {
        for (var number = 0; number < Budget; number++)
        {
            var record = Record(number);
            var correct = RunCorrect(record);
            Assert.True(correct.IsAsExpected, $"{Name}, scenario {number} without the bug: {correct.Signature} {correct.Reason}");
            var result = Run(record);
            if (!result.IsAsExpected && result.Signature == Signature)
            {
                return (number, record);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Protocol}: {Name}";

    private static PlantedBug Of(string name, string where, string signature, Func<BugParts, IConsensusProtocol> create) =>
        new(name, where, signature) { Plant = record => Planted(record, create) };

    private static CommitteeProtocol Planted(SwarmRecord record, Func<BugParts, IConsensusProtocol> create) =>
        ConsensusCatalog.FindCommittee(record.Protocol) with
        {
            Create = (settings, context, application) => create(new(record, settings, context, application)),
        };

    private CommitteeProtocol WithLiars(SwarmRecord record, CommitteeProtocol protocol) => Liar is null ? protocol : protocol with
    {
        Create = (settings, context, application) => record.Faults.Any(fault => fault.Replica == settings.Index)
            ? Liar(new(record, settings, context, application))
            : protocol.Create(settings, context, application),
    };
}
