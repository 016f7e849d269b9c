namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>The long run of the iterated game in closed form, for any strategy of the leader and any mix of the requestor.</summary>
/// <param name="Law">Stationary law of the outcomes.</param>
/// <param name="Leader">Expected payoff E_b of the leader per round.</param>
/// <param name="Requestor">Expected payoff E_r of the requestor per round.</param>
public readonly record struct LongRunPayoffs(PerOutcome Law, double Leader, double Requestor)
{
    /// <summary>The stationary law and payoffs.</summary>
    /// <param name="game">The payoffs.</param>
    /// <param name="leader">The strategy of the leader.</param>
    /// <param name="mix">The mix of the requestor.</param>
    /// <returns>
    /// Null when cc and dd are both absorbing, so that the law depends on the first move: A = 1 and B = 0 below. Tit-for-tat and
    /// the zero-determinant strategies with χ = 1 meet it at q = (1, 0).
    /// </returns>
    public static LongRunPayoffs? Of(PaymentGameOptions game, LeaderStrategy leader, RequestorMix mix)
    {
        var (stays, returns) = Transitions(leader, mix);
        if (stays == 1 && returns == 0)
        {
            return null;
        }

        // The leader's moves alone are a two-state chain: c to c with A, d to c with B.
        var cooperation = returns / (1 - stays + returns);
        var (q1, q2) = (mix.AfterCooperation, mix.AfterDefection);
        var law = new PerOutcome(
            cooperation * q1, cooperation * (1 - q1), (1 - cooperation) * q2, (1 - cooperation) * (1 - q2));
        return new(law, law.Dot(game.Leader), law.Dot(game.Requestor));
    }

    /// <summary>The gradient of the requestor's payoff E_r in (q1, q2).</summary>
    /// <param name="game">The payoffs.</param>
    /// <param name="leader">The strategy of the leader.</param>
    /// <param name="mix">A mix at which the law is unique.</param>
    public static (double Q1, double Q2) RequestorGradient(
        PaymentGameOptions game, LeaderStrategy leader, RequestorMix mix)
    {
        var (p, y) = (leader.Cooperation, game.Requestor);
        var (q1, q2) = (mix.AfterCooperation, mix.AfterDefection);
        var (stays, returns) = Transitions(leader, mix);
        var denominator = 1 - stays + returns;
        var cooperation = returns / denominator;

        // E_r = P_c m_c + (1 - P_c) m_d with P_c = B / (1 - A + B).
        var difference = (q1 * y.Cc) + ((1 - q1) * y.Cd) - (q2 * y.Dc) - ((1 - q2) * y.Dd);
        var byStays = returns / (denominator * denominator);
        var byReturns = (1 - stays) / (denominator * denominator);
        return (
            (cooperation * (y.Cc - y.Cd)) + (difference * byStays * (p.Cc - p.Cd)),
            ((1 - cooperation) * (y.Dc - y.Dd)) + (difference * byReturns * (p.Dc - p.Dd)));
    }

    /// <summary>Probabilities A that a cooperating leader cooperates next and B that a defecting one does.</summary>
    private static (double Stays, double Returns) Transitions(LeaderStrategy leader, RequestorMix mix)
    {
        var (p, q1, q2) = (leader.Cooperation, mix.AfterCooperation, mix.AfterDefection);
        return ((q1 * p.Cc) + ((1 - q1) * p.Cd), (q2 * p.Dc) + ((1 - q2) * p.Dd));
    }
}
