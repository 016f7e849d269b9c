namespace TwoLayerChainSim.Model.Network;

/// <summary>Told about each receiver of a transmission that reaches several.</summary>
public interface IReceiver
{
    /// <summary>A receiver has the whole message now.</summary>
    /// <param name="receiver">Number of the receiver.</param>
    /// <param name="token">The number given with the message.</param>
    void Received(int receiver, long token);
}
