namespace TwoLayerChainSim.Model.Incentives.Contracts;

/// <summary>
/// A menu of one item for each type of workers, the best for the publisher among those that every worker accepts and that make
/// every type choose its own item (Kang et al. 2019, Eqs. (10)-(38)).
/// </summary>
public sealed class Contract
{
    private Contract(ContractOptions options, bool isIroned)
    {
        Options = options;
        var (blocks, multiplier) = new FrequencyProgram(options).Solve(isIroned);
        (Blocks, BudgetMultiplier) = (blocks, multiplier);
        Items = Rewarded([.. blocks.SelectMany(block => Enumerable.Repeat(block.Frequency, block.Last - block.First + 1))]);
    }

    /// <summary>The parameters.</summary>
    public ContractOptions Options { get; }

    /// <summary>The item of each type, in the order of types.</summary>
    public IReadOnlyList<ContractItem> Items { get; }

    /// <summary>Types that share a frequency, in order.</summary>
    public IReadOnlyList<FrequencyBlock> Blocks { get; }

    /// <summary>Multiplier ν of the budget: what another unit of budget would bring the publisher; 0 where it does not bind.</summary>
    public double BudgetMultiplier { get; }

    /// <summary>True when the publisher would gain from a larger budget.</summary>
    public bool IsBudgetBinding => BudgetMultiplier > 0;

    /// <summary>Rewards of all workers together.</summary>
    public double TotalReward => OverWorkers(n => Items[n].Reward);

    /// <summary>Utility of all workers together.</summary>
    public double TotalWorkerUtility => OverWorkers(n => Options.WorkerUtility(n, Items[n]));

    /// <summary>Profit of the publisher, U_TP = Σ N p_n (ω ln(T_max − T_n) − l R_n).</summary>
    public double PublisherProfit => OverWorkers(n =>
        (Options.SatisfactionWeight * Math.Log(Options.LongestTime - Options.Time(n, Items[n].Frequency)))
            - (Options.RewardCost * Items[n].Reward));

    /// <summary>Profit of the publisher and utility of all workers.</summary>
    public double SocialWelfare => PublisherProfit + TotalWorkerUtility;

    /// <summary>The best contract, verified: see <see cref="ContractCheck"/>.</summary>
    /// <param name="options">Parameters.</param>
    /// <exception cref="ArgumentException">
    /// The parameters leave no contract, or what was found breaks a condition; the message says all that is wrong.
    /// </exception>
    public static Contract Make(ContractOptions options)
    {
        var contract = new Contract(Valid(options), isIroned: true);
        var violations = ContractCheck.Violations(contract.Items, options);
        return violations.Count == 0
            ? contract
            : throw new ArgumentException($"contract: {string.Join("; ", violations)}", nameof(options));
    }

    /// <summary>
    /// The contract of the paper, which takes for granted that frequencies come out in order; where they do not, workers gain by
    /// choosing items of other types. Not verified: for comparison.
    /// </summary>
    /// <param name="options">Parameters.</param>
    /// <exception cref="ArgumentException">The parameters leave no contract.</exception>
    public static Contract MakeUnironed(ContractOptions options) => new(Valid(options), isIroned: false);

    /// <summary>
    /// Eq. (36): the first type is just compensated ((35) prints that for every type: erratum), each further one is paid so much
    /// that it gains nothing by choosing the item below its own.
    /// </summary>
    private ContractItem[] Rewarded(double[] frequencies)
    {
        var items = new ContractItem[frequencies.Length];
        var (reward, energy) = (Options.EnergyCost * Options.CommunicationEnergy, 0.0);
        for (var n = 0; n < items.Length; n++)
        {
            var next = Options.IterationEnergy(frequencies[n]);
            reward += Options.EnergyCost * Options.Iterations(n) * (next - energy);
            energy = next;
            items[n] = new(frequencies[n], reward);
        }

        return items;
    }

    private double OverWorkers(Func<int, double> amount) =>
        Options.Workers * Options.Types.Select((type, n) => type.Share * amount(n)).Sum();

    private static ContractOptions Valid(ContractOptions options)
    {
        var problems = options.Problems();
        return problems.Count == 0
            ? options
            : throw new ArgumentException($"contract: {string.Join("; ", problems)}", nameof(options));
    }
}
