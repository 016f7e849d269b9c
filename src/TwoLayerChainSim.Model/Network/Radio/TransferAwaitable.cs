using System.Runtime.CompilerServices;

namespace TwoLayerChainSim.Model.Network;

/// <summary>What <see cref="RadioChannel.Transfer"/> returns: await it in a process.</summary>
/// <param name="channel">The channel.</param>
/// <param name="sender">Number of the sender on the channel.</param>
/// <param name="path">Where the transfer goes.</param>
/// <param name="sizeBits">Size in bit, at least 0.</param>
public readonly struct TransferAwaitable(RadioChannel channel, int sender, RadioPath path, long sizeBits)
    : INotifyCompletion
{
    /// <summary>Always false: even an empty transfer goes through the channel.</summary>
    public bool IsCompleted => false;

    /// <summary>Called by the compiler.</summary>
    public TransferAwaitable GetAwaiter() => this;

    /// <summary>Called by the compiler after the transfer.</summary>
    public void GetResult()
    {
    }

    /// <summary>Called by the compiler: queues the transfer.</summary>
    /// <param name="continuation">The rest of the process.</param>
    public void OnCompleted(Action continuation) => channel.Enqueue(new(sender, path, sizeBits, continuation, 0));
}
