using System.Text.Json;
using TwoLayerChainSim.Model.Incentives.Contracts;
using TwoLayerChainSim.Tests.Support;
using static TwoLayerChainSim.Tests.Incentives.Contracts.ContractCases;

namespace TwoLayerChainSim.Tests.Incentives.Contracts;

/// <summary>Contracts against the independently computed ones of models §3.2, and what is said about bad input.</summary>
public class ContractTests
{
    public static TheoryData<string> Entries => [.. Reference.EnumerateObject().Select(entry => entry.Name)];

    public static TheoryData<string, string> BadInput => new()
    {
        { nameof(ContractOptions.Types), "there are no types" },
        { nameof(ContractType.Share), "shares of types sum to 0.9, must be 1" },
        { nameof(ContractType.Accuracy), "accuracy of type 2 is 1, must be in (0, 1)" },
        { "Order", "accuracy of type 2 is 0.5, must be greater than that of type 1" },
        { nameof(ContractOptions.LongestTime), "T_max is 10, must be greater than the communication time 10" },
        { nameof(ContractOptions.Budget), "budget is 0, must be greater than 2388.32" },
        { nameof(ContractOptions.Workers), "number of workers is 0, must be at least 1" },
        { nameof(ContractOptions.RewardCost), "cost of a reward is NaN, must be greater than 0" },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void A_contract_agrees_with_the_reference(string entry)
    {
        var expected = Reference.At(entry);
        var options = Options(entry);
        var contract = entry.EndsWith("ironed", StringComparison.Ordinal) ? Contract.Make(options) : Contract.MakeUnironed(options);
        AssertEqual(expected.At("f"), n => contract.Items[n].Frequency, "frequency");
        AssertEqual(expected.At("R"), n => contract.Items[n].Reward, "reward");
        AssertEqual(expected.At("T_iter"), n => contract.Options.Time(n, contract.Items[n].Frequency), "time");
        AssertEqual(expected.At("worker_utility"), n => contract.Options.WorkerUtility(n, contract.Items[n]), "utility");
        Relative.Equal(expected.Number("task_publisher_profit"), contract.PublisherProfit);
        Relative.Equal(expected.Number("total_worker_utility"), contract.TotalWorkerUtility);
        Relative.Equal(expected.Number("total_reward"), contract.TotalReward);
        Relative.Equal(expected.Number("nu"), contract.BudgetMultiplier);
        Assert.Equal(expected.GetProperty("budget_binding").GetBoolean(), contract.IsBudgetBinding);
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void What_every_type_would_get_from_every_item_agrees_with_the_reference(string entry)
    {
        var expected = Reference.At(entry);
        var contract = Contract.MakeUnironed(Options(entry));
        if (!expected.TryGetProperty("IC_matrix_types_2_4_6_8", out var matrix))
        {
            return;
        }

        foreach (var row in matrix.EnumerateObject())
        {
            var type = row.Name[0] - '1';
            AssertEqual(
                row.Value, item => contract.Options.WorkerUtility(type, contract.Items[item]), $"utility of type {row.Name} from item");
        }

        AssertEqual(expected.At("psi_over_theta"), contract.Options.Iterations, "iterations");
        Relative.Equal(expected.Number("social_welfare"), contract.SocialWelfare);
        Assert.Equal(
            expected.GetProperty("IC_satisfied").GetBoolean() && expected.GetProperty("monotone").GetBoolean(),
            ContractCheck.Violations(contract.Items, contract.Options).Count == 0);
    }

    [Fact]
    public void Natural_logarithms_pool_the_first_eight_types_of_the_paper() => Assert.Equal(
        [(0, 7), (8, 8), (9, 9)], Contract.Make(Natural).Blocks.Select(block => (block.First, block.Last)));

    [Fact]
    public void A_contract_that_is_not_ironed_is_caught_by_the_check_which_names_the_types()
    {
        var violations = ContractCheck.Violations(Contract.MakeUnironed(Natural).Items, Natural);
        Assert.Contains("IC: type 2 would gain 1.33472 by choosing the item of type 6", violations);
        Assert.Contains(violations, violation => violation.StartsWith("order: type 2", StringComparison.Ordinal));
    }

    [Fact]
    public void Items_that_lose_or_overspend_or_come_late_are_caught_by_the_check()
    {
        // The paper's contract under costs, a budget and a time that it was not made for.
        var contract = Contract.Make(new());
        Assert.Contains("IR: type 1 would lose", Under(options => options with { EnergyCost = 2 }), StringComparison.Ordinal);
        Assert.Contains("budget: rewards are 6233.4", Under(options => options with { Budget = 6000 }), StringComparison.Ordinal);
        Assert.Contains("type 1 would need 141.181", Under(options => options with { LongestTime = 140 }), StringComparison.Ordinal);

        string Under(Func<ContractOptions, ContractOptions> change) =>
            string.Join("; ", ContractCheck.Violations(contract.Items, change(contract.Options)));
    }

    [Theory]
    [MemberData(nameof(BadInput))]
    public void Bad_input_is_refused_with_the_feasible_region(string what, string expected)
    {
        ContractOptions options = what switch
        {
            nameof(ContractOptions.Types) => new() { Types = [] },
            nameof(ContractType.Share) => new() { Types = [new(0.2, 0.5), new(0.5, 0.4)] },
            nameof(ContractType.Accuracy) => new() { Types = [new(0.2, 0.5), new(1, 0.5)] },
            "Order" => new() { Types = [new(0.6, 0.5), new(0.5, 0.5)] },
            nameof(ContractOptions.LongestTime) => new() { LongestTime = 10 },
            nameof(ContractOptions.Budget) => new() { Budget = 0 },
            nameof(ContractOptions.Workers) => new() { Workers = 0 },
            _ => new() { RewardCost = double.NaN },
        };
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Contract.Make(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(
        3, new ContractOptions { Types = [new(0, 1)], Workers = 0, LongestTime = 0 }.Problems().Count);

    private static void AssertEqual(JsonElement expected, Func<int, double> actual, string what)
    {
        foreach (var (n, value) in expected.EnumerateArray().Index())
        {
            Relative.Equal(value.GetDouble(), actual(n), $"{what} {n + 1}");
        }
    }
}
