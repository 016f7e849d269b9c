namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// Base stations at the centres of a hexagonal tiling, numbered in a spiral from the origin outwards, so that adding a cell
/// moves none of the others. A cell of radius R (centre to corner) has its neighbours at √3·R.
/// </summary>
public static class HexagonalGrid
{
    // The six directions in axial coordinates, counter-clockwise from east.
    private static readonly (int Q, int R)[] Directions = [(1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1)];

    /// <summary>The centre of a cell.</summary>
    /// <param name="cell">Number of the cell, from 0.</param>
    /// <param name="cellRadiusMetres">Centre to corner, in metres; positive.</param>
    public static Position Centre(int cell, double cellRadiusMetres)
    {
        // Ring k holds 6k cells; it starts k steps east of the origin and walks k steps along each of its six sides.
        var ring = 0;
        var index = cell;
        while (index >= Math.Max(1, 6 * ring))
        {
            index -= Math.Max(1, 6 * ring);
            ring++;
        }

        var (q, r) = (ring, 0);
        for (var step = 0; step < index; step++)
        {
            var direction = Directions[((step / ring) + 2) % 6];
            (q, r) = (q + direction.Q, r + direction.R);
        }

        var spacing = Math.Sqrt(3) * cellRadiusMetres;
        return new(spacing * (q + (0.5 * r)), spacing * Math.Sqrt(0.75) * r);
    }
}
