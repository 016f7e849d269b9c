namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// Carries the messages of a committee: the seam where a scheme plugs in D2D links, cellular relays, a backbone or a plain
/// delay law. Called once for each send or broadcast, so that a shared medium can be charged once.
/// </summary>
public interface ICommitteeTransport
{
    /// <summary>
    /// Takes over a transmission. Every receiver must get it or lose it exactly once: by a delay that is known now, or by an
    /// arrival that the transport completes after this call. Links work in parallel unless the transport says otherwise.
    /// </summary>
    /// <param name="transmission">Who sends what to whom; not valid after the call, but its arrivals are.</param>
    void Transmit(in Transmission transmission);
}
