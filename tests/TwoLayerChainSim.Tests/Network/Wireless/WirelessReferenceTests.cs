using System.Text.Json;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Wireless;

/// <summary>The vectors s4_wireless of the reference file (models.md §4), to 1e-6 relative.</summary>
public class WirelessReferenceTests
{
    private const double Size = 814_400;

    private static readonly JsonElement[] Rows = [.. JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "wireless.json"))).RootElement.EnumerateArray()];

    public static TheoryData<string, PathLoss, double, bool> Links => new()
    {
        { "BS->UE macro 200m", PathLoss.MacroCell, 200, true },
        { "UE->BS macro 200m", PathLoss.MacroCell, 200, true },
        { "BS->UE macro 500m", PathLoss.MacroCell, 500, true },
        { "UE->BS macro 500m", PathLoss.MacroCell, 500, true },
        { "UE->BS UMi-NLOS 100m", new UrbanMicroPathLoss(), 100, false },
        { "UE->BS UMi-LOS 100m", new UrbanMicroPathLoss(), 100, true },
        { "D2D 148+40log 50m", PathLoss.DeviceToDevice, 50, true },
        { "D2D 148+40log 20m", PathLoss.DeviceToDevice, 20, true },
        { "D2D 36.843 LOS 50m", new WinnerB1PathLoss(), 50, true },
        { "D2D 36.843 NLOS 50m", new WinnerB1PathLoss(), 50, false },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public void A_link_has_the_loss_rate_and_times_of_the_reference(
        string name, PathLoss model, double distanceMetres, bool lineOfSight)
    {
        var row = Rows.Single(candidate => candidate.GetProperty("link").GetString() == name);
        double Expected(string property) => row.GetProperty(property).GetDouble();
        var bandwidth = Expected("BW");

        var loss = model.LossDb(distanceMetres, lineOfSight);
        var noise = ShannonRate.NoiseDbm(bandwidth, Expected("NF_dB"));
        var snr = Decibel.ToRatio(Expected("Ptx_dBm") - loss - noise);

        AssertClose(Expected("PL_dB"), loss);
        AssertClose(Expected("SNR_dB"), Decibel.FromRatio(snr));
        AssertClose(Expected("rate_awgn"), ShannonRate.BitsPerSecond(bandwidth, snr));
        AssertClose(Expected("rate_rayleigh_mean"), ShannonRate.RayleighMeanBitsPerSecond(bandwidth, snr));
        AssertClose(Expected("T_814400bit_awgn"), Size / ShannonRate.BitsPerSecond(bandwidth, snr));
        AssertClose(
            Expected("T_814400bit_median"), ShannonRate.RayleighTransferQuantile(Size, bandwidth, snr, 0.5));
        AssertClose(Expected("T_814400bit_p90"), ShannonRate.RayleighTransferQuantile(Size, bandwidth, snr, 0.9));
    }

    [Fact]
    public void Every_vector_of_the_reference_is_tested() => Assert.Equal(Rows.Length, Links.Count);

    private static void AssertClose(double expected, double actual) =>
        Assert.InRange(actual, expected - (1e-6 * Math.Abs(expected)), expected + (1e-6 * Math.Abs(expected)));
}
