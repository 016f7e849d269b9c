using System.Collections.Immutable;
using System.Numerics.Tensors;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// The formal check that precedes every aggregation: malformed updates are refused and counted, the others are put in the
/// order of their device numbers, so that the order of arrival never reaches a sum.
/// </summary>
public static class UpdateScreen
{
    /// <summary>Separates well-formed from malformed updates.</summary>
    /// <param name="updates">The updates in any order; device numbers are unique.</param>
    /// <param name="dimension">Length of the parameter vector.</param>
    public static ScreenedUpdates Screen(IEnumerable<ModelUpdate> updates, int dimension)
    {
        var accepted = ImmutableArray.CreateBuilder<ModelUpdate>();
        var refused = ImmutableArray.CreateBuilder<RefusedUpdate>();
        var previous = default(int?);
        foreach (var update in updates.OrderBy(update => update.Device))
        {
            Require.That(update.Device != previous, $"device {update.Device} has two updates in one aggregation");
            previous = update.Device;
            if (Malformation(update, dimension) is { } reason)
            {
                refused.Add(new RefusedUpdate(update.Device, reason));
            }
            else
            {
                accepted.Add(update);
            }
        }

        return new ScreenedUpdates(accepted.ToImmutable(), refused.ToImmutable());
    }

    private static RefusalReason? Malformation(ModelUpdate update, int dimension) =>
        update.Delta.Length != dimension ? RefusalReason.WrongDimension
        : !TensorPrimitives.IsFiniteAll(update.Delta.Span) ? RefusalReason.NotFinite
        : !double.IsFinite(update.Weight) || update.Weight < 0 ? RefusalReason.InvalidWeight
        : null;
}

/// <summary>Updates after the formal check.</summary>
/// <param name="Accepted">Well-formed updates by ascending device number.</param>
/// <param name="Refused">Malformed updates by ascending device number.</param>
public sealed record ScreenedUpdates(
    ImmutableArray<ModelUpdate> Accepted, ImmutableArray<RefusedUpdate> Refused);
