using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Incentives.Contracts;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Incentives.Contracts;

/// <summary>Contract problems from the reference and random ones.</summary>
internal static class ContractCases
{
    public static JsonElement Reference { get; } = ReferenceData.Load("kang_contract.json");

    /// <summary>Natural logarithms with the parameters of the paper: frequencies are not in order.</summary>
    public static ContractOptions Natural => new() { Logarithm = IterationLogarithm.Natural };

    /// <summary>Feasible problems: any number of types, uneven shares, budgets from just enough to plenty.</summary>
    public static Gen<ContractOptions> Problems { get; } =
        from count in Gen.Choose(1, 12)
        from steps in Gen.ArrayOf(Between(0.01, 1), count + 1)
        from weights in Gen.ArrayOf(Between(0.02, 1), count)
        from logarithm in Gen.Elements(Enum.GetValues<IterationLogarithm>())
        from cycles in Between(1, 20)
        from time in Between(15, 1000)
        from energy in Between(-3, 1)
        from energyCost in Between(0.1, 3)
        from budget in Between(0.001, 3)
        select WithBudget(
            new()
            {
                Types = Types(steps, weights),
                Logarithm = logarithm,
                CyclesPerSample = cycles,
                LongestTime = time,
                EnergyCoefficient = Math.Pow(10, energy),
                EnergyCost = energyCost,
            },
            budget);

    public static Gen<double> Between(double low, double high) =>
        Gen.Choose(0, 1_000_000).Select(i => low + ((high - low) * i / 1e6));

    /// <summary>The problem of a reference entry such as <c>ln_l2</c>.</summary>
    public static ContractOptions Options(string entry) => new()
    {
        Logarithm = entry.StartsWith("ln", StringComparison.Ordinal) ? IterationLogarithm.Natural
            : entry.StartsWith("log2", StringComparison.Ordinal) ? IterationLogarithm.Base2
            : IterationLogarithm.Base10,
        RewardCost = entry.Split('_')[1][1] - '0',
        Budget = entry.EndsWith("no_budget", StringComparison.Ordinal) ? 1e9 : new ContractOptions().Budget,
    };

    private static ContractType[] Types(double[] steps, double[] weights)
    {
        var accuracy = 0.0;
        return [.. weights.Select((weight, n) =>
            new ContractType(accuracy += steps[n] / steps.Sum(), weight / weights.Sum()))];
    }

    private static ContractOptions WithBudget(ContractOptions options, double excess) =>
        options with { Budget = options.LeastBudget() * (1 + excess) };
}
