using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// Applies the rules of a network to its messages and counts them. At every instant
/// sent = delivered + dropped + in flight, where the network itself knows what is in flight.
/// </summary>
/// <param name="rules">The rules: one that drops wins, delays add up.</param>
public sealed class MessageGate(ImmutableArray<INetworkRule> rules)
{
    /// <summary>A gate that lets everything pass.</summary>
    public MessageGate()
        : this([])
    {
    }

    /// <summary>Number of messages sent so far.</summary>
    public long Sent { get; private set; }

    /// <summary>Number of messages delivered so far.</summary>
    public long Delivered { get; private set; }

    /// <summary>Number of messages dropped so far.</summary>
    public long Dropped { get; private set; }

    /// <summary>Bits of the messages sent so far.</summary>
    public long SentBits { get; private set; }

    /// <summary>Counts a message that is sent and asks every rule about it.</summary>
    /// <param name="message">The message.</param>
    public RuleVerdict Send(in NetworkMessage message)
    {
        Sent++;
        SentBits += message.SizeBits;
        var (isDropped, delay) = (false, SimDuration.Zero);
        foreach (var rule in rules)
        {
            var verdict = rule.Judge(in message);
            isDropped |= verdict.IsDropped;
            delay += verdict.ExtraDelay;
        }

        return new(isDropped, delay);
    }

    /// <summary>Counts a delivery.</summary>
    public void Deliver() => Delivered++;

    /// <summary>Counts a loss.</summary>
    public void Drop() => Dropped++;
}
