using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>What a consensus is expected to cost one of its members, in processor cycles: the work ψ of an incentive.</summary>
public static class ExpectedWork
{
    /// <summary>The messages of one decision without faults that a member receives on average, at the reference frequency.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="protocol">Name of the committee protocol.</param>
    /// <param name="members">Members of the committee, at least 1.</param>
    public static double OfMessages(Substrate world, string protocol, int members) =>
        (double)ConsensusCatalog.FindCommittee(protocol).Messages(members) / members
            * world.Units(world.Options.Chain.ProcessingUnits).TotalSeconds * world.Options.Devices.ReferenceFrequencyHz;

    /// <summary>A race by proof of work, at the reference frequency.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="rateHz">Blocks that one member finds per second.</param>
    /// <param name="members">Members that race, at least 1.</param>
    public static double OfRace(Substrate world, double rateHz, int members) =>
        world.Options.Devices.ReferenceFrequencyHz / (rateHz * members);
}
