namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <content>The pacemaker: as that of <see cref="ViewReplica"/>, over blocks instead of heights.</content>
public partial class ChainedHotStuff
{
    private readonly int[] _views;
    private int _view;

    /// <summary>The latest view known to have decided something: the same for all who know the same chain, as timers must be.</summary>
    private int _startView;

    private bool _isOpen = true;
    private bool _sawQuorumOfViewChanges;

    /// <summary>The block that the leader of a later view extends.</summary>
    /// <param name="highest">The highest block with a certificate; null when there is none.</param>
    protected virtual CertifiedBlock? BlockToExtend(CertifiedBlock? highest) => highest;

    private void GiveUpView() => MoveTo(_view + 1);

    private void MoveTo(int view)
    {
        (_view, _isOpen, _tip, _sawQuorumOfViewChanges) = (view, false, null, false);
        _votes.Clear();
        _deferred.MarkDue();
        SetTimer();
        _views[_settings.Index] = view;

        // NEW-VIEW with the highest certificate; the height says what this replica has decided.
        _context.Broadcast(new(
            MessageKind.ViewChange, _decisions.Height, view, _highest?.Block.Vote ?? default, Body: _highest));
        OpenViewIfLeader();
    }

    private void OnViewChange(in ConsensusMessage message)
    {
        if (message.Body is CertifiedBlock highest && highest.IsProved(_settings))
        {
            Learn(highest);
        }
        else if (message.Body is not null)
        {
            return;
        }

        if (message.Height < _decisions.Height)
        {
            _context.Send(message.From, new(
                MessageKind.Decision, _decisions.Height - 1, _proof!.Block.View, _proof.Block.Vote, Body: _proof));
        }

        if (_decisions.IsDone || message.View <= _views[message.From])
        {
            return;
        }

        _views[message.From] = message.View;
        if (ViewToJoin() is { } view)
        {
            MoveTo(view);
            return;
        }

        OpenViewIfLeader();
        if (!_isOpen && !_sawQuorumOfViewChanges && HasQuorum())
        {
            // A quorum now waits for the same leader, so the time it is given starts here.
            _sawQuorumOfViewChanges = true;
            SetTimer();
        }
    }

    /// <summary>The least later view that some have moved to, when so many have that a correct one is among them.</summary>
    private int? ViewToJoin()
    {
        var later = _views.Where(view => view > _view).ToArray();
        return later.Length > _settings.Faults ? later.Min() : null;
    }

    private bool HasQuorum() => _views.Count(view => view == _view) >= _settings.Quorum;

    private void OpenViewIfLeader()
    {
        if (!_isOpen && _settings.LeaderOf(_view) == _settings.Index && HasQuorum())
        {
            _isOpen = true;
            Propose(BlockToExtend(_highest));
        }
    }

    private void SetTimer() => _context.SetTimer(ViewTimer, _settings.Timeout(Math.Max(0, _view - _startView)));
}
