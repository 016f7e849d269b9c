using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Consensus.Protocols;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Experiments.Swarm.Faults;

/// <summary>What all liars of a run know: which value stands in for which.</summary>
internal sealed class LiarsPlan
{
    private readonly Dictionary<Digest, Digest> _others = [];
    private ulong _liars;

    /// <summary>A replica lies.</summary>
    public void Join(int replica) => _liars |= 1UL << replica;

    /// <summary>True when a replica lies.</summary>
    public bool Has(int replica) => (_liars >> replica & 1) != 0;

    /// <summary>Agrees to vote for one digest where the truth is another.</summary>
    public void Agree(in Digest truth, in Digest other) => _others[truth] = other;

    /// <summary>What to vote for in the place of <paramref name="truth"/>; itself when nothing is agreed.</summary>
    public Digest Other(in Digest truth) => _others.TryGetValue(truth, out var other) ? other : truth;
}

/// <summary>A liar that decides for each receiver what to send: it follows the protocol and changes what leaves it.</summary>
/// <param name="trouble">How it lies.</param>
/// <param name="seed">Seed of its draws.</param>
/// <param name="plan">What it has agreed on with the other liars.</param>
internal sealed class LyingReplica(ReplicaTrouble trouble, ulong seed, LiarsPlan plan) : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts)
    {
        plan.Join(trouble.Replica);
        return parts.BuildWith(new Context(parts, trouble, StableHash.Combine(seed, (ulong)trouble.Replica), seed, plan));
    }

    private sealed class Context(ReplicaParts parts, ReplicaTrouble trouble, ulong own, ulong shared, LiarsPlan plan)
        : ReplicaContextDecorator(parts.Context)
    {
        private readonly VoteSigner _signer = parts.Settings.Signer;
        private int _sent;

        public override void Broadcast(in ConsensusMessage message)
        {
            for (var receiver = 0; receiver < parts.Settings.Replicas; receiver++)
            {
                if (receiver != parts.Settings.Index)
                {
                    Send(receiver, message);
                }
            }
        }

        public override void Send(int receiver, in ConsensusMessage message)
        {
            var draw = StableHash.Combine(own, ((ulong)receiver << 32) | (uint)_sent++);
            switch (trouble.Kind)
            {
                case TroubleKind.Selective:
                    // Even variants always leave out the same receivers, odd ones choose anew for every message.
                    var omits = trouble.Variant % 2 == 0 ? StableHash.Combine(own, (ulong)receiver) : draw;
                    if (omits % 2 == 0)
                    {
                        base.Send(receiver, message);
                    }

                    break;
                case TroubleKind.Late:
                    SendLate(receiver, message);
                    break;
                case TroubleKind.Equivocate:
                    base.Send(receiver, HearsTheTruth(receiver) ? message : Other(message));
                    break;
                case TroubleKind.Mutate:
                    base.Send(receiver, draw % 4 == 0 ? Mutated(message, StableHash.Mix(draw)) : message);
                    break;
                default:
                    base.Send(receiver, Unlocked(message));
                    break;
            }
        }

        /// <summary>One half of the committee hears the truth, and so do all liars.</summary>
        private bool HearsTheTruth(int receiver) =>
            plan.Has(receiver) || (StableHash.Combine(shared, (ulong)receiver) & 1) == 0;

        private void SendLate(int receiver, ConsensusMessage message) =>
            parts.Simulator.After(new(trouble.StopUs * 1000), () => base.Send(receiver, message));

        private ConsensusMessage Other(in ConsensusMessage message)
        {
            if (message.Body is IProposalBody body)
            {
                var other = _signer.Restate(
                    message, body.Replace(SwarmValue.Of(parts.Settings.Index, message.Height, variant: 1)));
                plan.Agree(message.Value, other.Value);
                return other;
            }

            return message.Body is null
                ? _signer.Restate(message, plan.Other(message.Value))
                : message;
        }

        private ConsensusMessage Mutated(in ConsensusMessage message, ulong draw)
        {
            var step = (draw & 1) == 0 ? 1 : -1;
            var changed = ((draw >> 1) % 5) switch
            {
                0 => message with { View = Math.Max(0, message.View + step) },
                1 => message with { Height = Math.Max(0, message.Height + step) },
                2 => message with { Value = SwarmValue.Of(parts.Settings.Index, message.Height, 2).Value },
                3 => message with { Kind = message.Kind == MessageKind.Prepare ? MessageKind.Commit : MessageKind.Prepare },
                _ => message with { Body = null },
            };
            return _signer.Restate(message, changed);
        }

        /// <summary>Runs code without locks: it hides what it has prepared, and proposes what it likes in every view.</summary>
        private ConsensusMessage Unlocked(in ConsensusMessage message)
        {
            if (message.Body is ViewChange change && trouble.Variant % 2 == 0)
            {
                var forgetful = ViewChange.Sign(_signer, change.Height, change.View, null);
                return message with { Value = default, Signature = forgetful.Signature, Body = forgetful };
            }

            return message.Body is IProposalBody body && message.View > 0
                ? _signer.Restate(message, body.Replace(parts.Application.Propose(message.Height)))
                : message;
        }
    }
}

/// <summary>Runs the code of the protocol with wrong numbers: a smaller quorum, less patience, or itself as the first leader.</summary>
/// <param name="variant">Which numbers.</param>
internal sealed class MiscountingReplica(int variant) : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts)
    {
        var settings = parts.Settings;
        return parts.Protocol.Create(
            variant switch
            {
                0 => settings with { Quorum = 1 },
                1 => settings with { Quorum = Math.Max(1, settings.Quorum - 1), Faults = 0 },
                2 => settings with { BaseTimeout = new(Math.Max(1, settings.BaseTimeout.Nanoseconds / 16)) },
                _ => settings with { FirstLeader = settings.Index },
            },
            parts.Context,
            parts.Application);
    }
}
