using System.Globalization;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Shapley;

namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// A round of the Stackelberg game of arXiv:2202.10938: Shapley values bound the payments, the model owner quotes prices, the
/// clients choose frequencies. A client that prices do not suit is quoted anew, then stands aside, then has its work cut.
/// </summary>
/// <param name="options">Parameters.</param>
public sealed class StackelbergGame(StackelbergOptions options)
{
    /// <summary>Plays a round.</summary>
    /// <param name="clients">The clients; <see cref="StackelbergOptions.Errors"/> says what is allowed.</param>
    /// <param name="stream">For Shapley values that have to be sampled.</param>
    public StackelbergOutcome Play(IReadOnlyList<ClientWork> clients, RandomStream stream)
    {
        Require.That(clients.Count > 0, "a game needs at least one client");
        var contributions = ShapleyValues.Of(
            new ContributionGame(
                [.. clients.Select(client => client.TrainingGhzMinutes)],
                options.ContributionTargetGhzMinutes,
                options.Reading),
            options.ShapleyOrders,
            stream);
        var shares = contributions.Shares;
        var outcomes = clients.Select((client, i) => Deal(client, Bounds(shares[i], clients.Count))).ToArray();
        Redistribute(outcomes, shares);
        CutWork(outcomes);
        TakeWhoPays(outcomes);
        return new(outcomes, contributions, ModelOwnerUtility(outcomes));
    }

    /// <summary>Eq. (2): f of all training less ξ times the minutes and the money of each client.</summary>
    private double ModelOwnerUtility(ClientOutcome[] outcomes)
    {
        var taking = outcomes.Where(client => client.TakesPart).ToArray();
        return options.Value.Worth(taking.Sum(client => client.Work.TrainingGhzMinutes)) - taking.Sum(Cost);
    }

    private double Cost(ClientOutcome client) => options.TimeAndMoneyWeight
        * (client.Reply.TrainingMinutes + client.Reply.MiningMinutes + client.Reply.Payment);

    // Eqs. (3) and (6).
    private PaymentBounds Bounds(double share, int clients) =>
        new(share * (options.Budget - options.MiningBudget), options.MiningBudget / clients);

    /// <summary>First the prices of the rule, then those of the optimum, else the outside option.</summary>
    private ClientOutcome Deal(ClientWork work, PaymentBounds bounds)
    {
        var quote = options.Leader.Quote(work, bounds);
        var reply = quote is { } prices ? options.Client.Reply(work, prices, bounds) : ClientReply.NoPart(ReplyKind.OutOfTime);
        if (reply.TakesPart)
        {
            return new(ClientDecision.AsQuoted, "", work, bounds, quote, reply);
        }

        var why = quote is { } refused
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"prices {refused.TrainingPerMinute:g6} and {refused.MiningPerMinute:g6} per min do not suit: {reply.Kind}")
            : "the rule has no prices within the bounds";
        return AtOptimum(ClientDecision.Requoted, why, work, bounds)
            ?? new(
                ClientDecision.Abstained,
                $"{why}; {LeaderOptimum.WhyNone(work, bounds)}",
                work,
                bounds,
                quote,
                ClientReply.NoPart(reply.Kind));
    }

    private ClientOutcome? AtOptimum(ClientDecision decision, string why, ClientWork work, PaymentBounds bounds)
    {
        if (LeaderOptimum.Of(work, bounds) is not { } optimum)
        {
            return null;
        }

        var reply = options.Client.Reply(work, optimum.Prices, bounds);
        return reply.TakesPart ? new(decision, why, work, bounds, optimum.Prices, reply) : null;
    }

    /// <summary>The shares of those who abstain go to the others, whose bounds can only grow: nobody else drops out.</summary>
    private void Redistribute(ClientOutcome[] outcomes, IReadOnlyList<double> shares)
    {
        var left = outcomes.Select((client, i) => client.TakesPart ? shares[i] : 0).Sum();
        if (left <= 0 || Array.TrueForAll(outcomes, client => client.TakesPart))
        {
            return;
        }

        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i].TakesPart)
            {
                outcomes[i] = Deal(outcomes[i].Work, Bounds(shares[i] / left, outcomes.Length));
            }
        }
    }

    /// <summary>Who abstains is offered as much of its training as its own bound, and what is left of the budget, pays for.</summary>
    private void CutWork(ClientOutcome[] outcomes)
    {
        if (options.WorkShareMin == 1)
        {
            return;
        }

        var left = options.Budget - options.MiningBudget
            - outcomes.Where(client => client.TakesPart).Sum(client => client.Reply.TrainingPaid);
        for (var i = 0; i < outcomes.Length; i++)
        {
            var client = outcomes[i];
            if (client.TakesPart)
            {
                continue;
            }

            var bounds = client.Bounds with { Training = Math.Min(client.Bounds.Training, Math.Max(0, left)) };
            if (WorkCutting.Largest(client.Work, bounds, options.WorkShareMin) is { } work
                && AtOptimum(ClientDecision.WorkCut, client.Reason, work, bounds) is { } cut)
            {
                outcomes[i] = cut;
                left -= cut.Reply.TrainingPaid;
            }
        }
    }

    /// <summary>
    /// Takes clients while they add more value than they cost, the largest work first: for a linear value an independent test of
    /// each, for a concave one a greedy choice.
    /// </summary>
    private void TakeWhoPays(ClientOutcome[] outcomes)
    {
        if (!options.IsSelective)
        {
            return;
        }

        double work = 0;
        foreach (var i in Enumerable.Range(0, outcomes.Length)
            .Where(i => outcomes[i].TakesPart)
            .OrderByDescending(i => outcomes[i].Work.TrainingGhzMinutes))
        {
            var with = work + outcomes[i].Work.TrainingGhzMinutes;
            var (gain, cost) = (options.Value.Worth(with) - options.Value.Worth(work), Cost(outcomes[i]));
            if (gain >= cost)
            {
                work = with;
                continue;
            }

            var reason = string.Create(CultureInfo.InvariantCulture, $"adds {gain:g6} to the value and costs {cost:g6}");
            outcomes[i] = outcomes[i] with { Decision = ClientDecision.NotTaken, Reason = reason };
        }
    }
}
