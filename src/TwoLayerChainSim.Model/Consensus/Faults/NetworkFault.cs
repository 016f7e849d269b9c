using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>A fault of some links for a time.</summary>
/// <param name="window">When it is on; what counts is the instant at which a message is sent.</param>
/// <param name="affects">Which links by replica index of sender and receiver; null for all.</param>
public abstract class NetworkFault(FaultWindow window, Func<int, int, bool>? affects) : IMessageRule
{
    /// <inheritdoc/>
    public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) =>
        window.Contains(now) && (affects is null || affects(from, receiver)) ? Judge(from, receiver) : MessageVerdict.Pass;

    /// <summary>The verdict on a message over an affected link while the fault is on.</summary>
    /// <param name="from">Replica index of the sender.</param>
    /// <param name="receiver">Replica index of the receiver.</param>
    protected abstract MessageVerdict Judge(int from, int receiver);
}

/// <summary>Loses each message with a probability, independently.</summary>
/// <param name="probability">In [0, 1]; 0 is the same as no fault.</param>
/// <param name="draws">Where the draws come from.</param>
/// <param name="window">When it is on.</param>
/// <param name="affects">Which links; null for all.</param>
public sealed class MessageLoss(
    double probability, LinkDraws draws, FaultWindow window, Func<int, int, bool>? affects = null) : NetworkFault(window, affects)
{
    /// <inheritdoc/>
    protected override MessageVerdict Judge(int from, int receiver) =>
        draws.Of(from, receiver).NextDouble() < probability ? MessageVerdict.Drop : MessageVerdict.Pass;
}

/// <summary>Delivers a copy of each message with a probability, some time after the original.</summary>
/// <param name="probability">In [0, 1]; 0 is the same as no fault.</param>
/// <param name="latest">The copy comes later by a time uniform in [0, latest).</param>
/// <param name="draws">Where the draws come from.</param>
/// <param name="window">When it is on.</param>
/// <param name="affects">Which links; null for all.</param>
public sealed class MessageDuplication(
    double probability, SimDuration latest, LinkDraws draws, FaultWindow window, Func<int, int, bool>? affects = null)
    : NetworkFault(window, affects)
{
    /// <inheritdoc/>
    protected override MessageVerdict Judge(int from, int receiver)
    {
        var stream = draws.Of(from, receiver);
        var (fate, delay) = (stream.NextDouble(), stream.NextDouble());
        return fate < probability ? new(MessageFate.Duplicate, latest.Scale(delay)) : MessageVerdict.Pass;
    }
}

/// <summary>Holds each message with a probability, so that later ones overtake it.</summary>
/// <param name="probability">In [0, 1]; 0 is the same as no fault.</param>
/// <param name="longest">A message is held for a time uniform in [0, longest).</param>
/// <param name="draws">Where the draws come from.</param>
/// <param name="window">When it is on.</param>
/// <param name="affects">Which links; null for all.</param>
public sealed class MessageReordering(
    double probability, SimDuration longest, LinkDraws draws, FaultWindow window, Func<int, int, bool>? affects = null)
    : NetworkFault(window, affects)
{
    /// <inheritdoc/>
    protected override MessageVerdict Judge(int from, int receiver)
    {
        var stream = draws.Of(from, receiver);
        var (fate, hold) = (stream.NextDouble(), stream.NextDouble());
        return fate < probability ? new(MessageFate.Hold, longest.Scale(hold)) : MessageVerdict.Pass;
    }
}

/// <summary>Makes every message take longer.</summary>
/// <param name="extra">By how much; 0 is the same as no fault.</param>
/// <param name="window">When it is on.</param>
/// <param name="affects">Which links; null for all.</param>
public sealed class DelaySpike(SimDuration extra, FaultWindow window, Func<int, int, bool>? affects = null)
    : NetworkFault(window, affects)
{
    /// <inheritdoc/>
    protected override MessageVerdict Judge(int from, int receiver) =>
        extra == SimDuration.Zero ? MessageVerdict.Pass : new(MessageFate.Hold, extra);
}

/// <summary>Loses every message between replicas of different groups; it heals at the end of the window.</summary>
/// <param name="groupOf">Group of a replica by its index.</param>
/// <param name="window">When it is on.</param>
/// <param name="oneWay">True when only messages to a group with a larger number are lost.</param>
public sealed class NetworkPartition(Func<int, int> groupOf, FaultWindow window, bool oneWay = false)
    : NetworkFault(window, affects: null)
{
    /// <inheritdoc/>
    protected override MessageVerdict Judge(int from, int receiver)
    {
        var (source, destination) = (groupOf(from), groupOf(receiver));
        return source < destination || (source > destination && !oneWay) ? MessageVerdict.Drop : MessageVerdict.Pass;
    }
}
