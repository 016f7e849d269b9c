namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// What a model is worth to its owner, in money, by the work of training X that goes into it: the increasing f of Eq. (2),
/// which the paper leaves open. Prices never depend on it, only who is taken does.
/// </summary>
public interface IModelValue
{
    /// <summary>The worth f(X) in money.</summary>
    /// <param name="workGhzMinutes">Work X of training of all clients, at least 0.</param>
    double Worth(double workGhzMinutes);
}

/// <summary>f(X) = κ X: with κ = 1 the range of the paper's Fig. 2.</summary>
/// <param name="slope">κ in money per GHz min, positive. Default 1.</param>
public sealed class LinearValue(double slope = 1) : IModelValue
{
    /// <inheritdoc/>
    public double Worth(double workGhzMinutes) => slope * workGhzMinutes;
}

/// <summary>f(X) = κ ln(1 + X / x0).</summary>
/// <param name="scale">κ in money, positive.</param>
/// <param name="reference">x0 in GHz min, positive.</param>
public sealed class LogarithmicValue(double scale, double reference) : IModelValue
{
    /// <inheritdoc/>
    public double Worth(double workGhzMinutes) => scale * Math.Log(1 + (workGhzMinutes / reference));
}

/// <summary>f(X) = A_max (1 - exp(-X / x0)): an accuracy that saturates.</summary>
/// <param name="greatest">A_max in money, positive.</param>
/// <param name="reference">x0 in GHz min, positive.</param>
public sealed class SaturatingValue(double greatest, double reference) : IModelValue
{
    /// <inheritdoc/>
    public double Worth(double workGhzMinutes) => greatest * (1 - Math.Exp(-workGhzMinutes / reference));
}
