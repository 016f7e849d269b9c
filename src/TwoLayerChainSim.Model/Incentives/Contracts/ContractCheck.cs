using static System.FormattableString;

namespace TwoLayerChainSim.Model.Incentives.Contracts;

/// <summary>
/// What a contract must satisfy, tried out for every type and every item: individual rationality (18), incentive compatibility
/// (19), order, budget and time.
/// </summary>
public static class ContractCheck
{
    /// <summary>Relative rounding that is forgiven.</summary>
    private const double Slack = 1e-9;

    /// <summary>The violated conditions, each naming the types; empty when there are none.</summary>
    /// <param name="items">The item of each type.</param>
    /// <param name="options">The parameters.</param>
    public static IReadOnlyList<string> Violations(IReadOnlyList<ContractItem> items, ContractOptions options)
    {
        var slack = Slack * items.Max(item => Math.Abs(item.Reward));
        var violations = new List<string>();
        for (var n = 0; n < items.Count; n++)
        {
            var (own, time) = (options.WorkerUtility(n, items[n]), options.Time(n, items[n].Frequency));
            var iteration = options.IterationCycles / items[n].Frequency;
            Check(own >= -slack, $"IR: type {n + 1} would lose {-own:g6}");
            Check(time < options.LongestTime, $"type {n + 1} would need {time:g6}, T_max is {options.LongestTime}");
            Check(
                iteration <= options.LongestTime * (1 + Slack),
                $"a local iteration of type {n + 1} would take {iteration:g6}, T_max is {options.LongestTime}");
            Check(
                n == 0 || (items[n].Frequency >= items[n - 1].Frequency && items[n].Reward >= items[n - 1].Reward - slack),
                $"order: type {n + 1} has frequency {items[n].Frequency:g6} and reward {items[n].Reward:g6}, less than type {n}");
            for (var m = 0; m < items.Count; m++)
            {
                var gain = options.WorkerUtility(n, items[m]) - own;
                Check(gain <= slack, $"IC: type {n + 1} would gain {gain:g6} by choosing the item of type {m + 1}");
            }
        }

        var paid = options.Workers * items.Select((item, n) => options.Types[n].Share * item.Reward).Sum();
        Check(paid <= options.Budget * (1 + Slack), $"budget: rewards are {paid:g10}, the budget is {options.Budget}");
        return violations;

        void Check(bool holds, FormattableString violation)
        {
            if (!holds)
            {
                violations.Add(Invariant(violation));
            }
        }
    }
}
