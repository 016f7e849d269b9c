using System.Collections.Immutable;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>What Byzantine members of a committee do.</summary>
public enum Misbehaviour
{
    /// <summary>They send nothing: no votes, and no proposal when one of them leads.</summary>
    Silent,

    /// <summary>When one of them leads, it tells two halves different valid blocks, and all of them vote for both.</summary>
    Equivocate,

    /// <summary>They propose and accept a poisoned block and nothing else.</summary>
    Collude,
}

/// <summary>The values of a trial: what is right, another block that is as valid, and the poisoned one.</summary>
/// <param name="sizeBits">Size of each in bit.</param>
internal sealed class ContestedValues(long sizeBits)
{
    private readonly Proposal _right = new(Digest.Of([1]), sizeBits);
    private readonly Proposal _alsoRight = new(Digest.Of([2]), sizeBits);
    private readonly Proposal _poisoned = new(Digest.Of([3]), sizeBits);

    /// <summary>The members of a committee.</summary>
    /// <param name="nodes">Their stable numbers.</param>
    /// <param name="isByzantine">Which of them are Byzantine.</param>
    /// <param name="misbehaviour">What those do.</param>
    public CommitteeMember[] Members(IReadOnlyList<int> nodes, ImmutableArray<bool> isByzantine, Misbehaviour misbehaviour)
    {
        var correct = new Chooses(_right, [_right.Value, _alsoRight.Value]);
        var coalition = new Coalition(Enumerable.Range(0, nodes.Count).Where(i => isByzantine[i]));
        return [.. nodes.Select((node, i) => !isByzantine[i] ? new CommitteeMember(node, correct) : misbehaviour switch
        {
            Misbehaviour.Silent => new(node, correct, new SilentReplica(FaultWindow.Always)),
            Misbehaviour.Equivocate => new(
                node, correct, new EquivocatingReplica(coalition, _ => _alsoRight, FaultWindow.Always)),

            // It follows the protocol, but judges by what its coalition wants; nobody waits for it.
            _ => new(node, new Chooses(_poisoned, [_poisoned.Value])) { IsAwaited = false },
        })];
    }

    /// <summary>How a trial ended.</summary>
    /// <param name="outcome">The outcome of the committee.</param>
    public TrialEnd Judge(ConsensusOutcome outcome) => outcome.Status == ConsensusStatus.Diverged ? TrialEnd.Diverged
        : !outcome.Decisions.IsEmpty && outcome.Decisions[0].Proposal.Value == _poisoned.Value ? TrialEnd.Captured
        : outcome.Status == ConsensusStatus.Decided ? TrialEnd.Decided
        : TrialEnd.NoProgress;

    private sealed class Chooses(Proposal own, ImmutableArray<Digest> valid) : IReplicaApplication
    {
        public Proposal Propose(int height) => own;

        public bool IsValid(int height, Proposal proposal) => valid.Contains(proposal.Value);
    }
}
