using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Tests.Incentives.Stackelberg;

/// <summary>Clients from the reference and random ones.</summary>
internal static class StackelbergCases
{
    public static JsonElement Reference { get; } = Support.ReferenceData.Load("stackelberg.json");

    public static PaymentBounds Unbounded { get; } = new(double.PositiveInfinity, double.PositiveInfinity);

    public static RandomStream Draws => new(7);

    public static Gen<double> Between(double low, double high) =>
        Gen.Choose(0, 1_000_000).Select(i => low + ((high - low) * i / 1e6));

    public static Gen<ClientWork> Clients { get; } =
        from training in Between(0.2, 12)
        from mining in Between(0.2, 12)
        from deadline in Between(3, 30)
        from chip in Between(-3, -0.5)
        from isLimited in Gen.Elements(true, false)
        from limit in Between(1, 4)
        select Client(training, mining, deadline, Math.Pow(10, chip), isLimited ? limit : double.PositiveInfinity);

    public static Gen<Prices> SomePrices { get; } =
        from training in Between(-2, 1.3)
        from mining in Between(-2, 1.3)
        select new Prices(Math.Pow(10, training), Math.Pow(10, mining));

    public static Gen<PaymentBounds> SomeBounds { get; } =
        from training in Between(-2, 2)
        from mining in Between(-2, 2)
        select new PaymentBounds(Math.Pow(10, training), Math.Pow(10, mining));

    public static Gen<ClientWork[]> Groups { get; } =
        from size in Gen.Choose(1, 8)
        from clients in Gen.ArrayOf(Clients, size)
        select clients;

    public static ClientWork Client(
        double training = 10, double mining = 5, double deadline = 15, double chip = 0.01, double limit = double.PositiveInfinity) =>
        new()
        {
            TrainingGhzMinutes = training,
            MiningGhzMinutes = mining,
            DeadlineMinutes = deadline,
            ChipConstant = chip,
            FrequencyMaxGhz = limit,
        };

    /// <summary>The client of a reference entry.</summary>
    public static ClientWork Client(JsonElement inputs) => Client(
        inputs.GetProperty("mu").GetDouble(),
        inputs.GetProperty("psi").GetDouble(),
        inputs.GetProperty("T").GetDouble(),
        inputs.GetProperty("rho").GetDouble(),
        inputs.TryGetProperty("qmax", out var limit) && limit.ValueKind == JsonValueKind.Number
            ? limit.GetDouble()
            : double.PositiveInfinity);

    /// <summary>Equal up to 1e-9, relative above 1 and absolute below.</summary>
    public static void AssertClose(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{actual} instead of {expected}");
}
