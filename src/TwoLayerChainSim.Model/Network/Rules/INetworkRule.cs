using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>What a network rule sees of a message.</summary>
/// <param name="From">Sending node.</param>
/// <param name="To">Receiving node.</param>
/// <param name="SizeBits">Size in bit.</param>
/// <param name="SentAt">When it is sent.</param>
public readonly record struct NetworkMessage(int From, int To, long SizeBits, SimTime SentAt);

/// <summary>What a network rule does with a message.</summary>
/// <param name="IsDropped">True when the message is lost.</param>
/// <param name="ExtraDelay">How much later than otherwise it is delivered; not negative.</param>
public readonly record struct RuleVerdict(bool IsDropped, SimDuration ExtraDelay)
{
    /// <summary>The message goes its way.</summary>
    public static RuleVerdict Pass => default;

    /// <summary>The message is lost.</summary>
    public static RuleVerdict Drop => new(true, SimDuration.Zero);

    /// <summary>The message arrives later.</summary>
    /// <param name="extra">How much later; not negative.</param>
    public static RuleVerdict Later(SimDuration extra) => new(false, extra);
}

/// <summary>A fault of the network: it looks at a message and lets it pass, delays it or drops it.</summary>
public interface INetworkRule
{
    /// <summary>Called once for each message, when it is sent.</summary>
    /// <param name="message">The message.</param>
    RuleVerdict Judge(in NetworkMessage message);
}
