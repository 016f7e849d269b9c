namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>The outcome of a round: what the leader did, then what the requestor did; c cooperates, d defects.</summary>
public enum PaymentOutcome
{
    /// <summary>The leader publishes the model, the requestor pays in full.</summary>
    Cc,

    /// <summary>The leader publishes the model, the requestor does not pay in full.</summary>
    Cd,

    /// <summary>The leader withholds the model, the requestor pays in full.</summary>
    Dc,

    /// <summary>The leader withholds the model, the requestor does not pay in full.</summary>
    Dd,
}

/// <summary>One number per outcome of a round: payoffs, probabilities of the leader, or a stationary law.</summary>
/// <param name="Cc">Number of the outcome cc.</param>
/// <param name="Cd">Number of the outcome cd.</param>
/// <param name="Dc">Number of the outcome dc.</param>
/// <param name="Dd">Number of the outcome dd.</param>
public readonly record struct PerOutcome(double Cc, double Cd, double Dc, double Dd)
{
    /// <summary>The number of an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    public double this[PaymentOutcome outcome] => outcome switch
    {
        PaymentOutcome.Cc => Cc,
        PaymentOutcome.Cd => Cd,
        PaymentOutcome.Dc => Dc,
        _ => Dd,
    };

    /// <summary>The scalar product: the mean of <paramref name="other"/> when this is a law.</summary>
    /// <param name="other">Numbers per outcome.</param>
    public double Dot(PerOutcome other) => (Cc * other.Cc) + (Cd * other.Cd) + (Dc * other.Dc) + (Dd * other.Dd);
}
