using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>Watches a committee in message fidelity: traces, metrics and checkers. Observing never changes the run.</summary>
public interface ICommitteeObserver
{
    /// <summary>A message leaves its sender.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="receiver">Replica index of the receiver.</param>
    /// <param name="message">The message.</param>
    void Sent(SimTime now, int receiver, in ConsensusMessage message);

    /// <summary>A message has arrived and was processed.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="receiver">Replica index of the receiver.</param>
    /// <param name="message">The message.</param>
    void Delivered(SimTime now, int receiver, in ConsensusMessage message);

    /// <summary>A message is lost.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="receiver">Replica index of the receiver.</param>
    /// <param name="message">The message.</param>
    void Dropped(SimTime now, int receiver, in ConsensusMessage message);

    /// <summary>A timer of a replica has run out.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="replica">Replica index.</param>
    void TimerExpired(SimTime now, int replica);

    /// <summary>A replica has decided.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="replica">Replica index.</param>
    /// <param name="decision">The decision.</param>
    void Committed(SimTime now, int replica, Decision decision);
}
