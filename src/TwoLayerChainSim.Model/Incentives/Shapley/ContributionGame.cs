using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.Shapley;

/// <summary>How the contribution of a set of clients is read from Eq. (5) of arXiv:2202.10938.</summary>
public enum ContributionReading
{
    /// <summary>v(S) = W - |mean of μ over S - g|: the default, the only reading that is well defined for sets of any size.</summary>
    Mean,

    /// <summary>v(S) = W - |sum of μ over S / N - g|: additive below the target.</summary>
    Sum,

    /// <summary>v(S) = W - (mean of μ over S - g)^2.</summary>
    Squared,
}

/// <summary>
/// The contribution of a set of clients by how close its work is to a target. It depends on the number of its members and the
/// sum of their works only. As printed, G in Eq. (5) does not depend on S at all and every Shapley value would be 0.
/// </summary>
public sealed class ContributionGame
{
    /// <summary>A game.</summary>
    /// <param name="works">Work μ of each client in GHz min, at least 0; at least one client.</param>
    /// <param name="target">Target g in GHz min, positive.</param>
    /// <param name="reading">How a set is valued.</param>
    public ContributionGame(IReadOnlyList<double> works, double target, ContributionReading reading = ContributionReading.Mean)
    {
        Require.That(works.Count > 0, "a contribution game needs at least one client");
        Require.That(target > 0, $"target {target} of the contribution game is not positive");
        (Works, Target, Reading) = (works, target, reading);
        Ceiling = reading switch
        {
            ContributionReading.Sum => Math.Max(target, (works.Sum() / works.Count) - target),
            ContributionReading.Squared => Math.Pow(Math.Max(target, works.Max() - target), 2),
            _ => Math.Max(target, works.Max() - target),
        };
    }

    /// <summary>Work μ of each client.</summary>
    public IReadOnlyList<double> Works { get; }

    /// <summary>Target g.</summary>
    public double Target { get; }

    /// <summary>How a set is valued.</summary>
    public ContributionReading Reading { get; }

    /// <summary>
    /// W, the greatest distance from the target over all sets, so that no value is negative. Deviation: the empty set is
    /// included; without it identical clients would have shares of 0/0.
    /// </summary>
    public double Ceiling { get; }

    /// <summary>v(S) for a set of <paramref name="size"/> clients with <paramref name="work"/> in sum.</summary>
    /// <param name="size">Number of members.</param>
    /// <param name="work">Sum of their works.</param>
    public double Value(int size, double work)
    {
        var reached = Reading == ContributionReading.Sum ? work / Works.Count : size == 0 ? 0 : work / size;
        var distance = Math.Abs(reached - Target);
        return Ceiling - (Reading == ContributionReading.Squared ? distance * distance : distance);
    }

    /// <summary>v(S) for the clients whose bits are set; at most 31 clients.</summary>
    /// <param name="members">Bit i is client i.</param>
    public double Value(uint members)
    {
        double work = 0;
        for (var rest = members; rest != 0; rest &= rest - 1)
        {
            work += Works[System.Numerics.BitOperations.TrailingZeroCount(rest)];
        }

        return Value(System.Numerics.BitOperations.PopCount(members), work);
    }
}
