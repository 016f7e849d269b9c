using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Protocols;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>One replica without any network: messages go in by hand, what it does is recorded.</summary>
internal sealed class ReplicaProbe : IReplicaContext
{
    public static readonly SimDuration BaseTimeout = SimDuration.FromSeconds(1);

    private readonly VoteSigner[] _signers;
    private readonly IConsensusProtocol _replica;

    public ReplicaProbe(int index, int replicas = 4, int heights = 1, string protocol = "pbft")
    {
        _signers = VoteSigner.ForCommittee(new KeyRing(1), [.. Enumerable.Range(0, replicas)]);
        var entry = ConsensusCatalog.FindCommittee(protocol);
        Settings = new()
        {
            Index = index,
            Replicas = replicas,
            Quorum = entry.Quorum(replicas),
            Faults = entry.Faults(replicas),
            Signer = _signers[index],
            Heights = heights,
            BaseTimeout = BaseTimeout,
        };
        _replica = entry.Create(Settings, this, new HonestApplication());
        _replica.Start();
    }

    public static Proposal Good { get; } = new HonestApplication().Propose(0);

    public static Proposal Bad { get; } = new(Digest.Of([0xBA, 0xD0]), 8000);

    public ReplicaSettings Settings { get; }

    public List<(int? Receiver, ConsensusMessage Message)> Sent { get; } = [];

    public List<SimDuration> Timers { get; } = [];

    public List<Decision> Decisions { get; } = [];

    public IEnumerable<MessageKind> SentKinds => Sent.Select(sent => sent.Message.Kind);

    public ReplicaSettings SettingsOf(int replica) => Settings with { Index = replica, Signer = _signers[replica] };

    public VoteSigner SignerOf(int replica) => _signers[replica];

    public void Expire(int timer = 0) => _replica.TimerExpired(timer);

    public void Receive(int from, ConsensusMessage message) => _replica.Receive(message with { From = from });

    public void Propose(int from, Proposal proposal, int view = 0) =>
        Receive(from, Vote(from, MessageKind.PrePrepare, proposal, view) with { Body = proposal });

    public void Prepare(int from, Proposal proposal, int view = 0) =>
        Receive(from, Vote(from, MessageKind.Prepare, proposal, view));

    public void Commit(int from, Proposal proposal, int view = 0, int height = 0) =>
        Receive(from, Vote(from, MessageKind.Commit, proposal, view, height));

    public void ChangeView(int from, int view, PreparedValue? prepared = null) => ChangeView(Change(from, view, prepared));

    public void ChangeView(ViewChange change) => Receive(change.Sender, new(
        MessageKind.ViewChange, 0, change.View, change.Prepared?.Proposal.Value ?? default, change.Signature, change));

    public ViewChange Change(int from, int view, PreparedValue? prepared = null) =>
        ViewChange.Sign(_signers[from], 0, view, prepared);

    public void OpenView(int from, int view, Proposal proposal, params ViewChange[] changes) => Receive(from,
        Vote(from, MessageKind.NewView, proposal, view) with { Body = new NewView(0, view, [.. changes], proposal) });

    public VoteCertificate Certificate(VotePhase phase, Proposal proposal, int view, params int[] signers) => new(
        phase, 0, view, proposal.Value, [.. signers],
        [.. signers.Select(signer => _signers[signer].Sign(VoteSigner.Statement(phase, 0, view, proposal.Value)))]);

    public PreparedValue Prepared(Proposal proposal, int view, params int[] signers) =>
        new(Certificate(VotePhase.Prepare, proposal, view, signers), proposal);

    public void Justify(int from, Proposal proposal, VoteCertificate? justification, int view = 0) => Receive(from,
        Vote(from, MessageKind.PrePrepare, proposal, view) with { Body = new JustifiedProposal(proposal, justification) });

    public void Show(int from, VoteCertificate certificate) =>
        Receive(from, new(MessageKind.Certificate, certificate.Height, certificate.View, certificate.Value, Body: certificate));

    public ConsensusMessage Vote(int from, MessageKind kind, Proposal proposal, int view = 0, int height = 0)
    {
        var signature = _signers[from].Sign(VoteSigner.Statement(kind.Vote()!.Value, height, view, proposal.Value));
        return new(kind, height, view, proposal.Value, signature);
    }

    void IReplicaContext.Send(int receiver, in ConsensusMessage message) => Sent.Add((receiver, message));

    void IReplicaContext.Broadcast(in ConsensusMessage message) => Sent.Add((null, message));

    void IReplicaContext.SetTimer(int timer, SimDuration delay) => Timers.Add(delay);

    void IReplicaContext.CancelTimer(int timer) => Timers.Add(SimDuration.Zero);

    void IReplicaContext.Commit(Decision decision) => Decisions.Add(decision);
}
