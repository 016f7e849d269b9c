using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Reproduction;

/// <summary>Points of the reproduced figures against independently computed values.</summary>
public class ReproductionReferenceTests
{
    private const double Relative = 1e-9;

    private static readonly ReproductionSettings Few = new() { Replications = 30 };

    [Fact]
    public void Fig_2_of_Wang_has_the_reference_values()
    {
        var figures = new Experiments.Reproduction.Wang2022.Fig2().Run(Few).Figures;
        foreach (var row in ReferenceData.Load("stackelberg.json").At("fig2").EnumerateArray().Where(row => row.Number("psi") == 5))
        {
            var number = row.Number("N");
            AssertNear(row.Number("clients_total_published"), At(figures[0], "thm-3-1-thm-3-2", number).Y);
            AssertNear(row.Number("clients_total_capped_exact"), At(figures[0], "exact-thm-3-2", number).Y);
            AssertNear(row.Number("mo_published_f_identity"), At(figures[1], "thm-3-1-thm-3-2", number).Y);
            AssertNear(row.Number("mo_leader_optimum_f_identity"), At(figures[1], "exact-exact", number).Y);
        }
    }

    [Theory]
    [InlineData(0, "random-thm-3-2", 858)] // clients of 50, payments cut at the bounds
    [InlineData(1, "thm-3-1-random", 337.6)]
    public void Random_strategies_of_Fig_2_have_the_reference_means(int figure, string curve, double mean)
    {
        var figures = new Experiments.Reproduction.Wang2022.Fig2().Run(Few).Figures;
        var estimate = At(figures[figure], curve, 50).Estimate;
        var standardError = estimate.StandardDeviation!.Value / Math.Sqrt(estimate.Count);
        Assert.InRange(Math.Abs(estimate.Mean!.Value - mean), 0, 4 * standardError);
    }

    [Fact]
    public void Fig_6_of_Wang_has_the_reference_values()
    {
        var figures = new Experiments.Reproduction.Wang2022.Fig6().Run(Few).Figures;
        foreach (var (figure, key) in figures.Zip((string[])["fig6_sweep_rho_0.01", "fig6_sweep_rho_0.1"]))
        {
            var compared = 0;
            foreach (var row in ReferenceData.Load("stackelberg.json").At("client", key).EnumerateArray())
            {
                foreach (var (kind, name) in ((string, string)[])[("published", "thm-3-1"), ("exact", "exact")])
                {
                    if (row.At(kind, "status").GetString() == "OK")
                    {
                        AssertNear(row.Number(kind, "qt"), At(figure, $"training-{name}", row.Number("pt")).Y);
                        AssertNear(row.Number(kind, "qm"), At(figure, $"mining-{name}", row.Number("pt")).Y);
                        compared++;
                    }
                }
            }

            Assert.True(compared > 5);
        }
    }

    [Fact]
    public void Fig_4_of_Hu_has_the_reference_values()
    {
        var compared = 0;
        foreach (var sweep in ReferenceData.Load("mcs_submission.json").At("fig4").EnumerateArray())
        {
            var figure = new Experiments.Reproduction.Hu2021.Fig4 { Losses = [sweep.Number("eta_xi")] }.Run(Few).Figures[0];
            foreach (var row in sweep.At("rows").EnumerateArray().Where(row => row.Number("ud") > 0 && row.Number("eps") * 50 % 1 == 0))
            {
                AssertNear(row.Number("us"), At(figure, "server-exact", row.Number("eps")).Y);
                AssertNear(row.Number("ud"), At(figure, "device-exact", row.Number("eps")).Y);
                compared++;
            }
        }

        Assert.True(compared > 20);
    }

    [Fact]
    public void Fig_6_of_Hu_has_the_reference_values()
    {
        var figures = new Experiments.Reproduction.Hu2021.Fig6().Run(Few).Figures;
        (string, string)[] curves =
        [
            ("dedicated", "dedicated-machines"), ("single_host", "one-laptop"),
            ("single_host_full_votes", "one-laptop-votes-carry-the-block"),
        ];
        foreach (var (mode, curve) in curves)
        {
            foreach (var row in ReferenceData.Load("pbft_timing.json").At(mode, "node_sweep_E10").EnumerateArray())
            {
                AssertNear(row.Number("t_reply_quorum"), At(figures[^1], curve, row.Number("n")).Y, 1e-6);
            }
        }
    }

    [Fact]
    public void Every_figure_can_be_drawn_and_every_claim_has_words()
    {
        foreach (var reproduction in ReproductionCatalog.All)
        {
            var result = reproduction.Run(Few with { Replications = 2 });
            Assert.All(result.Figures, figure => Assert.Contains("</svg>", FigureFiles.Of(figure).Svg, StringComparison.Ordinal));
            Assert.All(result.Claims.SelectMany(claim => claim.Findings), finding => Assert.NotEmpty(finding.Found));
            Assert.Equal(result.Figures.Count, result.Figures.Select(figure => figure.Id).Distinct().Count());
        }
    }

    private static CurvePoint At(LineFigure figure, string curve, double x) => figure.Curves
        .Single(one => one.Scheme == curve).Points
        .Single(point => Math.Abs(point.X - x) <= 1e-9 * Math.Max(1, x));

    private static void AssertNear(double expected, double actual, double relative = Relative) =>
        Assert.InRange(Math.Abs(actual - expected), 0, Math.Max(relative * Math.Abs(expected), 1e-9));
}
