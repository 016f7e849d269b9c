using System.Runtime.CompilerServices;

namespace TwoLayerChainSim.Engine;

/// <summary>
/// A one-time signal that processes await, e.g. the end of another process. Waiters are resumed by the event loop at the
/// instant of completion, in the order in which they began to wait.
/// </summary>
/// <param name="simulator">The run.</param>
public sealed class Completion(Simulator simulator) : INotifyCompletion
{
    private List<Action>? _waiting;

    /// <summary>True once <see cref="Complete"/> was called.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>Signals; a second call is an error.</summary>
    /// <exception cref="InvariantException">Already completed.</exception>
    public void Complete()
    {
        Require.That(!IsCompleted, "completed twice");
        IsCompleted = true;
        foreach (var continuation in _waiting ?? [])
        {
            simulator.Resume(SimDuration.Zero, continuation);
        }

        _waiting = null;
    }

    /// <summary>Called by the compiler.</summary>
    public Completion GetAwaiter() => this;

    /// <summary>Called by the compiler.</summary>
    public void GetResult() => simulator.AssertOnLoop();

    /// <summary>Called by the compiler.</summary>
    /// <param name="continuation">The rest of the waiting process.</param>
    public void OnCompleted(Action continuation) => (_waiting ??= []).Add(continuation);
}
