namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <content>What a leader does (sections 5.3 and 5.4.2).</content>
public partial class Raft
{
    /// <summary>A leader that hears of no majority during so many heartbeats steps down (Ongaro 2014, section 6.2).</summary>
    private const int HeartbeatsWithoutMajority = 4;

    private readonly VoteSet _acknowledgements;
    private readonly int[] _others;
    private readonly int[] _matching;
    private readonly int[] _sent;
    private readonly int[] _probed;
    private readonly bool[] _heard;
    private int _heartbeats;

    /// <summary>Share of the timeout after which a leader repeats what is not acknowledged.</summary>
    public static double HeartbeatShare => 0.5;

    /// <summary>A later leader proposes without the client's request, who would have repeated it by then.</summary>
    private bool MayPropose => (_hasRequest || Term > 0) && !_decisions.IsDone && Subject(_log.LastIndex) is null;

    /// <summary>
    /// True when an entry is committed as soon as a majority has it; only entries of the leader's own term are, all before them
    /// indirectly (section 5.4.2).
    /// </summary>
    /// <param name="entry">The entry.</param>
    protected virtual bool IsCommittable(LogEntry entry) => entry.Term == Term;

    private void Lead()
    {
        (IsLeader, _heartbeats) = (true, 0);
        Array.Clear(_supporters);
        Array.Clear(_matching);
        Array.Clear(_heard);
        Array.Fill(_sent, _log.LastIndex);
        _acknowledgements.Clear();
        if (Subject(_log.LastIndex) is not null && !IsCommittable(_log[_log.IndexOf(Height)]))
        {
            // An inherited value is committed with an entry of the own term, which has no value (section 8).
            Append(new(Term, Height, Proposal: null));
        }
        else if (Term > 0 || MayPropose)
        {
            GoOn();
        }
        else
        {
            SetHeartbeat();
        }
    }

    /// <summary>Proposes the next height; when that is not due, the followers are told what is decided.</summary>
    private void GoOn()
    {
        if (MayPropose)
        {
            ProposeNext();
        }
        else
        {
            Acknowledge();
            SendEntries(isHeartbeat: false);
        }
    }

    private void ProposeNext() => Append(new(Term, Height, _application.Propose(Height)));

    private void Append(LogEntry entry)
    {
        _log.Add(entry);
        Acknowledge();
        SendEntries(isHeartbeat: false);
        CommitWhatAMajorityHas();
    }

    /// <summary>The leader's own vote.</summary>
    private void Acknowledge()
    {
        if (Subject(_log.LastIndex) is { } subject)
        {
            _acknowledgements.Add(_settings.Index, subject.Value, Vote(subject));
        }
    }

    private void OnHeartbeatDue()
    {
        if (++_heartbeats % HeartbeatsWithoutMajority == 0)
        {
            if (1 + _heard.Count(hasAnswered => hasAnswered) < _settings.Quorum)
            {
                StepDown();
                return;
            }

            // A request of the client that has not come by now is lost; it would have been repeated.
            Array.Clear(_heard);
            OnRequest();
        }

        SendEntries(isHeartbeat: true);
    }

    /// <summary>
    /// Sends each follower what it has not been sent yet; a heartbeat repeats what is not acknowledged. When all are to get the
    /// same, it is one broadcast.
    /// </summary>
    private void SendEntries(bool isHeartbeat)
    {
        var first = isHeartbeat ? _matching : _sent;
        var common = _others.Length == 0 ? _log.LastIndex : first[_others[0]];
        if (Array.TrueForAll(_others, replica => first[replica] == common))
        {
            _context.Broadcast(Entries(common, isHeartbeat));
        }
        else
        {
            Array.ForEach(_others, replica => _context.Send(replica, Entries(first[replica], isHeartbeat)));
        }

        Array.Fill(_sent, _log.LastIndex);
        Array.Fill(_probed, int.MaxValue);
        SetHeartbeat();
    }

    private void SetHeartbeat()
    {
        if (!_decisions.IsDone)
        {
            _context.SetTimer(Timer, Timeout.Scale(HeartbeatShare));
        }
    }

    private ConsensusMessage Entries(int previous, bool isHeartbeat)
    {
        var subject = Subject(_log.LastIndex);
        return new(
            MessageKind.AppendEntries, Height, Term, subject?.Value ?? default, subject is null ? 0 : Vote(subject),
            new AppendEntries(previous, _log.TermAt(previous), _log.From(previous + 1), _decisions.Last, isHeartbeat));
    }

    private void OnAppendReply(in ConsensusMessage message, AppendReply reply)
    {
        _heard[message.From] = true;
        if (reply.LagsBehind)
        {
            _decisions.SendFrom(message.Height, message.From);
        }

        var index = Math.Clamp(reply.Index, 0, _log.LastIndex);
        if (!reply.Fits)
        {
            ProbeFrom(message.From, index);
            return;
        }

        _matching[message.From] = Math.Max(_matching[message.From], index);
        if (message.Height == Height && message.Signature != 0 && _settings.Signer.Verifies(
            message.From, VoteSigner.Statement(VotePhase.Commit, Height, Term, message.Value), message.Signature))
        {
            _acknowledgements.Add(message.From, message.Value, message.Signature);
        }

        CommitWhatAMajorityHas();
    }

    /// <summary>Tries an earlier entry on a follower whose log does not fit; each only once in a heartbeat.</summary>
    private void ProbeFrom(int follower, int index)
    {
        if (index < _probed[follower])
        {
            _probed[follower] = index;
            _context.Send(follower, Entries(Math.Max(index, _matching[follower]), isHeartbeat: false));
        }
    }

    private void CommitWhatAMajorityHas()
    {
        for (var index = _log.LastIndex; index > CommitIndex; index--)
        {
            if (IsCommittable(_log[index]) && Holders(index) >= _settings.Quorum)
            {
                CommitIndex = index;
            }
        }

        if (Subject(CommitIndex) is { } subject && _acknowledgements.Count(subject.Value) >= _settings.Quorum)
        {
            Decide(new(
                Height, Term, subject, _acknowledgements.ToCertificate(VotePhase.Commit, Height, Term, subject.Value)));
        }
    }

    /// <summary>Number of replicas that have the log up to an index, this one included.</summary>
    private int Holders(int index)
    {
        var holders = 1;
        foreach (var replica in _others)
        {
            holders += _matching[replica] >= index ? 1 : 0;
        }

        return holders;
    }
}
