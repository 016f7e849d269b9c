using System.Collections.Immutable;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Protocols;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>Counts commit votes for other values, signatures and all, as votes for the own one.</summary>
internal sealed class CountsAnyDigest : PlantedReplica
{
    public CountsAnyDigest(BugParts parts)
        : base(parts) => Inner = new TrustsVotes(parts with { Context = this });

    public override void Receive(in ConsensusMessage message)
    {
        if (!IsPlainVote(message) || IsSigned(message))
        {
            var isCounted = message.Kind == MessageKind.Commit && message.Height == Last.Height && message.View == Last.View
                && Last.Kind.Vote() is not null;
            Inner.Receive(isCounted ? message with { Value = Last.Value } : message);
        }
    }

    private bool IsSigned(in ConsensusMessage message) => Repaired(message, message.From).Signature == message.Signature;
}

/// <summary>Takes a repeated vote for the vote of a replica that has not voted yet.</summary>
internal sealed class CountsMessages(BugParts parts) : PlantedReplica(parts)
{
    private readonly HashSet<(int From, MessageKind Kind, int Height, int View)> _seen = [];

    public override void Receive(in ConsensusMessage message)
    {
        Inner.Receive(message);
        if (!IsPlainVote(message) || _seen.Add((message.From, message.Kind, message.Height, message.View)))
        {
            return;
        }

        for (var other = 0; other < Settings.Replicas; other++)
        {
            if (_seen.Add((other, message.Kind, message.Height, message.View)))
            {
                Inner.Receive(Repaired(message, other));
                return;
            }
        }
    }
}

/// <summary>Takes votes of any view for votes of its own.</summary>
internal sealed class CountsAnyView(BugParts parts) : PlantedReplica(parts)
{
    public override void Receive(in ConsensusMessage message) => Inner.Receive(
        IsPlainVote(message) && message.Height == Last.Height && message.View != Last.View
            ? Repaired(message with { View = Last.View }, message.From)
            : message);
}

/// <summary>Takes the proposal of the leader for a prepared one and votes to commit at once.</summary>
internal sealed class CommitsUnprepared(BugParts parts) : PlantedReplica(parts)
{
    public override void Start()
    {
        base.Start();
        Prepare();
    }

    public override void Receive(in ConsensusMessage message)
    {
        base.Receive(message);
        Prepare();
    }

    public override void TimerExpired(int timer)
    {
        base.TimerExpired(timer);
        Prepare();
    }

    private void Prepare()
    {
        var accepted = Last;
        for (var other = 0; other < Settings.Replicas && accepted.Kind.Vote() == VotePhase.Prepare && Last == accepted; other++)
        {
            var vote = new ConsensusMessage(MessageKind.Prepare, accepted.Height, accepted.View, accepted.Value);
            Inner.Receive(Repaired(vote, other));
        }
    }
}

/// <summary>Adds its vote to every value that it sees a vote for.</summary>
internal sealed class VotesForAll(BugParts parts) : PlantedReplica(parts)
{
    private readonly HashSet<(int Height, int View, Digest Value)> _repeated = [];

    public override void Receive(in ConsensusMessage message)
    {
        Inner.Receive(message);
        var isNews = message.Kind == MessageKind.Prepare && message.Height == Last.Height && message.View == Last.View
            && _repeated.Add((message.Height, message.View, message.Value));
        if (isNews)
        {
            Broadcast(Repaired(message, Settings.Index));
        }
    }
}

/// <summary>Takes the proposal of any replica for that of the leader.</summary>
internal sealed class FollowsAnyLeader(BugParts parts) : PlantedReplica(parts)
{
    public override void Receive(in ConsensusMessage message) => Inner.Receive(
        message.Kind == MessageKind.PrePrepare ? Repaired(message, Settings.LeaderOf(message.View)) : message);
}

/// <summary>Takes certificates of any view for certificates of its own (HotStuff).</summary>
internal sealed class FollowsAnyCertificate(BugParts parts) : PlantedReplica(parts)
{
    private (int Height, int View) _place;

    public override void Send(int receiver, in ConsensusMessage message)
    {
        _place = message.Kind == MessageKind.Decision ? _place : (message.Height, message.View);
        base.Send(receiver, message);
    }

    public override void Broadcast(in ConsensusMessage message)
    {
        _place = (message.Height, message.View);
        base.Broadcast(message);
    }

    public override void Receive(in ConsensusMessage message)
    {
        var isOld = message.Body is VoteCertificate && message.Height == _place.Height && message.View < _place.View;
        Inner.Receive(isOld ? Moved(message, (VoteCertificate)message.Body!) : message);
    }

    private ConsensusMessage Moved(in ConsensusMessage message, VoteCertificate old)
    {
        var view = _place.View;
        ImmutableArray<ulong> signatures =
            [.. old.Signers.Select(signer => Sign(signer, old.Phase, old.Height, view, old.Value))];
        return message with { View = view, Body = old with { View = view, Signatures = signatures } };
    }
}

/// <summary>Does not look at the signatures of votes.</summary>
internal sealed class TrustsVotes(BugParts parts) : Pbft(parts.Settings, parts.Context, parts.Application)
{
    protected override bool IsSigned(VotePhase phase, in ConsensusMessage message) => true;
}
