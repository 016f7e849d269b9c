using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>A fault-free decision to be sampled as a whole.</summary>
/// <param name="Replicas">Number of replicas n.</param>
/// <param name="Quorum">Votes that decide.</param>
/// <param name="Leader">Replica index of the leader.</param>
/// <param name="ProposalBits">Size of the message with the proposal in bits.</param>
/// <param name="VoteBits">Size of any other message in bits.</param>
/// <param name="RepliesNeeded">Matching replies that the client waits for; 0 without a client.</param>
/// <param name="Delays">The links.</param>
public sealed record RoundRequest(
    int Replicas, int Quorum, int Leader, long ProposalBits, long VoteBits, int RepliesNeeded, IMessageDelays Delays);

/// <summary>A fault-free decision sampled as a whole; all times count from the start.</summary>
/// <param name="Proposed">When the leader sent the proposal.</param>
/// <param name="Commits">When each replica decided.</param>
/// <param name="Replied">When the client had enough replies; null without a client.</param>
/// <param name="Signers">Replicas whose commit votes the first to decide had seen, ascending.</param>
/// <param name="Messages">Messages sent, by kind.</param>
public sealed record RoundSample(
    SimDuration Proposed,
    SimDuration[] Commits,
    SimDuration? Replied,
    ImmutableArray<int> Signers,
    IReadOnlyList<(MessageKind Kind, int Count, long Bits)> Messages);
