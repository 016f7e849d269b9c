using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// PBFT (Castro and Liskov, OSDI 1999): pre-prepare, prepare, commit; on a timer or an invalid proposal the view changes and
/// the new leader proposes what may have been decided. Heights are decided one after the other; the view stays from one
/// height to the next.
/// </summary>
/// <remarks>
/// Prepared: the leader's pre-prepare and Q-1 prepare votes of distinct backups, own included. Committed: prepared and Q
/// commit votes, own included (models 5.1). A replica that lags behind learns decisions from their commit certificates, which
/// those ahead of it send when a checkpoint has made it ask, or when it asks to change the view.
/// </remarks>
public class Pbft : ViewReplica
{
    private readonly VoteSet _prepares;
    private readonly VoteSet _commits;
    private readonly Checkpoints _checkpoints;
    private bool _isPrepared;
    private Proposal? _proposal;

    /// <summary>A replica.</summary>
    /// <param name="settings">What it knows from the start.</param>
    /// <param name="context">What it can do.</param>
    /// <param name="application">What it decides about.</param>
    public Pbft(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
        : base(settings, context, application) => (_prepares, _commits, _checkpoints) =
            (new(settings.Replicas), new(settings.Replicas), new(settings, context));

    /// <summary>True when the leader sends a prepare vote as well; false when its proposal is its vote.</summary>
    protected virtual bool LeaderPrepares => false;

    /// <summary>
    /// What a new view must propose: the value prepared in the highest view, since it may have been decided; null when the
    /// leader is free. Leader and backups apply the same rule.
    /// </summary>
    /// <param name="viewChanges">View changes of a quorum.</param>
    protected virtual PreparedValue? ValueToKeep(ImmutableArray<ViewChange> viewChanges) => ViewChange.Highest(viewChanges);

    /// <inheritdoc/>
    protected override bool RepeatsViewChange => true;

    /// <inheritdoc/>
    protected override int FirstViewAfter(Decision last) => last.View;

    /// <inheritdoc/>
    protected override void OnDecided(Decision decision) => _checkpoints.Add(decision, View);

    /// <inheritdoc/>
    protected override void OnCheckpoint(in ConsensusMessage message) => _checkpoints.Receive(message, Height, View);

    /// <inheritdoc/>
    protected override void ForgetHeight() => _isPrepared = false;

    /// <inheritdoc/>
    protected override void ForgetView()
    {
        if (_isPrepared)
        {
            HighestPrepared = new(_prepares.ToCertificate(VotePhase.Prepare, Height, View, _proposal!.Value), _proposal);
        }

        (_isPrepared, _proposal) = (false, null);
        _prepares.Clear();
        _commits.Clear();
    }

    /// <inheritdoc/>
    protected override void BeginHeight() => ProposeIfAsked();

    /// <inheritdoc/>
    protected override void Propose()
    {
        var proposal = Application.Propose(Height);
        var signature = SignVote(VotePhase.Prepare, proposal.Value);
        Context.Broadcast(new(MessageKind.PrePrepare, Height, View, proposal.Value, signature, proposal));
        Accept(proposal, signature);
    }

    /// <inheritdoc/>
    protected override void OpenView(ImmutableArray<ViewChange> viewChanges)
    {
        var proposal = ValueToKeep(viewChanges)?.Proposal ?? Application.Propose(Height);
        var signature = SignVote(VotePhase.Prepare, proposal.Value);
        var opening = new NewView(Height, View, viewChanges, proposal);
        Context.Broadcast(new(MessageKind.NewView, Height, View, proposal.Value, signature, opening));
        Accept(proposal, signature);
    }

    /// <inheritdoc/>
    protected override void OnProtocolMessage(in ConsensusMessage message)
    {
        if (message.Kind == MessageKind.NewView)
        {
            OnNewView(message);
        }
        else if (message.Kind is MessageKind.PrePrepare or MessageKind.Prepare or MessageKind.Commit && IsDue(message))
        {
            switch (message.Kind)
            {
                case MessageKind.PrePrepare:
                    OnPrePrepare(message);
                    break;
                case MessageKind.Prepare:
                    OnPrepare(message);
                    break;
                default:
                    OnCommit(message);
                    break;
            }
        }
    }

    private void OnPrePrepare(in ConsensusMessage message)
    {
        // A later view is opened by NEW-VIEW only, which must be justified.
        var isExpected = View == StartView && _proposal is null && message.From == LeaderOf(View);
        if (!isExpected || message.Body is not Proposal proposal || proposal.Value != message.Value
            || !IsSigned(VotePhase.Prepare, message))
        {
            return;
        }

        if (Application.IsValid(Height, proposal))
        {
            Accept(proposal, message.Signature);
        }
        else
        {
            GiveUpView();
        }
    }

    private void OnNewView(in ConsensusMessage message)
    {
        var isAwaited = message.View == View && !IsOpen;
        if ((message.View <= View && !isAwaited) || message.From != LeaderOf(message.View))
        {
            return;
        }

        if (message.Body is NewView opening && IsJustified(opening, message))
        {
            EnterView(message.View);
            Accept(opening.Proposal, message.Signature);
        }
        else if (isAwaited)
        {
            GiveUpView();
        }
    }

    /// <summary>True when the leader of a new view proposes what the view changes of a quorum allow.</summary>
    /// <param name="opening">The opening of the view.</param>
    /// <param name="message">The message that carries it.</param>
    protected virtual bool IsJustified(NewView opening, in ConsensusMessage message)
    {
        var isWellFormed = opening.Height == message.Height && opening.View == message.View
            && opening.Proposal.Value == message.Value && IsSigned(VotePhase.Prepare, message)
            && opening.HasQuorum(Settings);
        return isWellFormed && (ValueToKeep(opening.ViewChanges) is { } prepared
            ? prepared.Proposal.Value == opening.Proposal.Value
            : Application.IsValid(Height, opening.Proposal));
    }

    private void Accept(Proposal proposal, ulong leaderSignature)
    {
        _proposal = proposal;
        if (!LeaderPrepares)
        {
            // The leader's prepare vote is its proposal.
            _prepares.Add(LeaderOf(View), proposal.Value, leaderSignature);
        }

        if (LeaderPrepares || !IsLeader)
        {
            var signature = SignVote(VotePhase.Prepare, proposal.Value);
            _prepares.Add(Settings.Index, proposal.Value, signature);
            Context.Broadcast(new(MessageKind.Prepare, Height, View, proposal.Value, signature));
        }

        CheckPrepared();
    }

    private void OnPrepare(in ConsensusMessage message)
    {
        var counts = !_isPrepared && (LeaderPrepares || message.From != LeaderOf(View)) && IsSigned(VotePhase.Prepare, message);
        if (counts && _prepares.Add(message.From, message.Value, message.Signature))
        {
            CheckPrepared();
        }
    }

    private void OnCommit(in ConsensusMessage message)
    {
        if (IsSigned(VotePhase.Commit, message) && _commits.Add(message.From, message.Value, message.Signature))
        {
            CheckCommitted();
        }
    }

    private void CheckPrepared()
    {
        if (_isPrepared || _proposal is null || _prepares.Count(_proposal.Value) < Settings.Quorum)
        {
            return;
        }

        _isPrepared = true;
        var signature = SignVote(VotePhase.Commit, _proposal.Value);
        _commits.Add(Settings.Index, _proposal.Value, signature);
        Context.Broadcast(new(MessageKind.Commit, Height, View, _proposal.Value, signature));
        CheckCommitted();
    }

    private void CheckCommitted()
    {
        if (_isPrepared && _commits.Count(_proposal!.Value) >= Settings.Quorum)
        {
            Decide(new(Height, View, _proposal, _commits.ToCertificate(VotePhase.Commit, Height, View, _proposal.Value)));
        }
    }
}
