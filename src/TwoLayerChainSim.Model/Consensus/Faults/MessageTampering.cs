using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>Looks at every message that a faulty replica sends while its fault is on; all others pass.</summary>
/// <param name="parts">What a correct replica is built of.</param>
/// <param name="window">When the fault is on.</param>
internal abstract class MessageTampering(Committees.ReplicaParts parts, FaultWindow window) : ReplicaContextDecorator(parts.Context)
{
    /// <summary>What the replica knows from the start.</summary>
    protected ReplicaSettings Settings => parts.Settings;

    /// <summary>The run.</summary>
    protected Simulator Simulator => parts.Simulator;

    public override void Send(int receiver, in ConsensusMessage message)
    {
        if (window.Contains(Simulator.Now))
        {
            Tamper(receiver, message);
        }
        else
        {
            base.Send(receiver, message);
        }
    }

    public override void Broadcast(in ConsensusMessage message)
    {
        if (window.Contains(Simulator.Now))
        {
            TamperWithBroadcast(message);
        }
        else
        {
            base.Broadcast(message);
        }
    }

    /// <summary>True when a message is a signed vote without a proposal.</summary>
    /// <param name="message">A message of this replica.</param>
    protected bool IsVote(in ConsensusMessage message) =>
        message.Body is not IProposalBody && message.Value != default(Digest)
        && Settings.Signer.PhaseOf(message) is { } phase && phase != VotePhase.ViewChange;

    /// <summary>Sends something, or nothing, instead of a message to one receiver.</summary>
    protected abstract void Tamper(int receiver, in ConsensusMessage message);

    /// <summary>Sends something, or nothing, instead of a message to all others.</summary>
    protected abstract void TamperWithBroadcast(in ConsensusMessage message);

    /// <summary>Sends a message as it is.</summary>
    protected void Pass(int receiver, in ConsensusMessage message) => base.Send(receiver, message);

    /// <summary>Sends a message to all others as it is.</summary>
    protected void PassToAll(in ConsensusMessage message) => base.Broadcast(message);
}
