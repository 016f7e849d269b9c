using System.Runtime.CompilerServices;

namespace TwoLayerChainSim.Engine;

/// <summary>What <see cref="Simulator.Delay"/> returns: await it in a process. No allocation per resumption.</summary>
/// <param name="simulator">The run.</param>
/// <param name="delay">How long to wait.</param>
public readonly struct DelayAwaitable(Simulator simulator, SimDuration delay) : INotifyCompletion
{
    /// <summary>Always false: even a zero delay goes through the calendar.</summary>
    public bool IsCompleted => false;

    /// <summary>Called by the compiler.</summary>
    public DelayAwaitable GetAwaiter() => this;

    /// <summary>Called by the compiler after the delay.</summary>
    public void GetResult() => simulator.AssertOnLoop();

    /// <summary>Called by the compiler: puts the continuation on the calendar.</summary>
    /// <param name="continuation">The rest of the process.</param>
    public void OnCompleted(Action continuation) => simulator.Resume(delay, continuation);
}
