using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>Loses each message with a probability, independently. Every ordered pair of nodes has its own stream.</summary>
/// <param name="probability">In [0, 1]; 0 is the same as no rule.</param>
/// <param name="streams">The streams of the replication; "message-loss" by (from, to) is used.</param>
public sealed class LossRule(double probability, RandomStreams streams) : INetworkRule
{
    private readonly Dictionary<(int From, int To), RandomStream> _streams = [];

    /// <inheritdoc/>
    public RuleVerdict Judge(in NetworkMessage message)
    {
        var pair = (message.From, message.To);
        if (!_streams.TryGetValue(pair, out var stream))
        {
            _streams[pair] = stream = streams.Stream("message-loss", message.From, message.To);
        }

        return stream.NextDouble() < probability ? RuleVerdict.Drop : RuleVerdict.Pass;
    }
}
