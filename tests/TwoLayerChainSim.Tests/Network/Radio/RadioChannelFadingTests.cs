using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Radio;

/// <summary>Times over fading links against the closed forms of models.md §4.</summary>
public class RadioChannelFadingTests
{
    private const double Snr = 33;
    private static readonly ChannelOptions Options = new() { BandwidthHz = 1e6 };

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Transfers_at_one_gain_meet_the_quantiles_of_the_closed_form(double probability)
    {
        // One draw a transfer and no outage rule, 10,000 independent links; 4.9 standard deviations of a proportion.
        const int count = 10_000;
        var seconds = TransferSeconds(Options with { Fading = FadingMode.PerTransfer, OutageGain = 0 }, count, 814_400);
        var quantile = ShannonRate.RayleighTransferQuantile(814_400, 1e6, Snr, probability);

        var share = seconds.Count(time => time <= quantile) / (double)count;

        var bound = 4.9 * Math.Sqrt(probability * (1 - probability) / count);
        Assert.InRange(share, probability - bound, probability + bound);
    }

    [Fact]
    public void A_gain_below_the_limit_waits_whole_coherence_times_and_redraws()
    {
        const int count = 20_000;
        var options = Options with { Fading = FadingMode.PerTransfer, OutageGain = 0.2 };
        var slowest = 1_000 / ShannonRate.BitsPerSecond(1e6, 0.2 * Snr);

        var seconds = TransferSeconds(options, count, 1_000);

        // P(k waits) = (1 − e^−0.2)^k e^−0.2; a wait is 10 ms and the transfer itself at most 'slowest' (0.34 ms).
        var outage = 1 - Math.Exp(-0.2);
        for (var waits = 0; waits <= 2; waits++)
        {
            var expected = Math.Pow(outage, waits) * (1 - outage);
            var share = seconds.Count(time => time >= waits * 0.01 && time <= (waits * 0.01) + slowest) / (double)count;
            var bound = 4.9 * Math.Sqrt(expected * (1 - expected) / count);
            Assert.InRange(share, expected - bound, expected + bound);
        }

        Assert.All(seconds, time => Assert.InRange(time % 0.01, 0, slowest + 1e-9));
    }

    [Fact]
    public void A_long_transfer_over_block_fading_approaches_the_mean_rate()
    {
        // About 10,000 blocks: the standard error of the mean rate is about 0.25 %.
        var size = (long)(100 * ShannonRate.RayleighMeanBitsPerSecond(1e6, Snr));

        var seconds = TransferSeconds(Options, 1, size)[0];

        Assert.InRange(seconds, 98.8, 101.2);
    }

    [Fact]
    public void A_transfer_across_a_block_boundary_uses_both_gains()
    {
        var block0 = ShannonRate.BitsPerSecond(1e6, Snr * BlockFading.PowerGain(0, 0));
        var block1 = ShannonRate.BitsPerSecond(1e6, Snr * BlockFading.PowerGain(0, 1));
        var size = (long)((0.01 * block0) + (0.004 * block1));

        var seconds = TransferSeconds(Options, 1, size)[0];

        Assert.Equal(0.01 + ((size - (0.01 * block0)) / block1), seconds, 9);
    }

    [Fact]
    public void Ergodic_transfers_take_the_mean_rate()
    {
        var size = (long)ShannonRate.RayleighMeanBitsPerSecond(1e6, Snr);

        var seconds = TransferSeconds(Options with { Fading = FadingMode.Ergodic }, 1, size)[0];

        Assert.Equal(1, seconds, 6);
    }

    [Fact]
    public void A_hopeless_link_ends_the_run_instead_of_waiting_for_ever()
    {
        var probe = new ChannelProbe(Options with { Fading = FadingMode.None });
        probe.StartAt(default, 0, ChannelProbe.Path(snr: 1e-15), 1_000_000, 0);

        Assert.Throws<InvariantException>(() => probe.Simulator.Run());
    }

    /// <summary>Times of transfers over links 0, 1, ..., each alone on a channel of its own.</summary>
    private static double[] TransferSeconds(ChannelOptions options, int count, long sizeBits) =>
    [
        .. Enumerable.Range(0, count).Select(link =>
        {
            var probe = new ChannelProbe(options);
            probe.StartAt(default, 0, ChannelProbe.Path(Snr, 1e6, (ulong)link), sizeBits, 0);
            probe.Simulator.Run();
            return probe.TimeOf(0).TotalSeconds;
        }),
    ];
}
