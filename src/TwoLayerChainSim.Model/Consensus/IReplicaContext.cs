using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus;

/// <summary>Everything that a replica can do to the world. A faulty replica is a decorator of this.</summary>
public interface IReplicaContext
{
    /// <summary>Number of timers of a replica.</summary>
    const int Timers = 4;

    /// <summary>Sends to one replica, or to the client.</summary>
    /// <param name="receiver">Index of the receiver; the number of replicas stands for the client.</param>
    /// <param name="message">The message.</param>
    void Send(int receiver, in ConsensusMessage message);

    /// <summary>Sends to all other replicas.</summary>
    /// <param name="message">The message.</param>
    void Broadcast(in ConsensusMessage message);

    /// <summary>Sends to some replicas, in one transmission where the medium allows it.</summary>
    /// <param name="receivers">Indices of the receivers, ascending, this replica not among them.</param>
    /// <param name="message">The message.</param>
    void Multicast(ReadOnlySpan<int> receivers, in ConsensusMessage message)
    {
        foreach (var receiver in receivers)
        {
            Send(receiver, message);
        }
    }

    /// <summary>Sets a timer, replacing an earlier setting of the same number.</summary>
    /// <param name="timer">Number of the timer, 0 to 3.</param>
    /// <param name="delay">When it runs out.</param>
    void SetTimer(int timer, SimDuration delay);

    /// <summary>Cancels a timer; nothing happens when it is not set.</summary>
    /// <param name="timer">Number of the timer.</param>
    void CancelTimer(int timer);

    /// <summary>Announces a decision, once a height and in order of heights.</summary>
    /// <param name="decision">The decision.</param>
    void Commit(Decision decision);
}
