namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// Chained HotStuff (Yin et al., PODC 2019, algorithm 3): every block is one round of votes, which go to the leader of the next
/// block, who shows them in it. A block is decided by three certificates in a row: its own, that of its child, and that of
/// its grandchild.
/// </summary>
/// <remarks>
/// So a decision takes 7 hops, and there is one every 2 hops. A leader asks the application for the value of a height before
/// the heights below are decided, and proposes empty blocks above the last one until all are. Leaders take turns block by
/// block in view 0; the leader of a later view, which begins when a view is given up, proposes all its blocks. Deviation: the
/// paper leaves both the leaders and the pacemaker open; with turns only, f silent ones of 3f+1 would break every chain of
/// four (Giridharan et al., "BeeGees", 2023).
/// </remarks>
public partial class ChainedHotStuff : IConsensusProtocol
{
    private const int ViewTimer = 0;

    private readonly ReplicaSettings _settings;
    private readonly IReplicaContext _context;
    private readonly IReplicaApplication _application;
    private readonly DecisionLog _decisions;
    private readonly DeferredMessages _deferred;
    private readonly MessageHandler _handle;
    private readonly VoteSet _votes;
    private CertifiedBlock? _highest;
    private CertifiedBlock? _proof;
    private ChainBlock? _locked;
    private ChainBlock? _voted;
    private ChainBlock? _tip;
    private bool _hasRequest;

    /// <summary>A replica.</summary>
    /// <param name="settings">What it knows from the start.</param>
    /// <param name="context">What it can do.</param>
    /// <param name="application">What it decides about.</param>
    public ChainedHotStuff(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
    {
        (_settings, _context, _application) = (settings, context, application);
        (_decisions, _votes) = (new(settings, context), new(settings.Replicas));
        (_deferred, _handle) = (new(settings with { Heights = int.MaxValue }), Handle);
        (_views, _hasRequest) = (new int[settings.Replicas], !settings.HasClient);
    }

    /// <inheritdoc/>
    public void Start()
    {
        SetTimer();
        ProposeFirst();
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
            GiveUpView();
            _deferred.Replay(_handle);
        }
    }

    private void Handle(in ConsensusMessage message)
    {
        switch (message.Kind)
        {
            case MessageKind.PrePrepare:
                OnProposal(message);
                break;
            case MessageKind.Prepare:
                OnVote(message);
                break;
            case MessageKind.ViewChange:
                OnViewChange(message);
                break;
            case MessageKind.Decision when message.Body is CertifiedBlock proof && proof.IsProved(_settings):
                Learn(proof);
                break;
            case MessageKind.Request when !_hasRequest:
                _hasRequest = true;
                ProposeFirst();
                break;
            default:
                break;
        }
    }

    private int LeaderOf(int view, int height) => _settings.LeaderOf(view == 0 ? height : view);

    private void ProposeFirst()
    {
        if (_hasRequest && _view == 0 && _tip is null && LeaderOf(0, 0) == _settings.Index)
        {
            Propose(null);
        }
    }

    private void Propose(CertifiedBlock? parent)
    {
        var height = parent is null ? 0 : parent.Block.Height + 1;
        var value = height < _settings.Heights ? _application.Propose(height) : ChainBlock.Empty;
        var block = new ChainBlock(_view, parent, value);
        _context.Broadcast(new(MessageKind.PrePrepare, height, _view, block.Vote, Sign(block), block));
        if (!_decisions.IsDone)
        {
            Accept(block);
        }
    }

    private void OnProposal(in ConsensusMessage message)
    {
        if (message.Body is not ChainBlock block || block.View != message.View || block.Height != message.Height
            || block.Vote != message.Value || message.From != LeaderOf(block.View, block.Height) || !IsSigned(message))
        {
            return;
        }

        var isExtension = block.Parent is null || (block.IsAbove(block.Parent.Block) && block.Parent.IsProved(_settings));
        if (isExtension && block.Parent is not null)
        {
            // Whatever becomes of the block, the certificate in it proves itself.
            Learn(block.Parent);
        }

        if (_decisions.IsDone || block.View < _view || (block.View == _view && !IsAboveVote(block, _voted)))
        {
            return;
        }

        if (block.View > _view)
        {
            _deferred.Add(message);
        }
        else if (isExtension && IsSafe(block, _locked) && IsValid(block))
        {
            Accept(block);
        }
        else
        {
            GiveUpView();
        }
    }

    /// <summary>True when a block is above the last one that this replica has voted for, as all that it votes for must be.</summary>
    /// <param name="block">A block of this view.</param>
    /// <param name="voted">The last block that it has voted for, if any.</param>
    protected virtual bool IsAboveVote(ChainBlock block, ChainBlock? voted) => block.IsAbove(voted);

