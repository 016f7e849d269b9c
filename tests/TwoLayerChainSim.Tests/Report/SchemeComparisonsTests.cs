using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Tests.Results;

namespace TwoLayerChainSim.Tests.Report;

public class SchemeComparisonsTests
{
    private static readonly FigureRows DelayByDevices = new(Metrics.Delay, SampleExperiment.Key, string.Empty);

    [Fact]
    public void The_first_scheme_of_the_legend_is_compared_with_each_other_one()
    {
        var comparison = Assert.Single(SchemeComparisons.Of(SampleExperiment.Table, DelayByDevices, 50));

        Assert.Equal(("two-layer", "flchain"), (comparison.First, comparison.Other));
        Assert.Equal(-2.5, comparison.Comparison.Difference.Mean!.Value, 1e-12);
        Assert.Equal(3, comparison.Comparison.Difference.Count);
    }

    [Fact]
    public void A_replication_that_one_scheme_did_not_finish_is_left_out_of_both()
    {
        var rows = SampleExperiment.Table.Rows.Where(row =>
            row.Run.Scheme == "flchain" || row.Run.Replication != 1 || row.Run.ValueOf(SampleExperiment.Key) != "50");

        var comparison = Assert.Single(SchemeComparisons.Of(new MetricTable([SampleExperiment.Key], rows), DelayByDevices, 50));

        Assert.Equal((2, 1), (comparison.Comparison.Difference.Count, comparison.Comparison.Unpaired));
    }

    [Fact]
    public void There_is_nothing_to_compare_where_nothing_was_measured()
    {
        Assert.Empty(SchemeComparisons.Of(SampleExperiment.Table, DelayByDevices, 49));
    }
}
