namespace TwoLayerChainSim.Model.Network;

/// <summary>Told what becomes of a message at each of its receivers: it is received or lost, exactly once.</summary>
public interface IReceiver
{
    /// <summary>A receiver has the whole message now.</summary>
    /// <param name="receiver">Number of the receiver.</param>
    /// <param name="token">The number given with the message.</param>
    void Received(int receiver, long token);

    /// <summary>The message to a receiver was lost, possibly while it was being sent. Ignored by default.</summary>
    /// <param name="receiver">Number of the receiver.</param>
    /// <param name="token">The number given with the message.</param>
    void Lost(int receiver, long token)
    {
    }
}
