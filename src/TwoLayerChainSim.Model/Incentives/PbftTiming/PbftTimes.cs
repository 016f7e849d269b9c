using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.PbftTiming;

/// <summary>Result of the timing model for one block.</summary>
/// <param name="ReplyQuorum">When f+1 replies have reached the requestor: the delay of Fig. 6.</param>
/// <param name="LastCommit">When the last replica has committed.</param>
/// <param name="LeaderCommit">When the leader has committed.</param>
/// <param name="Messages">Messages sent, replies included: 2n² - n.</param>
public readonly record struct PbftTimes(SimTime ReplyQuorum, SimTime LastCommit, SimTime LeaderCommit, long Messages);
