using System.Collections.Immutable;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// What protocols with one leader a view have in common: heights decided one after the other, views within a height, the
/// timer that ends a view, view changes, and decisions for replicas that have fallen behind.
/// </summary>
/// <remarks>
/// A replica that gives up a view tells all others of it, joins a later view that more than f others have moved to, and
/// starts the timer of a view anew when a quorum waits for the same leader (Castro and Liskov, OSDI 1999, sections 4.4 and
/// 4.5.2). The leader of a later view proposes without a request of the client, who would have repeated it by then.
/// </remarks>
public abstract partial class ViewReplica : IConsensusProtocol
{
    private const int ViewTimer = 0;

    private readonly DeferredMessages _deferred;
    private readonly DecisionLog _decisions;
    private readonly ViewChangeLog _viewChanges;
    private readonly MessageHandler _handle;
    private bool _hasRepeated;
    private bool _sawQuorumOfViewChanges;
    private bool _hasRequest;

    /// <summary>A replica.</summary>
    /// <param name="settings">What it knows from the start.</param>
    /// <param name="context">What it can do.</param>
    /// <param name="application">What it decides about.</param>
    protected ViewReplica(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
    {
        (Settings, Context, Application) = (settings, context, application);
        (_deferred, _decisions, _viewChanges) = (new(settings), new(settings, context), new(settings.Replicas));
        (_handle, _hasRequest) = (Handle, !settings.HasClient);
    }

    /// <summary>What the replica knows from the start.</summary>
    protected ReplicaSettings Settings { get; }

    /// <summary>What the replica can do.</summary>
    protected IReplicaContext Context { get; }

    /// <summary>What the replica decides about.</summary>
    protected IReplicaApplication Application { get; }

    /// <summary>The height that is being decided, from 0.</summary>
    protected int Height => _decisions.Height;

    /// <summary>The view, from 0.</summary>
    protected int View { get; private set; }

    /// <summary>The view in which the height began.</summary>
    protected int StartView { get; private set; }

    /// <summary>False from the moment at which the last view was given up until the leader of this one proposes.</summary>
    protected bool IsOpen { get; private set; }

    /// <summary>The value of this height that was prepared in the highest view so far, as far as this replica knows.</summary>
    protected PreparedValue? HighestPrepared { get; set; }

    /// <summary>True when this replica leads the view.</summary>
    protected bool IsLeader => LeaderOf(View) == Settings.Index;

    /// <inheritdoc/>
    public void Start()
    {
        EnterHeight(0);
        _deferred.Replay(_handle);
    }

    /// <inheritdoc/>
    public void Receive(in ConsensusMessage message)
    {
        Handle(message);
        _deferred.Replay(_handle);
    }

    /// <inheritdoc/>
    public void TimerExpired(int timer)
    {
        if (!_decisions.IsDone)
        {
            OnViewTimer();
            _deferred.Replay(_handle);
        }
    }

    /// <summary>
    /// True when a replica that is ahead of others repeats its view change before it goes on. Protocols need it in which replicas
    /// may begin a height in different views, so that one may have a longer timer than the others in every view.
    /// </summary>
    protected virtual bool RepeatsViewChange => false;

    /// <summary>Index of the leader of a view at the current height.</summary>
    /// <param name="view">The view.</param>
    protected virtual int LeaderOf(int view) => Settings.LeaderOf(view);

    /// <summary>The view in which the height after a decision begins.</summary>
    /// <param name="last">The decision.</param>
    protected virtual int FirstViewAfter(Decision last) => 0;

    /// <summary>Forgets what belongs to the height that has been decided.</summary>
    protected abstract void ForgetHeight();

    /// <summary>Forgets what belongs to the view, after saving what a later view must know.</summary>
    protected abstract void ForgetView();

    /// <summary>The height has begun in an open view; only the leader of the first height may propose unasked.</summary>
    protected abstract void BeginHeight();

    /// <summary>The leader proposes in a view that no other has proposed in.</summary>
    protected abstract void Propose();

    /// <summary>The leader opens the view with the view changes of a quorum.</summary>
    /// <param name="viewChanges">The view changes, ascending by sender.</param>
    protected abstract void OpenView(ImmutableArray<ViewChange> viewChanges);

    /// <summary>Handles a message of this height that is special to the protocol.</summary>
    /// <param name="message">The message.</param>
    protected abstract void OnProtocolMessage(in ConsensusMessage message);

    /// <summary>A height has been decided, and the next one has not begun.</summary>
    /// <param name="decision">The decision.</param>
    protected virtual void OnDecided(Decision decision)
    {
    }

    /// <summary>Handles a checkpoint of any height, in protocols that have them.</summary>
    /// <param name="message">The message.</param>
    protected virtual void OnCheckpoint(in ConsensusMessage message)
    {
    }

    /// <summary>True when a message belongs to this view and the view is open; keeps it when that may come.</summary>
    /// <param name="message">A message of this height.</param>
    protected bool IsDue(in ConsensusMessage message)
    {
        if (message.View > View || (message.View == View && !IsOpen))
        {
            _deferred.Add(message);
        }

        return message.View == View && IsOpen;
    }

    /// <summary>Keeps a message until the replica moves on.</summary>
    /// <param name="message">The message.</param>
    protected void Postpone(in ConsensusMessage message) => _deferred.Add(message);

    /// <summary>The replica has moved on within the view: what it kept is handled after the message at hand.</summary>
    protected void ResumePostponed() => _deferred.MarkDue();

    /// <summary>The leader proposes; at the first height it waits for the request of the client, if there is one.</summary>
    protected void ProposeIfAsked()
    {
        if (IsLeader && (_hasRequest || Height > 0))
        {
            Propose();
        }
    }

    /// <summary>Begins the view as an open one: its leader has proposed, or needs no view changes to do so.</summary>
    /// <param name="view">The view.</param>
    protected void EnterView(int view)
    {
        LeaveViewFor(view);
        IsOpen = true;
        SetTimer();
    }

    /// <summary>Announces a decision and begins the next height.</summary>
    /// <param name="decision">The decision.</param>
    protected void Decide(Decision decision)
    {
        SendToThoseWhoGaveUp(decision);
        _decisions.Add(decision);
        OnDecided(decision);
        EnterHeight(FirstViewAfter(decision));
    }

    /// <summary>True when the sender signed the vote that a message stands for.</summary>
    /// <param name="phase">What the vote says.</param>
    /// <param name="message">The message.</param>
    protected virtual bool IsSigned(VotePhase phase, in ConsensusMessage message) => Settings.Signer.Verifies(
        message.From, VoteSigner.Statement(phase, message.Height, message.View, message.Value), message.Signature);

    /// <summary>The decision of this height that another replica tells and proves; null when it does not prove it.</summary>
    /// <param name="message">A message of kind <see cref="MessageKind.Decision"/>.</param>
    protected virtual Decision? Proved(in ConsensusMessage message) => _decisions.Proved(message);

    /// <summary>Signs a vote of this height and view.</summary>
    /// <param name="phase">What the vote says.</param>
    /// <param name="value">For which value.</param>
    protected ulong SignVote(VotePhase phase, in Digest value) =>
        Settings.Signer.Sign(VoteSigner.Statement(phase, Height, View, value));

    private void Handle(in ConsensusMessage message)
    {
        if (message.Kind == MessageKind.Fetch)
        {
            _decisions.SendFrom(message.Height, message.From);
            return;
        }

        if (message.Kind == MessageKind.Checkpoint)
        {
            OnCheckpoint(message);
            return;
        }

        if (message.Height != Height || _decisions.IsDone)
        {
            HandleOtherHeight(message);
            return;
        }

        switch (message.Kind)
        {
            case MessageKind.ViewChange:
                OnViewChange(message);
                break;
            case MessageKind.Decision:
                if (Proved(message) is { } decision)
                {
                    Decide(decision);
                }

                break;
            case MessageKind.Request:
                OnRequest(message);
                break;
            default:
                OnProtocolMessage(message);
                break;
        }
    }

    private void HandleOtherHeight(in ConsensusMessage message)
    {
        if (message.Height > Height)
        {
            _deferred.Add(message);
        }
        else if (message.Kind == MessageKind.ViewChange)
        {
            _decisions.SendFrom(message.Height, message.From);
        }
    }

    private void OnRequest(in ConsensusMessage message)
    {
        if (_hasRequest)
        {
            return;
        }

        _hasRequest = true;
        if (Height > 0 || View > 0 || !IsOpen)
        {
            return;
        }

        if (IsLeader)
        {
            Propose();
        }
        else if (message.From == Settings.Replicas)
        {
            // The client does not know who leads.
            Context.Send(LeaderOf(View), message);
        }
    }

    private void EnterHeight(int view)
    {
        ForgetHeight();
        HighestPrepared = null;
        StartView = view;
        _viewChanges.Clear();
        if (_decisions.IsDone)
        {
            Context.CancelTimer(ViewTimer);
            return;
        }

        EnterView(view);
        BeginHeight();
    }

    private void LeaveViewFor(int next)
    {
        ForgetView();
        (View, _sawQuorumOfViewChanges, _hasRepeated) = (next, false, false);
        _deferred.MarkDue();
    }

    private void SetTimer() => Context.SetTimer(ViewTimer, Settings.Timeout(View - StartView));
}
