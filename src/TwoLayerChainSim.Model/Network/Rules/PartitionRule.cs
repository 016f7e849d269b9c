using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>Splits the nodes into two sides for a time: messages sent across are lost.</summary>
/// <param name="isolated">The nodes of one side; all others are on the other.</param>
/// <param name="from">First instant of the partition.</param>
/// <param name="until">First instant after it.</param>
/// <param name="oneWay">True when only messages that leave the isolated side are lost.</param>
public sealed class PartitionRule(IReadOnlySet<int> isolated, SimTime from, SimTime until, bool oneWay = false) : INetworkRule
{
    /// <inheritdoc/>
    public RuleVerdict Judge(in NetworkMessage message)
    {
        var leaves = isolated.Contains(message.From);
        var crosses = leaves != isolated.Contains(message.To);
        var isOn = message.SentAt >= from && message.SentAt < until;
        return isOn && crosses && (leaves || !oneWay) ? RuleVerdict.Drop : RuleVerdict.Pass;
    }
}
