using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>A network fault: looks at a message when it is sent and says what happens to it on the way.</summary>
public interface IMessageRule
{
    /// <summary>The verdict on one message to one receiver.</summary>
    /// <param name="from">Replica index of the sender.</param>
    /// <param name="receiver">Replica index of the receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="now">The current instant.</param>
    MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now);
}

/// <summary>What happens to a message on the way.</summary>
public enum MessageFate
{
    /// <summary>Nothing.</summary>
    Pass,

    /// <summary>It takes longer by <see cref="MessageVerdict.Delay"/>.</summary>
    Hold,

    /// <summary>It arrives, and a copy after another <see cref="MessageVerdict.Delay"/>.</summary>
    Duplicate,

    /// <summary>It is lost.</summary>
    Drop,
}

/// <summary>The verdict of a rule.</summary>
/// <param name="Fate">What happens.</param>
/// <param name="Delay">By how much it is held, or how long after the original a copy arrives.</param>
public readonly record struct MessageVerdict(MessageFate Fate, SimDuration Delay = default)
{
    /// <summary>Nothing happens to the message.</summary>
    public static MessageVerdict Pass => default;

    /// <summary>The message is lost.</summary>
    public static MessageVerdict Drop => new(MessageFate.Drop);
}
