using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Attacks;

/// <summary>
/// Which candidates a fault takes: some by number or by share, chosen at random, or named ones. A larger number takes those of
/// a smaller one and others, and a candidate that is added changes no order among the rest.
/// </summary>
public sealed record FaultSelection
{
    private readonly int _count;
    private readonly double _fraction;
    private readonly ImmutableArray<int>? _nodes;

    private FaultSelection(int count, double fraction, ImmutableArray<int>? nodes) =>
        (_count, _fraction, _nodes) = (count, fraction, nodes);

    /// <summary>Every candidate.</summary>
    public static FaultSelection All { get; } = OfFraction(1);

    /// <summary>Share of the candidates, [0, 1]; 0 when they are counted or named.</summary>
    public double Fraction => _fraction;

    /// <summary>True when no candidate can be taken.</summary>
    public bool IsEmpty => _count == 0 && _fraction == 0 && _nodes is not { Length: > 0 };

    /// <summary>A number of candidates; all when there are fewer.</summary>
    /// <param name="count">At least 0.</param>
    public static FaultSelection OfCount(int count) => new(count, 0, null);

    /// <summary>A share of the candidates, rounded to the nearest number.</summary>
    /// <param name="fraction">In [0, 1].</param>
    public static FaultSelection OfFraction(double fraction) => new(0, fraction, null);

    /// <summary>Named candidates; those that do not exist in a run are left out.</summary>
    /// <param name="nodes">Their numbers.</param>
    public static FaultSelection OfNodes(params ImmutableArray<int> nodes) => new(0, 0, nodes);

    /// <summary>Takes candidates.</summary>
    /// <param name="candidates">How many there are.</param>
    /// <param name="idOf">A number of each candidate that names its draw and does not change when others are added.</param>
    /// <param name="draw">The draw of a candidate, in [0, 1).</param>
    /// <returns>True for each candidate that is taken.</returns>
    public bool[] Choose(int candidates, Func<int, long> idOf, Func<long, double> draw)
    {
        var chosen = new bool[candidates];
        if (_nodes is { } nodes)
        {
            foreach (var node in nodes.Where(node => node < candidates))
            {
                chosen[node] = true;
            }

            return chosen;
        }

        var count = _count + (int)Math.Round(_fraction * candidates, MidpointRounding.AwayFromZero);
        var order = Enumerable.Range(0, candidates).OrderBy(candidate => draw(idOf(candidate))).ThenBy(idOf);
        foreach (var candidate in order.Take(count))
        {
            chosen[candidate] = true;
        }

        return chosen;
    }
}
