using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Protocols;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>A new view proposes what its leader likes, and backups expect nothing else.</summary>
internal sealed class DropsPreparedValue(BugParts parts) : Pbft(parts.Settings, parts.Context, parts.Application)
{
    protected override PreparedValue? ValueToKeep(ImmutableArray<ViewChange> viewChanges) => null;
}

/// <summary>A new view keeps the value that was prepared in the lowest view instead of the highest one.</summary>
internal sealed class KeepsOldestPrepared(BugParts parts) : Pbft(parts.Settings, parts.Context, parts.Application)
{
    protected override PreparedValue? ValueToKeep(ImmutableArray<ViewChange> viewChanges) =>
        viewChanges.Select(change => change.Prepared).MinBy(prepared => prepared?.Certificate.View ?? int.MaxValue);
}

/// <summary>Does not say in a view change what it has prepared.</summary>
internal sealed class HidesPrepared(BugParts parts) : Pbft(parts.Settings, parts.Context, parts.Application)
{
    protected override void ForgetView()
    {
        base.ForgetView();
        HighestPrepared = null;
    }
}

/// <summary>Believes the leader of a new view without looking at the view changes.</summary>
internal sealed class TrustsNewView(BugParts parts) : Pbft(parts.Settings, parts.Context, parts.Application)
{
    protected override bool IsJustified(NewView opening, in ConsensusMessage message) =>
        opening.Height == message.Height && opening.View == message.View && opening.Proposal.Value == message.Value
        && IsSigned(VotePhase.Prepare, message) && Application.IsValid(Height, opening.Proposal);
}

/// <summary>Votes for what is proposed even when it is locked on something else (HotStuff).</summary>
internal sealed class IgnoresLock(BugParts parts) : HotStuff(parts.Settings, parts.Context, parts.Application)
{
    protected override bool IsSafe(JustifiedProposal body) => body.Certificate is { } certificate
        ? new PreparedValue(certificate, body.Proposal).IsProved(Height, View, Settings)
        : Application.IsValid(Height, body.Proposal);
}

/// <summary>Mutant code of a liar: proposes in every view what it likes, with no proof (HotStuff).</summary>
internal sealed class ProposesFreely(BugParts parts) : HotStuff(parts.Settings, parts.Context, parts.Application)
{
    protected override void OpenView(ImmutableArray<ViewChange> viewChanges) => Propose();
}

/// <summary>Gives every view the time of the first one.</summary>
internal sealed class NeverWaitsLonger(BugParts parts) : PlantedReplica(parts)
{
    public override void SetTimer(int timer, SimDuration delay) => base.SetTimer(timer, Settings.BaseTimeout);
}

/// <summary>Crashes at an input, comes back at once, and has written nothing but its decisions to disk.</summary>
internal sealed class ForgetsAtRestart : PlantedReplica
{
    private readonly BugParts _parts;
    private int _inputsLeft;
    private bool _hasDecided;

    public ForgetsAtRestart(BugParts parts)
        : base(parts)
    {
        const int InputsMax = 24;
        _parts = parts;
        _inputsLeft = 1 + (int)(StableHash.Combine(parts.Record.Seed, (ulong)Settings.Index) % InputsMax);
    }

    public override void Receive(in ConsensusMessage message)
    {
        if (--_inputsLeft == 0 && !_hasDecided)
        {
            Inner = _parts.BuildWith(this);
            Inner.Start();
        }

        base.Receive(message);
    }

    public override void Commit(Decision decision)
    {
        _hasDecided = true;
        base.Commit(decision);
    }
}

/// <summary>Votes for whatever is proposed, without asking what it is about.</summary>
internal sealed class AcceptsAnything(IReplicaApplication inner) : IReplicaApplication
{
    public Proposal Propose(int height) => inner.Propose(height);

    public bool IsValid(int height, Proposal proposal) => true;
}
