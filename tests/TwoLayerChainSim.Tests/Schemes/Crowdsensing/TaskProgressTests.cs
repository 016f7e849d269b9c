using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Schemes.Crowdsensing;

namespace TwoLayerChainSim.Tests.Schemes.Crowdsensing;

/// <summary>The states of a task (incentives.md B4).</summary>
public class TaskProgressTests
{
    private static readonly TaskState[] Round =
        [TaskState.LocalTraining, TaskState.Verifying, TaskState.Aggregated, TaskState.BlockProposed];

    [Fact]
    public void Rounds_follow_each_other_whether_they_leave_a_block_or_not_and_end()
    {
        var progress = new TaskProgress();
        foreach (var state in (TaskState[])[.. Round, TaskState.Committed, .. Round, TaskState.Undecided, TaskState.Final])
        {
            progress.Advance(state);
        }

        Assert.Equal((TaskState.Final, 2), (progress.State, progress.Rounds));
    }

    [Fact]
    public void No_state_can_be_left_out_or_repeated()
    {
        for (var reached = 0; reached <= Round.Length; reached++)
        {
            var allowed = reached switch
            {
                0 => (TaskState[])[TaskState.LocalTraining],
                4 => [TaskState.Committed, TaskState.Undecided],
                _ => [Round[reached]],
            };
            foreach (var next in Enum.GetValues<TaskState>().Except(allowed))
            {
                var progress = new TaskProgress();
                Array.ForEach(Round[..reached], progress.Advance);
                Assert.Throws<InvariantException>(() => progress.Advance(next));
            }
        }
    }
}
