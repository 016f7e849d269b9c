using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Protocols;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>Believes a decision that another replica tells, without looking at the certificate.</summary>
internal sealed class TrustsDecisions(BugParts parts) : Pbft(parts.Settings, parts.Context, parts.Application)
{
    protected override Decision? Proved(in ConsensusMessage message) =>
        message.Body is Decision decision && decision.Height == Height ? decision : null;
}

/// <summary>Announces a decision again when another replica tells it late.</summary>
internal sealed class DecidesTwice(BugParts parts) : PlantedReplica(parts)
{
    private int _height;

    public override void Receive(in ConsensusMessage message)
    {
        if (message.Body is Decision decision && decision.Height < _height)
        {
            base.Commit(decision);
        }

        Inner.Receive(message);
    }

    public override void Commit(Decision decision)
    {
        _height++;
        base.Commit(decision);
    }
}

/// <summary>Announces a decision that it is told although it has not decided the height before.</summary>
internal sealed class SkipsHeights(BugParts parts) : PlantedReplica(parts)
{
    private int _height;

    public override void Receive(in ConsensusMessage message)
    {
        if (message.Body is Decision decision && decision.Height > _height)
        {
            base.Commit(decision);
        }

        Inner.Receive(message);
    }

    public override void Commit(Decision decision)
    {
        _height++;
        base.Commit(decision);
    }
}

/// <summary>Decides on the proposal that it saw last instead of the one with the votes.</summary>
internal sealed class DecidesLatestProposal(BugParts parts) : PlantedReplica(parts)
{
    private Proposal? _latest;

    public override void Receive(in ConsensusMessage message)
    {
        _latest = (message.Body as IProposalBody)?.Proposal ?? _latest;
        Inner.Receive(message);
    }

    public override void Commit(Decision decision) => base.Commit(decision with { Proposal = _latest ?? decision.Proposal });
}

/// <summary>Announces a value that nobody proposed.</summary>
internal sealed class InventsValues(BugParts parts) : PlantedReplica(parts)
{
    public override void Commit(Decision decision) =>
        base.Commit(decision with { Proposal = decision.Proposal with { Value = Digest.Of([7, 7, 7]) } });
}

/// <summary>Tells nobody what was decided.</summary>
internal sealed class KeepsDecisions(BugParts parts) : PlantedReplica(parts)
{
    public override void Send(int receiver, in ConsensusMessage message)
    {
        if (message.Kind != MessageKind.Decision)
        {
            base.Send(receiver, message);
        }
    }
}

/// <summary>Remembers across runs how many there were, and proposes accordingly.</summary>
internal sealed class RemembersOtherRuns(BugParts parts) : PlantedReplica(parts)
{
    private static int _runs;

    public override void Start()
    {
        _runs++;
        base.Start();
    }

    public override void SetTimer(int timer, SimDuration delay) => base.SetTimer(timer, delay + new SimDuration(_runs));
}
