namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// Raft (Ongaro and Ousterhout, "In search of an understandable consensus algorithm", USENIX ATC 2014): a leader replicates its
/// log and decides what a majority has stored; followers that hear nothing elect another one. It tolerates ⌊(n-1)/2⌋ replicas
/// that stop, and none that lie: nobody judges what the leader proposes.
/// </summary>
/// <remarks>
/// Heights are decided one after the other: a leader proposes the next value when the one before it is decided. Followers learn
/// of a decision with the entries of the next height, or with a message without entries. Deviations: the committee begins with
/// a leader, of term 0; acknowledgements are signed and the decision carries those of a majority, so that a ledger can keep the
/// proof; a follower keeps what overtakes the entries before it instead of refusing it, and answers what brings it nothing new
/// only to heartbeats; timeouts grow with the terms that decide nothing; who refuses a candidate because its log is older
/// hurries to stand itself; who has decided all heights no longer stands, but sends its decisions to a candidate that lags.
/// </remarks>
public partial class Raft : IConsensusProtocol
{
    private const int Timer = 0;
    private const int EarlyMax = 64;

    private readonly ReplicaSettings _settings;
    private readonly IReplicaContext _context;
    private readonly IReplicaApplication _application;
    private readonly DecisionLog _decisions;
    private readonly RaftLog _log = new();
    private readonly List<ConsensusMessage> _early = [];
    private bool _hasRequest;
    private bool _followsLog;

    /// <summary>A replica.</summary>
    /// <param name="settings">What it knows from the start.</param>
    /// <param name="context">What it can do.</param>
    /// <param name="application">What it decides about.</param>
    public Raft(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
    {
        (_settings, _context, _application, _hasRequest) = (settings, context, application, !settings.HasClient);
        (_decisions, _acknowledgements) = (new(settings, context), new(settings.Replicas));
        (_matching, _sent, _probed) = (new int[settings.Replicas], new int[settings.Replicas], new int[settings.Replicas]);
        (_heard, _supporters) = (new bool[settings.Replicas], new bool[settings.Replicas]);
        _others = [.. Enumerable.Range(0, settings.Replicas).Where(replica => replica != settings.Index)];
    }

    /// <summary>The term, from 0.</summary>
    public int Term { get; private set; }

    /// <summary>True while this replica leads the term.</summary>
    public bool IsLeader { get; private set; }

    /// <summary>Index up to which this replica knows its log to be committed.</summary>
    public int CommitIndex { get; private set; }

    /// <summary>The log.</summary>
    public RaftLog Log => _log;

    /// <summary>Number of heights decided.</summary>
    private int Height => _decisions.Height;

    /// <inheritdoc/>
    public void Start()
    {
        (_votedFor, _followsLog) = (_settings.FirstLeader, true);
        if (_votedFor == _settings.Index)
        {
            Lead();
        }
        else
        {
            AwaitLeader();
        }
    }

    /// <inheritdoc/>
    public void Receive(in ConsensusMessage message)
    {
        if (message.View > Term)
        {
            Follow(message.View);
        }

        switch (message.Kind)
        {
            case MessageKind.AppendEntries:
                OnAppendEntries(message);
                break;
            case MessageKind.AppendReply when IsLeader && message.View == Term && message.Body is AppendReply reply:
                OnAppendReply(message, reply);
                break;
            case MessageKind.RequestVote:
                OnVoteRequest(message);
                break;
            case MessageKind.VoteReply:
                OnVote(message);
                break;
            case MessageKind.Decision when _decisions.Proved(message) is { } decision:
                Decide(decision);
                break;
            case MessageKind.Request:
                OnRequest();
                break;
        }
    }

    /// <inheritdoc/>
    public void TimerExpired(int timer)
    {
        if (IsLeader)
        {
            OnHeartbeatDue();
        }
        else if (!_decisions.IsDone)
        {
            StandForElection();
        }
    }

    private void OnRequest()
    {
        if (!_hasRequest)
        {
            _hasRequest = true;
            if (IsLeader && MayPropose)
            {
                ProposeNext();
            }
        }
    }

    private void OnAppendEntries(in ConsensusMessage message)
    {
        if (message.View < Term)
        {
            // A leader of the past may have slept through decisions, and nobody who has all of them would stand against it.
            _decisions.SendFrom(message.Height, message.From);
            Answer(message.From, index: 0, fits: false, leaderHeight: 0);
        }
        else if (!IsLeader && message.Body is AppendEntries body)
        {
            // Whoever sends entries has been elected: a candidate gives in.
            Array.Clear(_supporters);
            AwaitLeader();
            TakeOver(message, body);
        }
    }

    private void TakeOver(in ConsensusMessage message, AppendEntries body)
    {
        if (!_log.Matches(body.PreviousIndex, body.PreviousTerm))
        {
            if (_followsLog && body.PreviousIndex > _log.LastIndex && !body.IsHeartbeat && _early.Count < EarlyMax)
            {
                _early.Add(message);
            }
            else
            {
                Answer(message.From, Math.Min(_log.LastIndex, body.PreviousIndex - 1), fits: false, message.Height);
            }

            return;
        }

        _followsLog = true;
        var isNew = _log.Merge(body.PreviousIndex, body.Entries);
        var agreed = body.PreviousIndex + body.Entries.Length;
        if (body.Decided is { } decided && _log.IndexOf(decided.Height) is > 0 and var index && index <= agreed
            && _decisions.Proved(DecisionLog.Message(decided)) is not null)
        {
            CommitIndex = Math.Max(CommitIndex, index);
            Decide(decided);
        }

        if (isNew || body.IsHeartbeat)
        {
            Answer(message.From, agreed, fits: true, message.Height);
            _decisions.SendFrom(message.Height, message.From);
        }

        TakeOverEarly();
    }

    private void TakeOverEarly()
    {
        var next = _early.FindIndex(message => message.View != Term
            || (message.Body is AppendEntries body && _log.Matches(body.PreviousIndex, body.PreviousTerm)));
        if (next >= 0)
        {
            var message = _early[next];
            _early.RemoveAt(next);
            if (message.View == Term)
            {
                TakeOver(message, (AppendEntries)message.Body!);
            }
            else
            {
                TakeOverEarly();
            }
        }
    }

    /// <summary>Tells the leader how far the logs agree, with this replica's vote for the value that is to be decided next.</summary>
    private void Answer(int leader, int index, bool fits, int leaderHeight)
    {
        var subject = fits ? Subject(index) : null;
        _context.Send(leader, new(
            MessageKind.AppendReply, Height, Term, subject?.Value ?? default, subject is null ? 0 : Vote(subject),
            new AppendReply(index, fits, Height < leaderHeight)));
    }

    /// <summary>The value that is to be decided next, if it is in the log up to an index.</summary>
    private Proposal? Subject(int lastIndex) =>
        _log.IndexOf(Height) is > 0 and var index && index <= lastIndex ? _log[index].Proposal : null;

    private ulong Vote(Proposal subject) =>
        _settings.Signer.Sign(VoteSigner.Statement(VotePhase.Commit, Height, Term, subject.Value));

    /// <summary>Announces a decision. A leader goes on with the next height or tells its followers.</summary>
    private void Decide(Decision decision)
    {
        _decisions.Add(decision);
        _startTerm = decision.View;
        if (_decisions.IsDone)
        {
            _context.CancelTimer(Timer);
        }

        if (IsLeader)
        {
            _acknowledgements.Clear();
            GoOn();
        }
    }
}
