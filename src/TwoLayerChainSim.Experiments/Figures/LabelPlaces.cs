namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>Finds places for labels that want to stand at given heights without covering each other.</summary>
internal static class LabelPlaces
{
    /// <summary>Moves labels as little as needed: touching ones form a block that is centred on what its members want.</summary>
    /// <param name="wanted">Wanted heights.</param>
    /// <param name="gap">Least distance of two labels.</param>
    /// <param name="low">Smallest allowed height.</param>
    /// <param name="high">Largest allowed height; exceeded only when the labels need more room than there is.</param>
    /// <returns>Heights in the same order.</returns>
    public static double[] Spread(IReadOnlyList<double> wanted, double gap, double low, double high)
    {
        int[] order = [.. Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i]).ThenBy(i => i)];
        var blocks = new List<(double Centre, int Count)>();
        foreach (var i in order)
        {
            blocks.Add((Clamp(wanted[i], 1, gap, low, high), 1));
            while (blocks.Count > 1 && Bottom(blocks[^1], gap) < Top(blocks[^2], gap) + gap)
            {
                var (first, second) = (blocks[^2], blocks[^1]);
                var count = first.Count + second.Count;
                var centre = ((first.Centre * first.Count) + (second.Centre * second.Count)) / count;
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add((Clamp(centre, count, gap, low, high), count));
            }
        }

        var places = new double[wanted.Count];
        var next = 0;
        foreach (var block in blocks)
        {
            for (var i = 0; i < block.Count; i++)
            {
                places[order[next++]] = Bottom(block, gap) + (i * gap);
            }
        }

        return places;
    }

    private static double Bottom((double Centre, int Count) block, double gap) => block.Centre - ((block.Count - 1) * gap / 2);

    private static double Top((double Centre, int Count) block, double gap) => block.Centre + ((block.Count - 1) * gap / 2);

    private static double Clamp(double centre, int count, double gap, double low, double high)
    {
        var half = (count - 1) * gap / 2;
        return low + half > high - half ? (low + high) / 2 : Math.Clamp(centre, low + half, high - half);
    }
}
