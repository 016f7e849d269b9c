using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Conformance;

/// <summary>
/// Judges a run from outside: what was sent, delivered and decided, never what a replica believes. Violations are collected
/// in words; a run without any is fine. A lone replica sends nothing, so its values and votes cannot be seen.
/// </summary>
/// <param name="replicas">Number of replicas.</param>
/// <param name="quorum">Votes that a decision needs.</param>
/// <param name="isCorrect">Whether a replica follows the protocol.</param>
/// <param name="votePhase">The kind of message whose quorum decides.</param>
internal sealed class ConsensusCheckers(
    int replicas, int quorum, Func<int, bool> isCorrect, MessageKind votePhase = MessageKind.Commit) : ICommitteeObserver
{
    private readonly Dictionary<int, Digest> _decided = [];
    private readonly HashSet<Digest> _proposed = [];
    private readonly HashSet<(int Replica, int Height)> _decisions = [];
    private readonly HashSet<(int Voter, int Height, int View, Digest Value)> _votes = [];
    private readonly Dictionary<(int Voter, MessageKind Kind, int Height, int View), Digest> _promises = [];

    public List<string> Violations { get; } = [];

    public long DeliveredCount { get; private set; }

    public long DroppedCount { get; private set; }

    public void Sent(SimTime now, int receiver, in ConsensusMessage message)
    {
        if (message.Kind is MessageKind.PrePrepare or MessageKind.NewView)
        {
            _proposed.Add(message.Value);
        }

        if (message.Kind is MessageKind.PrePrepare or MessageKind.Prepare or MessageKind.Commit or MessageKind.NewView
            && isCorrect(message.From))
        {
            NoContradiction(message);
        }

        if (message.Kind == votePhase)
        {
            _votes.Add((message.From, message.Height, message.View, message.Value));
        }
    }

    public void Delivered(SimTime now, int receiver, in ConsensusMessage message) => DeliveredCount++;

    public void Dropped(SimTime now, int receiver, in ConsensusMessage message) => DroppedCount++;

    public void TimerExpired(SimTime now, int replica)
    {
    }

    public void Committed(SimTime now, int replica, Decision decision)
    {
        if (!isCorrect(replica))
        {
            return;
        }

        var value = decision.Proposal.Value;
        if (_decided.TryGetValue(decision.Height, out var first) && first != value)
        {
            Violations.Add($"agreement: replica {replica} decides {value} at height {decision.Height}, another one {first}");
        }

        _decided.TryAdd(decision.Height, value);
        Check(replicas == 1 || _proposed.Contains(value), $"validity: replica {replica} decides {value}, which nobody proposed");
        Check(
            _decisions.Add((replica, decision.Height)), $"integrity: replica {replica} decides height {decision.Height} twice");
        Check(
            decision.Height == 0 || _decisions.Contains((replica, decision.Height - 1)),
            $"integrity: replica {replica} skips height {decision.Height - 1}");
        CheckCertificate(replica, decision);
    }

    /// <summary>No decision without a quorum of distinct replicas whose votes were really cast, counted here anew.</summary>
    private void CheckCertificate(int replica, Decision decision)
    {
        var voters = Enumerable.Range(0, replicas).Count(voter => _votes.Contains(
            (voter, decision.Height, decision.View, decision.Proposal.Value)));
        Check(
            replicas == 1 || voters >= quorum,
            $"quorum: replica {replica} decides height {decision.Height} with {voters} votes of {quorum}");
        var signers = decision.Certificate.Signers;
        Check(
            signers.Distinct().Count() >= quorum,
            $"certificate: replica {replica} decides height {decision.Height} with {signers.Distinct().Count()} signers");
    }

    /// <summary>A correct replica never votes for two values in one view (two proposals, prepares or commits).</summary>
    private void NoContradiction(in ConsensusMessage message)
    {
        var key = (message.From, message.Kind, message.Height, message.View);
        var isConsistent = !_promises.TryGetValue(key, out var promised) || promised == message.Value;
        Check(isConsistent, $"promise: replica {message.From} votes for two values in view {message.View}");
        _promises[key] = message.Value;
    }

    private void Check(bool holds, string violation)
    {
        if (!holds)
        {
            Violations.Add(violation);
        }
    }
}
