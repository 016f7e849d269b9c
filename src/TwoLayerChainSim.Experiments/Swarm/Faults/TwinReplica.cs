using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Experiments.Swarm.Faults;

/// <summary>Which of the two state machines of a twin talks with whom.</summary>
public interface ITwinLinks
{
    /// <summary>True when a twin and another replica can talk.</summary>
    /// <param name="second">False for the first twin, true for the second.</param>
    /// <param name="other">Index of the other replica.</param>
    /// <param name="isToTwin">True when the other one sends.</param>
    /// <param name="message">The message.</param>
    bool AreLinked(bool second, int other, bool isToTwin, in ConsensusMessage message);

    /// <summary>True when the two twins hear each other.</summary>
    /// <param name="message">The message.</param>
    bool AreTwinsLinked(in ConsensusMessage message);
}

/// <summary>
/// Two correct state machines under one identity, each with proposals of its own (Bano et al., "Twins: BFT systems made robust",
/// OPODIS 2021). Two of them in one view are an equivocating leader and voter.
/// </summary>
/// <param name="links">Who hears whom.</param>
/// <param name="second">What the second one proposes.</param>
/// <param name="post">Shared by all twins of a run.</param>
public sealed class TwinReplica(ITwinLinks links, IReplicaApplication second, TwinPost post) : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) => new Pair(parts, links, second, post);

    private sealed class Pair : IConsensusProtocol
    {
        private readonly ReplicaParts _parts;
        private readonly ITwinLinks _links;
        private readonly IConsensusProtocol _first;
        private readonly IConsensusProtocol _second;
        private readonly TwinPost _post;

        public Pair(ReplicaParts parts, ITwinLinks links, IReplicaApplication second, TwinPost post)
        {
            (_parts, _links, _post) = (parts, links, post);
            post.Join(parts.Settings.Index);
            _first = parts.BuildWith(new Half(this, isSecond: false));
            _second = parts.Protocol.Create(parts.Settings, new Half(this, isSecond: true), second);
        }

        public void Start()
        {
            _first.Start();
            _second.Start();
        }

        public void Receive(in ConsensusMessage message)
        {
            if (_post.Take(_parts.Settings.Index, message) is { } isForSecond)
            {
                (isForSecond ? _second : _first).Receive(message);
                return;
            }

            var isFromTwin = message.From == _parts.Settings.Index;
            if (!isFromTwin && _links.AreLinked(false, message.From, true, message))
            {
                _first.Receive(message);
            }

            if (!isFromTwin && _links.AreLinked(true, message.From, true, message))
            {
                _second.Receive(message);
            }
        }

        public void TimerExpired(int timer)
        {
            if (timer < IReplicaContext.Timers)
            {
                _first.TimerExpired(timer);
            }
            else
            {
                _second.TimerExpired(timer - IReplicaContext.Timers);
            }
        }

        /// <summary>What one of the two can do.</summary>
        private sealed class Half(Pair pair, bool isSecond) : IReplicaContext
        {
            private readonly int _firstTimer = isSecond ? IReplicaContext.Timers : 0;

            public void Send(int receiver, in ConsensusMessage message)
            {
                var parts = pair._parts;
                if (receiver < parts.Settings.Replicas && pair._post.Has(receiver))
                {
                    // The first of one pair is in league with the first of another one.
                    pair._post.Add(receiver, message with { From = parts.Settings.Index }, isSecond);
                    parts.Context.Send(receiver, message);
                }
                else if (pair._links.AreLinked(isSecond, receiver, false, message))
                {
                    parts.Context.Send(receiver, message);
                }
            }

            public void Broadcast(in ConsensusMessage message)
            {
                var settings = pair._parts.Settings;
                for (var receiver = 0; receiver < settings.Replicas; receiver++)
                {
                    if (receiver != settings.Index)
                    {
                        Send(receiver, message);
                    }
                    else if (pair._links.AreTwinsLinked(message))
                    {
                        pair._post.Add(receiver, message with { From = settings.Index }, !isSecond);
                        pair._parts.Context.Send(receiver, message);
                    }
                }
            }

            public void SetTimer(int timer, SimDuration delay) => pair._parts.Context.SetTimer(_firstTimer + timer, delay);

            public void CancelTimer(int timer) => pair._parts.Context.CancelTimer(_firstTimer + timer);

            public void Commit(Decision decision)
            {
                if (!isSecond)
                {
                    pair._parts.Context.Commit(decision);
                }
            }
        }
    }
}

/// <summary>Addresses of messages between twins: the network knows identities only.</summary>
public sealed class TwinPost
{
    private readonly List<(int Receiver, ConsensusMessage Message, bool IsForSecond)> _letters = [];
    private ulong _twins;

    /// <summary>A replica has a twin.</summary>
    /// <param name="replica">Its index.</param>
    public void Join(int replica) => _twins |= 1UL << replica;

    /// <summary>True when a replica has a twin.</summary>
    /// <param name="replica">Its index.</param>
    public bool Has(int replica) => (_twins >> replica & 1) != 0;

    /// <summary>Notes for which of the two a message is.</summary>
    /// <param name="receiver">Index of the receiver.</param>
    /// <param name="message">The message as it will arrive.</param>
    /// <param name="isForSecond">True for the second twin.</param>
    public void Add(int receiver, in ConsensusMessage message, bool isForSecond) => _letters.Add((receiver, message, isForSecond));

    /// <summary>For which of the two a message is; null when nothing was noted.</summary>
    /// <param name="receiver">Index of the receiver.</param>
    /// <param name="message">A message that has arrived.</param>
    public bool? Take(int receiver, in ConsensusMessage message)
    {
        for (var i = 0; i < _letters.Count; i++)
        {
            if (_letters[i].Receiver == receiver && _letters[i].Message.Signature == message.Signature
                && _letters[i].Message == message)
            {
                var isForSecond = _letters[i].IsForSecond;
                _letters.RemoveAt(i);
                return isForSecond;
            }
        }

        return null;
    }
}
