using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Protocols;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Checking;

/// <summary>
/// Judges a run from outside, on every event: what was sent, delivered and decided, never what a replica believes. Agreement,
/// validity, integrity, certificates made of votes that were really cast, promises of correct replicas, time and progress that
/// never go back.
/// </summary>
/// <param name="replicas">Number of replicas. A lone replica sends nothing, so its values and votes cannot be seen.</param>
/// <param name="quorum">Votes that a decision needs.</param>
/// <param name="isCorrect">Whether a replica follows the protocol; the decisions of others do not count.</param>
public sealed class ConsensusCheckers(int replicas, int quorum, Func<int, bool> isCorrect) : ICommitteeObserver
{
    private readonly bool[] _isCorrect = [.. Enumerable.Range(0, replicas).Select(isCorrect)];
    private readonly List<Digest> _decided = [];
    private readonly int[] _nextHeights = new int[replicas];
    private readonly (int Height, int View)[] _places = new (int, int)[replicas];
    private readonly HashSet<Digest> _proposed = [];
    private readonly HashSet<ulong> _votes = [];
    private readonly PrepareVotes _prepares = new(quorum);
    private readonly Promises _promises = new();
    private readonly List<Violation> _violations = [];
    private ConsensusMessage _last;
    private SimTime _now;

    /// <summary>Verifies the signatures of certificates, if given. Default none.</summary>
    public VoteSigner? Verifier { get; init; }

    /// <summary>Whether a value may be decided at all. Default any.</summary>
    public Func<Proposal, bool> IsAcceptable { get; init; } = _ => true;

    /// <summary>What was noticed so far; empty for a run that is fine.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Messages sent, without copies that the network made.</summary>
    public long SentCount { get; private set; }

    /// <summary>Messages that arrived, copies included.</summary>
    public long DeliveredCount { get; private set; }

    /// <summary>Messages lost.</summary>
    public long DroppedCount { get; private set; }

    /// <inheritdoc/>
    public void Sent(SimTime now, int receiver, in ConsensusMessage message)
    {
        SentCount++;
        CheckTime(now);
        if (message.From < replicas && message.Instance == 0 && !IsRepeated(message))
        {
            _last = message;
            CheckSent(message);
        }
    }

    /// <inheritdoc/>
    public void Delivered(SimTime now, int receiver, in ConsensusMessage message)
    {
        DeliveredCount++;
        CheckTime(now);
    }

    /// <inheritdoc/>
    public void Dropped(SimTime now, int receiver, in ConsensusMessage message)
    {
        DroppedCount++;
        CheckTime(now);
    }

    /// <inheritdoc/>
    public void TimerExpired(SimTime now, int replica) => CheckTime(now);

    /// <inheritdoc/>
    public void Committed(SimTime now, int replica, Decision decision)
    {
        CheckTime(now);
        if (!_isCorrect[replica])
        {
            return;
        }

        var (height, value) = (decision.Height, decision.Proposal.Value);
        if (height == _nextHeights[replica])
        {
            _nextHeights[replica]++;
            CheckAgreement(replica, height, value);
        }
        else
        {
            Report(
                "integrity", height < _nextHeights[replica] ? "a height is decided twice" : "a height is skipped",
                $"replica {replica} decides height {height} after {_nextHeights[replica]} heights");
        }

        if (replicas > 1 && !_proposed.Contains(value))
        {
            Report("validity", "nobody proposed the value", $"replica {replica} decides {value} at height {height}");
        }

        if (!IsAcceptable(decision.Proposal))
        {
            Report("validity", "the value is unacceptable", $"replica {replica} decides {value} at height {height}");
        }

        CheckCertificate(replica, decision);
    }

    /// <summary>Checks that nothing was lost uncounted, at the end of a run in which nothing is under way any more.</summary>
    /// <param name="sent">Messages sent, copies that the network made included.</param>
    public void CheckConservation(long sent)
    {
        if (sent != DeliveredCount + DroppedCount)
        {
            Report(
                "conservation", "messages vanish or appear",
                $"{sent} sent, {DeliveredCount} delivered, {DroppedCount} lost, none under way");
        }
    }

    private void CheckSent(in ConsensusMessage message)
    {
        if (message.Body is IProposalBody body)
        {
            _proposed.Add(body.Proposal.Value);
            _prepares.NoteProposal(message);
        }

        _proposed.UnionWith(message.Body is AppendEntries append ? append.Values : []);
        if (message.Signature != 0)
        {
            _votes.Add(VoteKey(message.From, message.Height, message.View, message.Value, message.Signature));
        }

        if (message.Body?.Certificate is { } shown && shown.Signers.IndexOf(message.From) is >= 0 and var own)
        {
            // A leader to whom all votes go sends its own one to nobody, but shows it.
            _votes.Add(VoteKey(message.From, shown.Height, shown.View, shown.Value, shown.Signatures[own]));
            _prepares.Note(message.From, shown.Phase, shown.Height, shown.View, shown.Value);
        }

        if (message.Kind.Vote() is { } phase)
        {
            _prepares.Note(message.From, phase, message.Height, message.View, message.Value);
        }

        if (_isCorrect[message.From])
        {
            CheckPromise(message);
            CheckPrepared(message);
            CheckProgress(message);
        }
    }

