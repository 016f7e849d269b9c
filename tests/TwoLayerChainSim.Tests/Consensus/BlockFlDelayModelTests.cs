using System.Text.Json;
using TwoLayerChainSim.Model.Consensus.ProofOfWork;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Closed forms of BlockFL against independently computed values at relative 1e-6 (models 1.4, 1.5).</summary>
public class BlockFlDelayModelTests
{
    private static readonly JsonElement Cases = ReferenceData.Load("s1_blockfl.json").At("cases");

    public static TheoryData<string> Names() => [.. Cases.EnumerateObject().Select(property => property.Name)];

    public static BlockFlDelayModel ModelOf(string name) => name switch
    {
        "snr9" => new() { SnrDb = 9 },
        "snr8" => new() { SnrDb = 8 },
        "NM1" => new() { Miners = 1 },
        "NM2" => new() { Miners = 2 },
        "NM5" => new() { Miners = 5 },
        "ND50" => new() { Devices = 50 },
        "dm15k" => new() { UpdateBits = 15e3 },
        "Twait1s" => new() { WaitSeconds = 1 },
        _ => new(),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Transfer_times_are_those_of_the_reference(string name)
    {
        var (model, reference) = (ModelOf(name), Cases.At(name));
        double[] expected = [.. new[] { "rate", "Tup", "Tdn", "Tbp", "Tglobal", "S" }.Select(key => reference.Number(key))];
        AllClose(
            expected,
            [
                model.LinkBitsPerSecond, model.UploadSeconds, model.BlockTransferSeconds, model.BlockTransferSeconds,
                model.GlobalUpdateSeconds, model.PropagationSumSeconds,
            ]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fork_probability_attempts_and_epoch_time_are_those_of_the_reference(string name)
    {
        var model = ModelOf(name);
        foreach (var row in Cases.At(name, "table").EnumerateArray())
        {
            var rate = row.Number("lam");
            AllClose(
                [
                    row.Number("p_fork_analytic"), row.Number("Nattempts_analytic"), row.Number("ET_analytic"),
                    row.Number("ET_paper_eq9"),
                ],
                [
                    model.ForkProbability(rate), model.MeanAttempts(rate), model.EpochSeconds(rate),
                    model.AsPublished.EpochSeconds(rate),
                ]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_optimal_rates_are_those_of_the_reference(string name)
    {
        var (model, reference) = (ModelOf(name), Cases.At(name));
        AllClose(
            [reference.Number("lambda_prop1"), Finite(reference, "lambda_opt_eq4"), Finite(reference, "lambda_opt_eq9_noTbp")],
            [model.AsPublished.OptimalRateHz, model.OptimalRateHz, model.AsPublished.MinimiserOfEpochHz]);
    }

    [Fact]
    public void The_published_optimum_costs_2_73_times_the_exact_one()
    {
        var model = new BlockFlDelayModel();
        var ratio = model.EpochSeconds(model.AsPublished.OptimalRateHz) / model.EpochSeconds(model.OptimalRateHz);
        Assert.Equal(3.89527 / 1.42785, ratio, 4);
    }

    [Fact]
    public void No_rate_of_a_sweep_beats_the_exact_optimum()
    {
        var model = new BlockFlDelayModel();
        var best = Enumerable.Range(1, 2000).Select(i => model.EpochSeconds(i * 0.001)).Min();
        Assert.InRange(model.EpochSeconds(model.OptimalRateHz), best * (1 - 1e-4), best);
    }

    private static double Finite(JsonElement reference, string key) =>
        reference.At(key).ValueKind == JsonValueKind.Null ? double.PositiveInfinity : reference.Number(key);

    private static void AllClose(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var isClose = expected[i] == actual[i] || Math.Abs((actual[i] / expected[i]) - 1) < 1e-6
                || (expected[i] == 0 && Math.Abs(actual[i]) < 1e-12);
            Assert.True(isClose, $"value {i}: {actual[i]:R} against {expected[i]:R}");
        }
    }
}
