using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Attacks;

/// <summary>
/// Which MEC nodes malfunction in an episode: "appear randomly with a fixed number" (Feng et al. 2022, case study), drawn
/// anew each episode and shared by all compared schemes.
/// </summary>
/// <param name="mecNodes">Number of MEC nodes.</param>
/// <param name="count">How many malfunction in each episode, [0, mecNodes].</param>
/// <param name="streams">The streams of the replication.</param>
public sealed class MalfunctionSchedule(int mecNodes, int count, RandomStreams streams)
{
    /// <summary>The malfunctioning nodes of <paramref name="episode"/>.</summary>
    /// <param name="episode">Episode number.</param>
    /// <returns>True for each malfunctioning MEC node.</returns>
    public bool[] During(int episode)
    {
        var order = Enumerable.Range(0, mecNodes).ToArray();
        streams.Stream("malfunctioning-mec-nodes", episode).Shuffle<int>(order);
        var malfunctioning = new bool[mecNodes];
        foreach (var node in order.AsSpan(0, count))
        {
            malfunctioning[node] = true;
        }

        return malfunctioning;
    }
}