    /// <summary>True for a message of which the last one was a copy: a broadcast comes once for each receiver.</summary>
    private bool IsRepeated(in ConsensusMessage message) =>
        message.From == _last.From && message.Kind == _last.Kind && message.Height == _last.Height
        && message.View == _last.View && message.Signature == _last.Signature && message.Value == _last.Value
        && ReferenceEquals(message.Body, _last.Body);

    private static ulong VoteKey(int voter, int height, int view, in Digest value, ulong signature) => StableHash.Combine(
        StableHash.Combine(signature ^ (ulong)voter, value.Prefix), unchecked(((ulong)(uint)height << 32) | (uint)view));

    private void CheckAgreement(int replica, int height, in Digest value)
    {
        if (height == _decided.Count)
        {
            _decided.Add(value);
        }
        else if (_decided[height] != value)
        {
            Report(
                "agreement", "two values are decided at one height",
                $"replica {replica} decides {value} at height {height}, another one {_decided[height]}");
        }
    }

    /// <summary>No decision without a quorum of distinct replicas whose votes were really cast, counted here anew.</summary>
    private void CheckCertificate(int replica, Decision decision)
    {
        var certificate = decision.Certificate;
        var (distinct, cast) = (0, 0);
        for (var i = 0; i < certificate.Signers.Length; i++)
        {
            var signer = certificate.Signers[i];
            if (certificate.Signers.IndexOf(signer) < i)
            {
                continue;
            }

            distinct++;
            cast += signer == replica || WasCast(certificate, i) ? 1 : 0;
        }

        if (distinct < quorum)
        {
            Report("certificate", "too few signers", $"replica {replica}, height {decision.Height}: {distinct} of {quorum}");
        }

        if (cast < quorum)
        {
            Report(
                "quorum", "too few votes were cast",
                $"replica {replica}, height {decision.Height}, view {decision.View}: {cast} of {quorum}");
        }

        if (Verifier is not null && !certificate.IsValid(quorum, Verifier))
        {
            Report("certificate", "it does not verify", $"replica {replica}, height {decision.Height}");
        }

        if (certificate.Height != decision.Height)
        {
            Report("certificate", "it is about another height", $"replica {replica}, height {decision.Height}");
        }
    }

    /// <summary>
    /// True when the vote was sent by its signer. One that is not correct may give its vote to nobody but itself, so that only
    /// its signature shows that it voted.
    /// </summary>
    private bool WasCast(VoteCertificate certificate, int i)
    {
        var (signer, signature) = (certificate.Signers[i], certificate.Signatures[i]);
        var isVisible = Verifier is null || _isCorrect[signer];
        return isVisible
            ? _votes.Contains(VoteKey(signer, certificate.Height, certificate.View, certificate.Value, signature))
            : Verifier!.Verifies(
                signer, VoteSigner.Statement(certificate.Phase, certificate.Height, certificate.View, certificate.Value), signature);
    }

    /// <summary>What correct replicas say never contradicts what they have said.</summary>
    private void CheckPromise(in ConsensusMessage message)
    {
        if (_promises.Problem(message) is { } problem)
        {
            Report(
                problem.Checker, problem.Clause,
                $"replica {message.From}, {message.Kind}, height {message.Height}, view {message.View}");
        }
    }

    /// <summary>A correct replica votes to prepare what the leader proposed, and to commit what a quorum has prepared.</summary>
    private void CheckPrepared(in ConsensusMessage message)
    {
        if (_prepares.Problem(message) is { } clause)
        {
            Report(
                "prepared", clause, $"replica {message.From}, {message.Kind}, height {message.Height}, view {message.View}");
        }
    }

    /// <summary>
    /// What a correct replica sends never goes back: neither the view at one height, nor the height unless the view is later,
    /// in which another block may follow an earlier one. Answers to others do not count, nor do checkpoints, which tell of the
    /// past.
    /// </summary>
    private void CheckProgress(in ConsensusMessage message)
    {
        if (message.Kind is MessageKind.Decision or MessageKind.Reply or MessageKind.Checkpoint)
        {
            return;
        }

        ref var place = ref _places[message.From];
        if ((message.Height < place.Height && message.View <= place.View)
            || (message.Height == place.Height && message.View < place.View))
        {
            Report(
                "progress", "a correct replica goes back",
                $"replica {message.From} from height {place.Height}, view {place.View} to height {message.Height}, "
                + $"view {message.View}");
        }

        place = (message.Height, message.View);
    }

    private void CheckTime(SimTime now)
    {
        if (now < _now)
        {
            Report("time", "the clock goes back", $"from {_now} to {now}");
        }

        _now = now;
    }

    private void Report(string checker, string clause, string details) => _violations.Add(new(checker, clause, details));
}
