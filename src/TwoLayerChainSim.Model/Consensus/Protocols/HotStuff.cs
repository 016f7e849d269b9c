using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// Basic HotStuff (Yin et al., "HotStuff: BFT consensus with linearity and responsiveness", PODC 2019, algorithm 2): in three
/// rounds all vote to the leader, who shows the votes of a quorum to all: prepare, pre-commit, commit; the last show decides.
/// Every height has another leader.
/// </summary>
/// <remarks>
/// A height begins at view 0; from the second height on the leader waits for the NEW-VIEW of a quorum, which goes as a view
/// change. Deviations: the pacemaker, which the paper leaves open, is that of <see cref="ViewReplica"/>, so a NEW-VIEW after
/// a failed view goes to all; a certificate is a list of signatures, not one threshold signature; a replica whose proposal
/// has got lost learns the value with the decision of others when it gives up the view.
/// </remarks>
public class HotStuff : ViewReplica
{
    private readonly Round[] _rounds;
    private VoteCertificate? _locked;
    private Proposal? _proposal;

    /// <summary>A replica.</summary>
    /// <param name="settings">What it knows from the start.</param>
    /// <param name="context">What it can do.</param>
    /// <param name="application">What it decides about.</param>
    public HotStuff(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
        : base(settings, context, application) => _rounds =
        [
            new(MessageKind.Prepare, VotePhase.Prepare, settings.Replicas),
            new(MessageKind.PreCommit, VotePhase.PreCommit, settings.Replicas),
            new(MessageKind.Commit, VotePhase.Commit, settings.Replicas),
        ];

    /// <inheritdoc/>
    protected override int LeaderOf(int view) => Settings.LeaderOf((long)Height + view);

    /// <inheritdoc/>
    protected override void ForgetHeight() => _locked = null;

    /// <inheritdoc/>
    protected override void ForgetView()
    {
        _proposal = null;
        foreach (var round in _rounds)
        {
            round.Clear();
        }
    }

    /// <inheritdoc/>
    protected override void BeginHeight()
    {
        if (Height == 0)
        {
            ProposeIfAsked();
        }
        else
        {
            MoveTo(View, tellAll: false);
        }
    }

    /// <inheritdoc/>
    protected override void Propose() => Propose(Application.Propose(Height), justification: null);

    /// <inheritdoc/>
    protected override void OpenView(ImmutableArray<ViewChange> viewChanges)
    {
        var highest = ViewChange.Highest(viewChanges);
        Propose(highest?.Proposal ?? Application.Propose(Height), highest?.Certificate);
    }

    /// <inheritdoc/>
    protected override void OnProtocolMessage(in ConsensusMessage message)
    {
        if (message.Kind == MessageKind.PrePrepare && message.View == View)
        {
            OnProposal(message);
        }
        else if (IsDue(message))
        {
            if (message.Kind == MessageKind.Certificate)
            {
                OnCertificate(message);
            }
            else if (RoundOf(message.Kind.Vote()) is { } round && IsSigned(round.Phase, message))
            {
                Count(round, message.From, message);
            }
        }
    }

    private void Propose(Proposal proposal, VoteCertificate? justification)
    {
        var signature = SignVote(VotePhase.Prepare, proposal.Value);
        var body = new JustifiedProposal(proposal, justification);
        Context.Broadcast(new(MessageKind.PrePrepare, Height, View, proposal.Value, signature, body));
        Accept(proposal);
    }

    private void OnProposal(in ConsensusMessage message)
    {
        if (_proposal is not null || message.From != LeaderOf(View))
        {
            return;
        }

        var isWellFormed = message.Body is JustifiedProposal body && body.Vote == message.Value
            && IsSigned(VotePhase.Prepare, message);
        if (!isWellFormed || !IsSafe((JustifiedProposal)message.Body!))
        {
            GiveUpView();
            return;
        }

        if (!IsOpen)
        {
            EnterView(View);
        }

        Accept(((JustifiedProposal)message.Body!).Proposal);
    }

    /// <summary>
    /// The rule safeNode (algorithm 1): the proposal is the value that this replica is locked on, or it was prepared in a
    /// later view than that of the lock.
    /// </summary>
    /// <param name="body">The proposal.</param>
    protected virtual bool IsSafe(JustifiedProposal body)
    {
        var isLockedValue = _locked is null || _locked.Value == body.Vote;
        return body.Certificate is { } certificate
            ? new PreparedValue(certificate, body.Proposal).IsProved(Height, View, Settings)
                && (isLockedValue || certificate.View > _locked!.View)
            : isLockedValue && Application.IsValid(Height, body.Proposal);
    }

    private void Accept(Proposal proposal)
    {
        _proposal = proposal;
        ResumePostponed();
        Vote(_rounds[0]);
    }

    private void Vote(Round round)
    {
        var value = _proposal!.Value;
        var vote = new ConsensusMessage(round.Kind, Height, View, value, SignVote(round.Phase, value));
        if (IsLeader)
        {
            Count(round, Settings.Index, vote);
        }
        else
        {
            Context.Send(LeaderOf(View), vote);
        }
    }

    private void Count(Round round, int voter, in ConsensusMessage vote)
    {
        if (!IsLeader || !round.Votes.Add(voter, vote.Value, vote.Signature) || round.IsCertified
            || _proposal is null || round.Votes.Count(_proposal.Value) < Settings.Quorum)
        {
            return;
        }

        var certificate = round.Votes.ToCertificate(round.Phase, Height, View, _proposal.Value);
        Context.Broadcast(new(MessageKind.Certificate, Height, View, certificate.Value, Body: certificate));
        Follow(round, certificate);
    }

    private void OnCertificate(in ConsensusMessage message)
    {
        if (message.Body is not VoteCertificate certificate || certificate.Height != Height || certificate.View != View
            || RoundOf(certificate.Phase) is not { IsCertified: false } round
            || !certificate.IsValid(Settings.Quorum, Settings.Signer))
        {
            return;
        }

        if (_proposal is null)
        {
            Postpone(message);
        }
        else if (certificate.Value == _proposal.Value)
        {
            Follow(round, certificate);
        }
        else
        {
            // The leader has proposed two values; if one is decided, others know it.
            GiveUpView();
        }
    }

    private Round? RoundOf(VotePhase? phase) => Array.Find(_rounds, round => round.Phase == phase);

    private void Follow(Round round, VoteCertificate certificate)
    {
        round.IsCertified = true;
        switch (round.Phase)
        {
            case VotePhase.Prepare:
                HighestPrepared = new(certificate, _proposal!);
                Vote(_rounds[1]);
                break;
            case VotePhase.PreCommit:
                _locked = certificate;
                Vote(_rounds[2]);
                break;
            default:
                Decide(new(Height, View, _proposal!, certificate));
                break;
        }
    }

    /// <summary>One round of votes in a view.</summary>
    private sealed class Round(MessageKind kind, VotePhase phase, int replicas)
    {
        public MessageKind Kind { get; } = kind;

        public VotePhase Phase { get; } = phase;

        public VoteSet Votes { get; } = new(replicas);

        /// <summary>True when this replica has seen the votes of a quorum.</summary>
        public bool IsCertified { get; set; }

        public void Clear()
        {
            Votes.Clear();
            IsCertified = false;
        }
    }
}
