using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Incentives.Contracts;
using static TwoLayerChainSim.Tests.Incentives.Contracts.ContractCases;

namespace TwoLayerChainSim.Tests.Incentives.Contracts;

/// <summary>What every contract promises, tried out on random problems with arithmetic of its own.</summary>
public class ContractPropertyTests
{
    [Fact]
    public void No_type_gains_by_choosing_the_item_of_another() => ForContracts(contract =>
        Pairs(contract).All(pair => Utility(contract, pair.Type, pair.Item) <= Utility(contract, pair.Type, pair.Type) + Slack(contract)));

    [Fact]
    public void Nobody_loses_and_the_first_type_is_just_compensated() => ForContracts(contract =>
        Math.Abs(Utility(contract, 0, 0)) <= Slack(contract)
        && Enumerable.Range(0, contract.Items.Count).All(n => Utility(contract, n, n) >= -Slack(contract)));

    [Fact]
    public void Frequencies_and_rewards_do_not_decrease() => ForContracts(contract =>
        contract.Items.Zip(contract.Items.Skip(1)).All(pair =>
            pair.Second.Frequency >= pair.First.Frequency && pair.Second.Reward >= pair.First.Reward - Slack(contract)));

    [Fact]
    public void The_budget_is_never_exceeded_and_is_used_up_where_it_binds() => ForContracts(contract =>
    {
        var paid = contract.Options.Workers * contract.Items.Select((item, n) => contract.Options.Types[n].Share * item.Reward).Sum();
        return paid <= contract.Options.Budget * (1 + 1e-9)
            && (!contract.IsBudgetBinding || paid >= contract.Options.Budget * (1 - 1e-6));
    });

    [Fact]
    public void No_change_of_a_block_that_keeps_all_conditions_brings_the_publisher_more() => ForContracts(contract =>
        contract.Blocks.All(block => ((double[])[-1e-3, 1e-3]).All(step =>
        {
            var frequencies = contract.Items.Select(item => item.Frequency).ToArray();
            for (var n = block.First; n <= block.Last; n++)
            {
                frequencies[n] *= 1 + step;
            }

            var items = Rewarded(contract, frequencies);
            return ContractCheck.Violations(items, contract.Options).Count > 0
                || Profit(contract, items) <= Profit(contract, contract.Items) + (1e-9 * Math.Abs(contract.PublisherProfit));
        })));

    [Fact]
    public void A_worse_contract_is_seen_to_be_worse()
    {
        var contract = Contract.Make(new());
        var slower = Rewarded(contract, [.. contract.Items.Select(item => 0.99 * item.Frequency)]);
        Assert.Empty(ContractCheck.Violations(slower, contract.Options));
        Assert.True(Profit(contract, slower) < contract.PublisherProfit);
    }

    private static void ForContracts(Func<Contract, bool> holds) =>
        Prop.ForAll(Arb.From(Problems), options => holds(Contract.Make(options))).QuickCheckThrowOnFailure();

    private static IEnumerable<(int Type, int Item)> Pairs(Contract contract) =>
        from type in Enumerable.Range(0, contract.Items.Count)
        from item in Enumerable.Range(0, contract.Items.Count)
        select (type, item);

    private static double Slack(Contract contract) => 1e-9 * contract.Items[^1].Reward;

    private static double Utility(Contract contract, int type, int item)
    {
        var (chosen, options) = (contract.Items[item], contract.Options);
        return chosen.Reward - (options.EnergyCost * (options.CommunicationEnergy + (Iterations(options, type) * options.EnergyCoefficient
            * options.CyclesPerSample * options.Samples * chosen.Frequency * chosen.Frequency)));
    }

    private static double Iterations(ContractOptions options, int type) =>
        Math.Log(1 / options.Types[type].Accuracy) / options.Logarithm switch
        {
            IterationLogarithm.Base10 => Math.Log(10),
            IterationLogarithm.Base2 => Math.Log(2),
            _ => 1,
        };

    /// <summary>The least rewards that make types choose these frequencies: each is indifferent to the item below.</summary>
    private static ContractItem[] Rewarded(Contract contract, double[] frequencies)
    {
        var items = new ContractItem[frequencies.Length];
        for (var n = 0; n < items.Length; n++)
        {
            var below = n == 0 ? 0 : items[n - 1].Reward - Cost(n, frequencies[n - 1]);
            items[n] = new(frequencies[n], below + Cost(n, frequencies[n]));
        }

        return items;

        double Cost(int type, double frequency) => contract.Options.EnergyCost * (contract.Options.CommunicationEnergy
            + (Iterations(contract.Options, type) * contract.Options.EnergyCoefficient
                * contract.Options.CyclesPerSample * contract.Options.Samples * frequency * frequency));
    }

    private static double Profit(Contract contract, IReadOnlyList<ContractItem> items)
    {
        var options = contract.Options;
        return options.Workers * items.Select((item, n) => options.Types[n].Share
            * ((options.SatisfactionWeight * Math.Log(options.LongestTime - options.CommunicationTime
                - (Iterations(options, n) * options.CyclesPerSample * options.Samples / item.Frequency)))
                - (options.RewardCost * item.Reward))).Sum();
    }
}
