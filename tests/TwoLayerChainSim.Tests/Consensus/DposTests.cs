using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Protocols;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>IBFT in turns among those with the most stake, and one more hop to the others (Larimer 2014; models 2.5).</summary>
public class DposTests
{
    /// <summary>Delegates are 1, 3, 4 and, of four equal ones the first, 0.</summary>
    private static readonly double[] Stakes = [1, 3, 1, 2, 5, 1, 1];

    [Fact]
    public void Without_scatter_the_delegates_decide_after_three_hops_and_the_others_after_four()
    {
        var run = new StakedCommittee("dpos", Stakes);
        Assert.Equal([3, 3, 4, 3, 3, 4, 4], run.Hops);
        Assert.Equal((2 * 4 * 3) + 3 + 3, run.Run.Outcome.Messages);
    }

    [Fact]
    public void Those_with_the_most_stake_decide()
    {
        var run = new StakedCommittee("dpos", Stakes).Run;
        Assert.Equal("0 1 3 4", string.Join(' ', run.Committee.Members));
        Assert.All(run.Outcome.Decisions[0].VoteCertificate.Signers, signer => Assert.Contains(signer, (int[])[0, 1, 3, 4]));
    }

    [Fact]
    public void Delegates_produce_in_turns_by_stake()
    {
        var run = new StakedCommittee("dpos", Stakes, heights: 6);
        Assert.Equal([4, 1, 3, 0, 4, 1], run.Proposers.Select(proposal => proposal.Who));
    }

    [Fact]
    public void Who_led_passes_every_decision_on_to_those_outside()
    {
        // One decision a height and replica outside, and no question.
        var run = new StakedCommittee("dpos", Stakes, heights: 6).Run.Outcome;
        Assert.Equal(6 * Dpos.Messages(7), run.Messages);
        Assert.All(run.Decisions, decision => Assert.All(decision.CommitTimes, time => Assert.NotNull(time)));
    }

    [Fact]
    public void A_silent_delegate_loses_its_turn_to_the_next_one()
    {
        var run = new StakedCommittee("dpos", Stakes, heights: 2, silent: 4);
        Assert.Equal(ConsensusStatus.Decided, run.Run.Outcome.Status);
        Assert.Equal([((0, 1), 1), ((1, 0), 1)], run.Proposers);
    }

    [Fact]
    public void Two_silent_delegates_of_four_stall_all_and_those_outside_do_not_matter()
    {
        Assert.Equal(ConsensusStatus.Stalled, new StakedCommittee("dpos", Stakes, silent: [0, 4]).Run.Outcome.Status);
        Assert.Equal(ConsensusStatus.Decided, new StakedCommittee("dpos", Stakes, silent: [2, 5, 6]).Run.Outcome.Status);
    }
}
