namespace TwoLayerChainSim.Model.Network;

/// <summary>Told when a radio channel becomes busy or idle.</summary>
public interface IOccupancyListener
{
    /// <summary>The channel changed its state now.</summary>
    /// <param name="busy">True when it became busy.</param>
    void OccupancyChanged(bool busy);
}
