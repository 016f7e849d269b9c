using System.Globalization;
using TwoLayerChainSim.Model.Incentives.Shapley;

namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>Parameters of a round of the Stackelberg game; defaults are those of Fig. 2 of arXiv:2202.10938.</summary>
public sealed record StackelbergOptions
{
    /// <summary>Budget η of a round in money, positive; with 0 everybody takes the outside option.</summary>
    public double Budget { get; init; } = 1500;

    /// <summary>Part η_m of the budget for mining, [0, <see cref="Budget"/>]; each of N clients may be paid η_m / N.</summary>
    public double MiningBudget { get; init; } = 250;

    /// <summary>Weight ξ of a minute and of a unit of money against the value of the model, at least 0. The paper adds both.</summary>
    public double TimeAndMoneyWeight { get; init; } = 0.1;

    /// <summary>Target g of the contribution game in GHz min, positive.</summary>
    public double ContributionTargetGhzMinutes { get; init; } = 10;

    /// <summary>How the contribution of a set of clients is read.</summary>
    public ContributionReading Reading { get; init; } = ContributionReading.Mean;

    /// <summary>Random orders if the Shapley values have to be sampled, at least 2.</summary>
    public int ShapleyOrders { get; init; } = 4000;

    /// <summary>How clients answer prices.</summary>
    public IClientStrategy Client { get; init; } = new ExactReply();

    /// <summary>How the model owner prices.</summary>
    public ILeaderPricing Leader { get; init; } = new ExactPricing();

    /// <summary>What the model is worth, f of Eq. (2).</summary>
    public IModelValue Value { get; init; } = new LinearValue();

    /// <summary>
    /// True when the model owner takes only clients that add more value than they cost; the paper takes everybody.
    /// </summary>
    public bool IsSelective { get; init; } = true;

    /// <summary>
    /// Least share of its training that a client may be left with when it could not take part with all of it, (0, 1].
    /// Default 1: work is never cut.
    /// </summary>
    public double WorkShareMin { get; init; } = 1;

    /// <summary>What is wrong with a game, all at once, each with the feasible region.</summary>
    /// <param name="clients">The clients.</param>
    public IReadOnlyList<string> Errors(IReadOnlyList<ClientWork> clients)
    {
        var errors = new List<string>();
        Check(Budget > 0 && double.IsFinite(Budget), "budget", Budget, "greater than 0: with 0 everybody takes the outside option");
        Check(MiningBudget >= 0 && MiningBudget <= Budget, "mining budget", MiningBudget, "at least 0 and at most the budget");
        Check(TimeAndMoneyWeight >= 0, "weight of time and money", TimeAndMoneyWeight, "at least 0");
        Check(ContributionTargetGhzMinutes > 0, "contribution target", ContributionTargetGhzMinutes, "greater than 0 GHz min");
        Check(ShapleyOrders >= 2, "number of orders", ShapleyOrders, "at least 2");
        Check(WorkShareMin is > 0 and <= 1, "least share of work", WorkShareMin, "in (0, 1]");
        Check(clients.Count > 0, "number of clients", clients.Count, "at least 1");
        for (var client = 0; client < clients.Count; client++)
        {
            errors.AddRange(clients[client].Errors().Select(error => $"client {client}: {error}"));
        }

        return errors;

        void Check(bool isRight, string what, double value, string allowed)
        {
            if (!isRight)
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"{what} is {value}, must be {allowed}"));
            }
        }
    }
}
