namespace TwoLayerChainSim.Model.Consensus;

/// <summary>
/// The state machine of one replica. Same settings and same inputs always give the same outputs: it has no clock, no
/// randomness and no network, only what <see cref="IReplicaContext"/> offers.
/// </summary>
public interface IConsensusProtocol
{
    /// <summary>Begins with height 0; called once, before any input.</summary>
    void Start();

    /// <summary>A message has arrived and was processed; its sender is authentic.</summary>
    /// <param name="message">The message.</param>
    void Receive(in ConsensusMessage message);

    /// <summary>A timer that was set and not cancelled has run out.</summary>
    /// <param name="timer">Number of the timer.</param>
    void TimerExpired(int timer);
}
