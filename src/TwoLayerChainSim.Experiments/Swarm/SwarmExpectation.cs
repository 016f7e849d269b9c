using System.Numerics;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>What a record promises, by counting its faults.</summary>
/// <param name="MayBreak">More replicas lie than are tolerated: safety may be lost.</param>
/// <param name="MayStall">More replicas lie, are faulty or cut off than are tolerated: progress may end.</param>
/// <param name="MustStall">A quorum is missing from the beginning: nothing can be decided.</param>
/// <param name="Awaited">The replicas that must decide, as bits.</param>
public sealed record SwarmExpectation(bool MayBreak, bool MayStall, bool MustStall, ulong Awaited)
{
    /// <summary>The expectation of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="model">Which faults the protocol tolerates.</param>
    /// <param name="protocol">How many of them, and its quorums.</param>
    public static SwarmExpectation Of(SwarmRecord record, FaultModel model, CommitteeProtocol protocol)
    {
        var all = ulong.MaxValue >> (64 - record.Replicas);
        var (liars, down, silent) = (0UL, 0UL, 0UL);
        foreach (var trouble in record.Faults)
        {
            var bit = 1UL << trouble.Replica;
            liars |= trouble.IsByzantine ? bit : 0;
            down |= trouble.IsDownForGood ? bit : 0;
            silent |= IsSilentFromTheStart(trouble) ? bit : 0;
        }

        var live = all & ~liars & ~down;
        var cut = record.Partitions.FirstOrDefault(partition => partition.StopUs == PartitionEpisode.Never);
        var (inside, outside) = cut is null ? (all, 0UL) : (cut.Side & all, all & ~cut.Side);
        var core = BitOperations.PopCount(inside & live) > BitOperations.PopCount(outside & live) ? inside : outside;
        var voters = cut is { StartUs: 0 }
            ? Math.Max(BitOperations.PopCount(inside & ~silent), BitOperations.PopCount(outside & ~silent))
            : BitOperations.PopCount(all & ~silent);
        var (tolerated, quorum) = (protocol.Faults(record.Replicas), protocol.Quorum(record.Replicas));
        var mayBreak = BitOperations.PopCount(liars) > (model == FaultModel.Byzantine ? tolerated : 0);
        return new(
            mayBreak,
            mayBreak || record.Replicas - BitOperations.PopCount(core & live) > tolerated,
            voters < quorum,
            core & live);
    }

    private static bool IsSilentFromTheStart(ReplicaTrouble trouble) => trouble.Kind == TroubleKind.Silent
        || trouble is { Kind: TroubleKind.Crash, StartUs: 0, AfterInputs: 0, AfterOutputs: 0 };
}
