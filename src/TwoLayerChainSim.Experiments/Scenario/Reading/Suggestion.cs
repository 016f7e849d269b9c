namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>Finds the known word closest to one that is unknown.</summary>
public static class Suggestion
{
    /// <summary>The closest of <paramref name="known"/>; null when none is close.</summary>
    /// <param name="word">The unknown word.</param>
    /// <param name="known">Words that exist, in order of preference.</param>
    public static string? For(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > 100)
        {
            return null;
        }

        var best = known
            .Select(candidate => (Candidate: candidate, Distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .DefaultIfEmpty((Candidate: "", Distance: int.MaxValue))
            .MinBy(pair => pair.Distance);
        return best.Distance <= Math.Max(1, word.Length / 3) ? best.Candidate : null;
    }

    /// <summary>Edits (insert, delete, replace, swap of neighbours) between two words (optimal string alignment).</summary>
    /// <param name="a">A word.</param>
    /// <param name="b">Another word.</param>
    public static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                        cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
