namespace TwoLayerChainSim.Engine;

/// <summary>What an event does when its time comes, without allocating a closure per event.</summary>
public interface IEventHandler
{
    /// <summary>Called by the event loop at the event's instant.</summary>
    /// <param name="token">The number given when the event was scheduled, e.g. a message slot or a timer generation.</param>
    void Handle(long token);
}
