namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>What a replica does with a message.</summary>
/// <param name="message">The message.</param>
public delegate void MessageHandler(in ConsensusMessage message);

/// <summary>Messages that came too early wait here until the replica has moved on.</summary>
/// <param name="settings">What the replica knows from the start.</param>
public sealed class DeferredMessages(ReplicaSettings settings)
{
    private const int PerReplicaMax = 64;

    private List<ConsensusMessage> _waiting = [];
    private List<ConsensusMessage> _replayed = [];
    private bool _isDue;

    /// <summary>Keeps a message, unless the shelf is full or the message is about a height that is never reached.</summary>
    /// <param name="message">The message.</param>
    public void Add(in ConsensusMessage message)
    {
        if (_waiting.Count < PerReplicaMax * settings.Replicas && message.Height < settings.Heights)
        {
            _waiting.Add(message);
        }
    }

    /// <summary>The replica has moved on: the waiting messages are to be handled again.</summary>
    public void MarkDue() => _isDue = true;

    /// <summary>Handles the waiting messages again, as often as the replica moves on by it.</summary>
    /// <param name="handle">What to do with each; it may add messages.</param>
    public void Replay(MessageHandler handle)
    {
        while (_isDue)
        {
            _isDue = false;
            (_waiting, _replayed) = (_replayed, _waiting);
            foreach (ref readonly var message in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_replayed))
            {
                handle(message);
            }

            _replayed.Clear();
        }
    }
}
