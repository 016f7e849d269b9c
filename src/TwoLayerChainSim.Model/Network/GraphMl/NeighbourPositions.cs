namespace TwoLayerChainSim.Model.Network;

/// <summary>Positions for nodes that have none: the median of their neighbours.</summary>
internal static class NeighbourPositions
{
    /// <summary>
    /// Gives every node with located neighbours their median latitude and longitude, in rounds (the nodes of a round do not see
    /// each other), until nothing changes. Longitudes are not joined across the date line.
    /// </summary>
    /// <param name="located">The positions; filled in place.</param>
    /// <param name="edges">The edges.</param>
    /// <returns>How many positions were filled in.</returns>
    public static int Fill(GeoLocation?[] located, (int From, int To)[] edges)
    {
        var neighbours = edges.Concat(edges.Select(edge => (From: edge.To, To: edge.From))).ToLookup(e => e.From, e => e.To);
        var filled = 0;
        while (true)
        {
            var found = Enumerable.Range(0, located.Length)
                .Where(node => located[node] is null)
                .Select(node => (Node: node, Known: neighbours[node].Distinct()
                    .Where(other => located[other] is not null)
                    .Select(other => located[other]!.Value)
                    .ToArray()))
                .Where(entry => entry.Known.Length > 0)
                .ToArray();
            foreach (var (node, known) in found)
            {
                located[node] = new(
                    Median([.. known.Select(place => place.LatitudeDegrees)]),
                    Median([.. known.Select(place => place.LongitudeDegrees)]));
            }

            filled += found.Length;
            if (found.Length == 0)
            {
                return filled;
            }
        }
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return 0.5 * (values[(values.Length - 1) / 2] + values[values.Length / 2]);
    }
}
