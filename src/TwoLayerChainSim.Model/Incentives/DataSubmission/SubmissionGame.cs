using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.DataSubmission;

/// <summary>
/// The data submission mechanism of Hu et al. 2021, Sec. IV-B: the device commits to a rule v(s), the server answers with the
/// profit s that is best for it, or is silent when no offer pays.
/// </summary>
/// <remarks>
/// Utilities are per period: the integrands of Eqs. (1) and (3) at the constant strategies, i.e. U / T. The prose of the paper
/// exchanges the names of the two curves of its Fig. 3.
/// </remarks>
public sealed class SubmissionGame
{
    private readonly DataSubmissionOptions _options;

    /// <summary>The negotiation with the given parameters.</summary>
    /// <param name="options">Valid parameters.</param>
    public SubmissionGame(DataSubmissionOptions options)
    {
        var problems = options.Problems();
        Require.That(problems.Count == 0, $"data submission: {string.Join("; ", problems)}");
        _options = options;
        Rule = SubmissionRule.Best(options);
    }

    /// <summary>The rule of the device.</summary>
    public SubmissionRule Rule { get; }

    /// <summary>Probability that the datum is submitted, Eq. (2).</summary>
    /// <param name="value">Value v, [0, v̄].</param>
    /// <param name="profit">Profit s, [0, s̄].</param>
    public double Probability(double value, double profit) =>
        (_options.ValueWeight * value / _options.MaxValue) + ((1 - _options.ValueWeight) * profit / _options.MaxProfit);

    /// <summary>Utility of the server per period, integrand of Eq. (1).</summary>
    /// <param name="value">Value v, [0, v̄].</param>
    /// <param name="profit">Profit s, [0, s̄].</param>
    public double ServerUtility(double value, double profit) =>
        (_options.Worth - value - profit) * Probability(value, profit);

    /// <summary>Utility of the device per period, integrand of Eq. (3) with C = c_d + ηξ v.</summary>
    /// <param name="value">Value v, [0, v̄].</param>
    /// <param name="profit">Profit s, [0, s̄].</param>
    public double DeviceUtility(double value, double profit) =>
        (value + profit - _options.SensingCost - (_options.LossPerValue * value)) * Probability(value, profit);

    /// <summary>
    /// The optimum within 0 ≤ v ≤ v̄ and 0 ≤ s ≤ s̄. This is the default: it equals <see cref="Published"/> where that stays
    /// within the bounds and cannot be improved anywhere else.
    /// </summary>
    /// <returns>The best offer, the smaller one of equals; rejected when it brings the server nothing.</returns>
    public SubmissionOutcome Solve()
    {
        var bestProfit = 0.0;
        var bestUtility = ServerUtility(Rule.Value(0), 0);
        foreach (var candidate in Candidates())
        {
            var profit = Math.Clamp(candidate, 0, _options.MaxProfit);
            var utility = ServerUtility(Rule.Value(profit), profit);
            if (utility > bestUtility || (utility == bestUtility && profit < bestProfit))
            {
                (bestProfit, bestUtility) = (profit, utility);
            }
        }

        return Outcome(Rule.Value(bestProfit), bestProfit);
    }

    /// <summary>
    /// The pair (s*, v*) as published, without the bounds. Kept for comparison: outside the bounds it means nothing, and below
    /// a + 1 = 0 its s* is a minimum.
    /// </summary>
    /// <returns>The pair, or null for ηξ ≤ 1 or ε = 0, where it is undefined.</returns>
    public PublishedSubmission? Published()
    {
        if (!Rule.IsLinear)
        {
            return null;
        }

        var profit = LinearVertex();
        var value = (Rule.Slope * profit) - Rule.Offset;
        var isWithin = profit >= 0 && profit <= _options.MaxProfit && value >= 0 && value <= _options.MaxValue;
        return new(profit, value, isWithin);
    }

    private IEnumerable<double> Candidates()
    {
        yield return _options.MaxProfit;

        // Vertex of the utility where v = 0.
        yield return _options.Worth / 2;

        if (_options.ValueWeight < 1)
        {
            // Vertex of the utility where v = v̄.
            yield return ((_options.Worth - _options.MaxValue) / 2)
                - (_options.ValueWeight * _options.MaxProfit / (2 * (1 - _options.ValueWeight)));
        }

        if (!Rule.IsLinear)
        {
            // Next to the jump: the last offer answered with 0 and the first one answered with v̄.
            yield return Rule.JumpsAbove;
            yield return Math.BitIncrement(Math.Max(0, Rule.JumpsAbove));
        }
        else if (Rule.Slope > 0)
        {
            // A falling rule is 0 at every offer; a rising one has two kinks and a parabola between them.
            yield return LinearVertex();
            yield return Rule.Offset / Rule.Slope;
            yield return (_options.MaxValue + Rule.Offset) / Rule.Slope;
        }
    }

    /// <summary>s* of Hu et al. 2021 (below Eq. (4)), with G1 the slope of g along the rule.</summary>
    private double LinearVertex()
    {
        var g1 = (_options.ValueWeight / (2 * (_options.LossPerValue - 1) * _options.MaxValue))
            + ((1 - _options.ValueWeight) / (2 * _options.MaxProfit));
        return ((_options.Worth + Rule.Offset) / (2 * (Rule.Slope + 1)))
            + (_options.ValueWeight * Rule.Offset / (2 * _options.MaxValue * g1));
    }

    private SubmissionOutcome Outcome(double value, double profit)
    {
        var serverUtility = ServerUtility(value, profit);
        var isAccepted = serverUtility > 0;
        return new(
            isAccepted,
            profit,
            value,
            Probability(value, profit),
            isAccepted ? serverUtility : 0,
            isAccepted ? DeviceUtility(value, profit) : 0);
    }
}

/// <summary>What a negotiation comes to.</summary>
/// <param name="IsAccepted">True when the server answers; false when it is silent because no offer pays.</param>
/// <param name="Profit">Best offer s of the server, [0, s̄].</param>
/// <param name="Value">Value v that the device asks for, [0, v̄].</param>
/// <param name="Probability">Probability g that the datum is submitted after an accepted negotiation, [0, 1].</param>
/// <param name="ServerUtility">Utility of the server per period; 0 when rejected.</param>
/// <param name="DeviceUtility">Utility of the device per period; 0 when rejected.</param>
public readonly record struct SubmissionOutcome(
    bool IsAccepted, double Profit, double Value, double Probability, double ServerUtility, double DeviceUtility)
{
    /// <summary>What the server pays at once for a submitted datum: v + s.</summary>
    public double Payment => Value + Profit;
}

/// <summary>The unconstrained stationary pair of Hu et al. 2021.</summary>
/// <param name="Profit">s*, may lie outside [0, s̄].</param>
/// <param name="Value">v*(s*), may lie outside [0, v̄].</param>
/// <param name="IsWithinBounds">True when both lie within their bounds.</param>
public readonly record struct PublishedSubmission(double Profit, double Value, bool IsWithinBounds);
