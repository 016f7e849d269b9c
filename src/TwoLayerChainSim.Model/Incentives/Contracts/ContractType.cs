namespace TwoLayerChainSim.Model.Incentives.Contracts;

/// <summary>A type of workers: all whose data allow the same local accuracy.</summary>
/// <param name="Accuracy">
/// Local accuracy ε, (0, 1): a worker needs log(1/ε) local iterations, so types with a higher ε have better data
/// (θ = ψ / log(1/ε) in the paper; ψ cancels from every equation).
/// </param>
/// <param name="Share">Share p of the workers that are of this type, (0, 1]; all shares sum to 1.</param>
public readonly record struct ContractType(double Accuracy, double Share);

/// <summary>What a contract offers for one type: whoever trains at this frequency is paid this reward.</summary>
/// <param name="Frequency">CPU frequency f in the unit of the cycles per sample a unit of time, positive.</param>
/// <param name="Reward">Reward R for one global iteration.</param>
public readonly record struct ContractItem(double Frequency, double Reward);

/// <summary>The logarithm in the number log(1/ε) of local iterations. The paper does not say which.</summary>
public enum IterationLogarithm
{
    /// <summary>Base 10: with the parameters of the paper frequencies come out monotone. The default.</summary>
    Base10,

    /// <summary>Natural: with the parameters of the paper frequencies are not monotone and have to be ironed.</summary>
    Natural,

    /// <summary>Base 2.</summary>
    Base2,
}
