using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// Draws the positions of the devices of a cell. Every device draws from its own stream, so adding a device or a cell moves
/// no other. A device that is too close to the base station or to an earlier device of its cell draws again.
/// </summary>
public static class Placement
{
    private const int MostAttempts = 100_000;

    /// <summary>The positions of the devices of one cell, in order of their index.</summary>
    /// <param name="options">Where devices are.</param>
    /// <param name="cell">Number of the cell.</param>
    /// <param name="baseStation">Position of the base station.</param>
    /// <param name="devices">Number of devices, at least 0.</param>
    /// <param name="streams">The streams of the replication; "hot-spot" by cell and "placement" by (cell, index) are used.</param>
    /// <exception cref="ArgumentException">The devices do not fit at the least distance.</exception>
    public static ImmutableArray<Position> Draw(
        PlacementOptions options, int cell, Position baseStation, int devices, RandomStreams streams)
    {
        var hotSpot = HotSpotCentre(options, baseStation, streams.Stream("hot-spot", cell));
        var positions = ImmutableArray.CreateBuilder<Position>(devices);
        for (var index = 0; index < devices; index++)
        {
            var stream = streams.Stream("placement", cell, index);
            var attempts = 0;
            Position position;
            do
            {
                if (attempts++ == MostAttempts)
                {
                    var (gap, distance) = (options.MinimumDeviceDistanceMetres, options.MinimumBaseStationDistanceMetres);
                    throw new ArgumentException(FormattableString.Invariant(
                        $"only {index} of {devices} devices fit into cell {cell}, {gap} m apart and {distance} m from its station"));
                }

                position = options.Kind == PlacementKind.HotSpot
                    ? InRing(hotSpot, 0, options.HotSpotRadiusMetres, stream)
                    : InRing(baseStation, options.MinimumBaseStationDistanceMetres, options.CellRadiusMetres, stream);
            }
            while (TooClose(options, position, baseStation, positions));
            positions.Add(position);
        }

        return positions.MoveToImmutable();
    }

    private static Position HotSpotCentre(PlacementOptions options, Position baseStation, RandomStream stream)
    {
        var (near, far) = (options.HotSpotNearestMetres, options.HotSpotFarthestMetres);
        var distance = near + ((far - near) * stream.NextDouble());
        return baseStation.Towards(distance, Math.Tau * stream.NextDouble());
    }

    /// <summary>Uniform over the area between two radii.</summary>
    private static Position InRing(Position centre, double innerMetres, double outerMetres, RandomStream stream)
    {
        var (inner, outer) = (innerMetres * innerMetres, outerMetres * outerMetres);
        var distance = Math.Sqrt(inner + ((outer - inner) * stream.NextDouble()));
        return centre.Towards(distance, Math.Tau * stream.NextDouble());
    }

    private static bool TooClose(
        PlacementOptions options, Position position, Position baseStation, ImmutableArray<Position>.Builder others)
    {
        if (position.DistanceMetres(baseStation) < options.MinimumBaseStationDistanceMetres)
        {
            return true;
        }

        foreach (var other in others)
        {
            if (position.DistanceMetres(other) < options.MinimumDeviceDistanceMetres)
            {
                return true;
            }
        }

        return false;
    }
}
