using TwoLayerChainSim.Model.Incentives;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>LMUC creation by reputation (Feng et al. 2022, step 2; Kang et al. 2019, Table II).</summary>
public class CellSelectionTests
{
    private static readonly int[] Devices = [0, 1, 2, 3];

    [Fact]
    public void Devices_of_which_nothing_is_known_are_selected()
    {
        // T = a = 0.5, the threshold itself.
        var selection = Select(new ReputationBook(1, [1, 1, 1, 1], new()), new());
        Assert.Equal(Devices, selection.Selected.AsEnumerable());
        Assert.Equal(Devices, selection.FullDevices.AsEnumerable());
    }

    [Fact]
    public void A_device_below_the_threshold_is_not_selected()
    {
        var book = new ReputationBook(1, [0.9, 0.9, 0.9, 0.9], new());
        book.Record(0, 2, accepted: false);
        book.Record(0, 3, accepted: true);
        Assert.Equal([0, 1, 3], Select(book, new()).Selected.AsEnumerable());
    }

    [Fact]
    public void The_best_reputed_are_selected_up_to_the_wanted_number()
    {
        var selection = Select(Ranked(), new() { SelectedDevices = 2 });
        Assert.Equal([1, 3], selection.Selected.AsEnumerable());
    }

    [Fact]
    public void The_committee_is_the_best_reputed_of_the_selected_ones()
    {
        var selection = Select(Ranked(), new() { SelectedDevices = 3, LocalCommittee = 1 });
        Assert.Equal([0, 1, 3], selection.Selected.AsEnumerable());
        Assert.Equal([3], selection.FullDevices.AsEnumerable());
    }

    [Fact]
    public void Equal_reputations_are_ranked_by_number() =>
        Assert.Equal([0, 1], Select(new ReputationBook(1, [1, 1, 1, 1], new()), new() { SelectedDevices = 2 }).Selected.AsEnumerable());

    [Fact]
    public void A_device_with_one_bad_update_stays_out_of_the_next_episodes()
    {
        // Label tampering devices are refused in episode 1 and not selected from then on.
        var run = SchemeRuns.Run(
            "two-layer", SchemeRuns.Training, "attacks.malicious-fraction=0.3", "episodes=4", "two-layer.roni-tolerance=0.1");
        var first = run.First.Counts;
        Assert.True(first.RejectedMalicious > 0);
        Assert.Equal(first.Selected - first.Rejected, run.Reports[1].Counts.Selected);
        Assert.Equal(first.SelectedMalicious - first.RejectedMalicious, run.Reports[1].Counts.SelectedMalicious);
    }

    [Fact]
    public void Without_a_device_above_the_threshold_an_episode_leaves_the_model_as_it_is()
    {
        var run = SchemeRuns.Run("two-layer", SchemeRuns.Training, "reputation.uncertainty-weight=0.4");
        Assert.All(run.Reports, report => Assert.Equal(0, report.Counts.Selected));
        Assert.Single(run.Reports.Select(report => report.Loss).Distinct());
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
    }

    /// <summary>Reputations 0.5 + q/2 after one good update: device 3 is best, then 1, then 0; device 2 is unknown.</summary>
    private static ReputationBook Ranked()
    {
        var book = new ReputationBook(1, [0.8, 0.9, 1, 1], new());
        book.Record(0, 0, accepted: true);
        book.Record(0, 1, accepted: true);
        book.Record(0, 3, accepted: true);
        return book;
    }

    private static CellSelection Select(ReputationBook book, TwoLayerOptions options) =>
        CellSelection.ByReputation(0, Devices, book, options);
}
