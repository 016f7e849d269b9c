using System.Runtime.CompilerServices;

namespace TwoLayerChainSim.Engine;

/// <summary>An unbounded first-in-first-out queue of messages from callbacks or processes to one receiving process.</summary>
/// <typeparam name="T">Type of the messages.</typeparam>
/// <param name="simulator">The run.</param>
public sealed class Mailbox<T>(Simulator simulator)
{
    private readonly Queue<T> _messages = new();
    private Action? _receiver;

    /// <summary>Number of messages waiting.</summary>
    public int Count => _messages.Count;

    /// <summary>Puts a message; a waiting receiver is resumed at this instant by the event loop.</summary>
    /// <param name="message">The message.</param>
    public void Send(T message)
    {
        _messages.Enqueue(message);
        if (_receiver is { } receiver)
        {
            _receiver = null;
            simulator.Resume(SimDuration.Zero, receiver);
        }
    }

    /// <summary>Awaits the next message. Only one process receives from a mailbox at a time.</summary>
    public ReceiveAwaitable Receive() => new(this);

    /// <summary>What <see cref="Receive"/> returns.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public readonly struct ReceiveAwaitable(Mailbox<T> mailbox) : INotifyCompletion
    {
        /// <summary>True when a message is there already.</summary>
        public bool IsCompleted => mailbox._messages.Count > 0;

        /// <summary>Called by the compiler.</summary>
        public ReceiveAwaitable GetAwaiter() => this;

        /// <summary>Called by the compiler: the message.</summary>
        public T GetResult() => mailbox._messages.Dequeue();

        /// <summary>Called by the compiler.</summary>
        /// <param name="continuation">The rest of the receiving process.</param>
        /// <exception cref="InvariantException">Another process is receiving.</exception>
        public void OnCompleted(Action continuation)
        {
            Require.That(mailbox._receiver is null, "two processes receive from one mailbox");
            mailbox._receiver = continuation;
        }
    }
}