    /// <summary>
    /// The rule safeNode (algorithm 1). Since a block extends the one whose certificate it shows, both of its cases say that
    /// this one is not below the lock.
    /// </summary>
    /// <param name="block">A block.</param>
    /// <param name="locked">The block that this replica is locked on, if any.</param>
    protected virtual bool IsSafe(ChainBlock block, ChainBlock? locked) =>
        locked is null || (block.Parent is not null && !locked.IsAbove(block.Parent.Block));

    /// <summary>The block that a certificate locks (algorithm 3): the parent of its block.</summary>
    /// <param name="certified">A block with its certificate.</param>
    protected virtual ChainBlock? LockedBy(CertifiedBlock certified) => certified.Block.Parent?.Block;

    /// <summary>
    /// The block that a certificate decides (algorithm 3): the grandparent of its block when the three follow each other without
    /// a change of the view; else none.
    /// </summary>
    /// <param name="certified">A block with its certificate.</param>
    protected virtual CertifiedBlock? DecidedBy(CertifiedBlock certified) =>
        certified.Block.Parent?.Block.Parent is { } grandparent && grandparent.Block.View == certified.Block.View ? grandparent : null;

    private bool IsValid(ChainBlock block) => block.Height < _settings.Heights
        ? _application.IsValid(block.Height, block.Proposal)
        : block.Proposal == ChainBlock.Empty;

    private void Accept(ChainBlock block)
    {
        (_isOpen, _tip, _voted) = (true, block, block);
        _votes.Clear();
        _deferred.MarkDue();
        SetTimer();
        var vote = new ConsensusMessage(MessageKind.Prepare, block.Height, block.View, block.Vote, Sign(block));
        var next = LeaderOf(block.View, block.Height + 1);
        if (next == _settings.Index)
        {
            Count(next, vote);
        }
        else
        {
            _context.Send(next, vote);
        }
    }

    private void OnVote(in ConsensusMessage message)
    {
        if (_decisions.IsDone || message.View < _view || LeaderOf(message.View, message.Height + 1) != _settings.Index)
        {
            return;
        }

        if (message.View > _view || _tip is null || message.Height > _tip.Height)
        {
            _deferred.Add(message);
        }
        else if (message.Height == _tip.Height && IsSigned(message))
        {
            Count(message.From, message);
        }
    }

    private void Count(int voter, in ConsensusMessage vote)
    {
        if (_votes.Add(voter, vote.Value, vote.Signature) && _votes.Count(_tip!.Vote) >= _settings.Quorum)
        {
            var certified = new CertifiedBlock(
                _tip, _votes.ToCertificate(VotePhase.Prepare, _tip.Height, _tip.View, _tip.Vote));
            Learn(certified);
            Propose(certified);
        }
    }

    /// <summary>
    /// What a certificate means (algorithm 3, lines 18 to 25): its block is the one to extend, one below is locked, and one further
    /// below may be decided.
    /// </summary>
    private void Learn(CertifiedBlock certified)
    {
        if (certified.Block.IsAbove(_highest?.Block))
        {
            _highest = certified;
        }

        if (LockedBy(certified) is { } locked && locked.IsAbove(_locked))
        {
            _locked = locked;
        }

        // The deciding certificates may also lie deeper, below views that failed.
        for (var tip = certified; tip is not null && tip.Block.View >= _startView; tip = tip.Block.Parent)
        {
            if (DecidedBy(tip) is { } decided)
            {
                _startView = tip.Block.View;
                Decide(decided, tip);
                return;
            }
        }
    }

    /// <summary>Decides a block and all below it.</summary>
    private void Decide(CertifiedBlock last, CertifiedBlock proof)
    {
        var undecided = new Stack<CertifiedBlock>();
        for (var block = last; block is not null && block.Block.Height >= _decisions.Height; block = block.Block.Parent)
        {
            undecided.Push(block);
        }

        if (undecided.Count > 0)
        {
            _proof = proof;
        }

        while (!_decisions.IsDone && undecided.TryPop(out var next))
        {
            _decisions.Add(new(next.Block.Height, proof.Block.View, next.Block.Proposal, next.Certificate));
        }

        if (_decisions.IsDone)
        {
            _context.CancelTimer(ViewTimer);
        }
    }

    private ulong Sign(ChainBlock block) =>
        _settings.Signer.Sign(VoteSigner.Statement(VotePhase.Prepare, block.Height, block.View, block.Vote));

    private bool IsSigned(in ConsensusMessage message) => _settings.Signer.Verifies(
        message.From,
        VoteSigner.Statement(VotePhase.Prepare, message.Height, message.View, message.Value),
        message.Signature);
}
