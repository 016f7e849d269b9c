using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus;

/// <summary>
/// PBFT (Castro and Liskov, OSDI 1999): pre-prepare, prepare, commit; on a timer or an invalid proposal the view changes and
/// the new leader proposes what may have been decided. Heights are decided one after the other; the view stays from one
/// height to the next.
/// </summary>
/// <remarks>
/// Prepared: the leader's pre-prepare and Q-1 prepare votes of distinct backups, own included. Committed: prepared and Q
/// commit votes, own included (models 5.1). Deviation: there are no checkpoints; a replica that lags behind learns decisions
/// from their commit certificates, which everyone ahead of it sends when it asks to change the view. The leader of a later
/// view proposes without a request of the client, who would have repeated it by then.
/// </remarks>
public partial class Pbft : IConsensusProtocol
{
    private const int RequestTimer = 0;
    private const int DeferredPerReplicaMax = 64;

    private readonly ReplicaSettings _settings;
    private readonly IReplicaContext _context;
    private readonly IReplicaApplication _application;
    private readonly VoteSet _prepares;
    private readonly VoteSet _commits;
    private readonly ViewChangeLog _viewChanges;
    private readonly List<Decision> _decisions = [];
    private List<ConsensusMessage> _deferred = [];
    private List<ConsensusMessage> _replayed = [];
    private bool _replayIsDue;

    private int _height;
    private int _view;
    private int _startView;
    private bool _isNormal;
    private bool _isPrepared;
    private bool _sawQuorumOfViewChanges;
    private bool _hasRequest;
    private Proposal? _proposal;
    private PreparedValue? _highestPrepared;

    /// <summary>A replica.</summary>
    /// <param name="settings">What it knows from the start.</param>
    /// <param name="context">What it can do.</param>
    /// <param name="application">What it decides about.</param>
    public Pbft(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
    {
        (_settings, _context, _application) = (settings, context, application);
        (_prepares, _commits, _viewChanges) = (new(settings.Replicas), new(settings.Replicas), new(settings.Replicas));
        _hasRequest = !settings.HasClient;
    }

    private bool IsDone => _height == _settings.Heights;

    private bool IsLeader => _settings.LeaderOf(_view) == _settings.Index;

    /// <inheritdoc/>
    public void Start()
    {
        EnterHeight(0, 0);
        Replay();
    }

    /// <inheritdoc/>
    public void Receive(in ConsensusMessage message)
    {
        Handle(message);
        Replay();
    }

    private void Handle(in ConsensusMessage message)
    {
        if (message.Height != _height || IsDone)
        {
            HandleOtherHeight(message);
            return;
        }

        switch (message.Kind)
        {
            case MessageKind.PrePrepare or MessageKind.Prepare or MessageKind.Commit:
                HandleNormal(message);
                break;
            case MessageKind.ViewChange:
                OnViewChange(message);
                break;
            case MessageKind.NewView:
                OnNewView(message);
                break;
            case MessageKind.Decision:
                OnDecision(message);
                break;
            case MessageKind.Request:
                OnRequest();
                break;
        }
    }

    private void HandleNormal(in ConsensusMessage message)
    {
        if (message.View > _view || (message.View == _view && !_isNormal))
        {
            Defer(message);
        }
        else if (message.View == _view)
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

    private void OnRequest()
    {
        _hasRequest = true;
        if (_isNormal && IsLeader && _proposal is null)
        {
            Propose();
        }
    }

    private void OnPrePrepare(in ConsensusMessage message)
    {
        // A later view is opened by NEW-VIEW only, which must be justified.
        var isExpected = _view == _startView && _proposal is null && message.From == _settings.LeaderOf(_view);
        if (!isExpected || message.Body is not Proposal proposal || proposal.Value != message.Value
            || !IsSigned(VotePhase.Prepare, message))
        {
            return;
        }

        if (_application.IsValid(_height, proposal))
        {
            Accept(proposal, message.Signature);
        }
        else
        {
            StartViewChange(_view + 1);
        }
    }

    private void OnPrepare(in ConsensusMessage message)
    {
        // The leader's prepare vote is its proposal.
        var counts = !_isPrepared && message.From != _settings.LeaderOf(_view) && IsSigned(VotePhase.Prepare, message);
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

    private void Propose()
    {
        var proposal = _application.Propose(_height);
        var signature = SignVote(VotePhase.Prepare, proposal.Value);
        _context.Broadcast(new(MessageKind.PrePrepare, _height, _view, proposal.Value, signature, proposal));
        Accept(proposal, signature);
    }

    private void Accept(Proposal proposal, ulong leaderSignature)
    {
        _proposal = proposal;
        _prepares.Add(_settings.LeaderOf(_view), proposal.Value, leaderSignature);
        if (!IsLeader)
        {
            var signature = SignVote(VotePhase.Prepare, proposal.Value);
            _prepares.Add(_settings.Index, proposal.Value, signature);
            _context.Broadcast(new(MessageKind.Prepare, _height, _view, proposal.Value, signature));
        }

        CheckPrepared();
    }

    private void CheckPrepared()
    {
        if (_isPrepared || _proposal is null || _prepares.Count(_proposal.Value) < _settings.Quorum)
        {
            return;
        }

        _isPrepared = true;
        var signature = SignVote(VotePhase.Commit, _proposal.Value);
        _commits.Add(_settings.Index, _proposal.Value, signature);
        _context.Broadcast(new(MessageKind.Commit, _height, _view, _proposal.Value, signature));
        CheckCommitted();
    }

    private void CheckCommitted()
    {
        if (_isPrepared && _commits.Count(_proposal!.Value) >= _settings.Quorum)
        {
            Decide(new(_height, _view, _proposal, _commits.ToCertificate(VotePhase.Commit, _height, _view, _proposal.Value)));
        }
    }

    private void Decide(Decision decision)
    {
        _decisions.Add(decision);
        if (_settings.HasClient)
        {
            _context.Send(_settings.Replicas, new(MessageKind.Reply, _height, decision.View, decision.Proposal.Value));
        }

        SendDecisionToLaggards(decision);
        _context.Commit(decision);
        EnterHeight(_height + 1, decision.View);
    }

    private void EnterHeight(int height, int view)
    {
        (_height, _startView, _highestPrepared, _isPrepared) = (height, view, null, false);
        _viewChanges.Clear();
        if (IsDone)
        {
            _context.CancelTimer(RequestTimer);
            return;
        }

        EnterView(view);
        if (IsLeader && _hasRequest)
        {
            Propose();
        }
    }

    private void EnterView(int view)
    {
        LeaveView(view);
        _isNormal = true;
        SetTimer();
    }

    private void SetTimer() => _context.SetTimer(RequestTimer, _settings.Timeout(_view - _startView));

    private bool IsSigned(VotePhase phase, in ConsensusMessage message) => _settings.Signer.Verifies(
        message.From, VoteSigner.Statement(phase, message.Height, message.View, message.Value), message.Signature);

    private ulong SignVote(VotePhase phase, in Digest value) =>
        _settings.Signer.Sign(VoteSigner.Statement(phase, _height, _view, value));
}
