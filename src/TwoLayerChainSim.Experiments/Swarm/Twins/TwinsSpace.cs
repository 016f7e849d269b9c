namespace TwoLayerChainSim.Experiments.Swarm.Twins;

/// <summary>
/// All schedules of four replicas of which one has a twin (Bano et al., "Twins: BFT systems made robust", OPODIS 2021): for each
/// of some views the identity that leads and a partition of the five nodes into at most two sets. Schedules that differ only by
/// the names of the three correct replicas, or of the two twins, are one.
/// </summary>
public static class TwinsSpace
{
    /// <summary>Nodes: 0 and 1 are the twins, which share the identity 0; 2, 3 and 4 are the identities 1, 2 and 3.</summary>
    public const int Nodes = 5;

    /// <summary>Identities.</summary>
    public const int Identities = 4;

    /// <summary>Configurations of one view: 4 leaders times 16 partitions.</summary>
    public const int Configurations = Identities << (Nodes - 1);

    private const int PartitionBits = Nodes - 1;
    private const int BitsPerView = 6;

    /// <summary>What each renaming makes of each configuration; the first renames nothing.</summary>
    private static readonly int[][] Renamings = [.. AllRenamings()];

    /// <summary>One schedule for each class, the least of the class in the order of its configurations.</summary>
    /// <param name="views">Number of views, from 1 to 4.</param>
    /// <returns>Schedules; <see cref="ConfigurationOf"/> takes them apart.</returns>
    public static List<int> Schedules(int views)
    {
        var schedules = new List<int>();
        Extend(0, 0, views, (1 << Renamings.Length) - 1, schedules);
        return schedules;
    }

    /// <summary>The configuration of a view in a schedule.</summary>
    /// <param name="schedule">A schedule.</param>
    /// <param name="view">The view, from 0.</param>
    public static int ConfigurationOf(int schedule, int view) => (schedule >> (BitsPerView * view)) & (Configurations - 1);

    /// <summary>The identity that leads in a configuration.</summary>
    /// <param name="configuration">A configuration.</param>
    public static int LeaderOf(int configuration) => configuration >> PartitionBits;

    /// <summary>True when two nodes are in one set of a configuration.</summary>
    /// <param name="configuration">A configuration.</param>
    /// <param name="node">A node.</param>
    /// <param name="other">Another node.</param>
    public static bool AreTogether(int configuration, int node, int other) => SideOf(configuration, node) == SideOf(configuration, other);

    /// <summary>
    /// Adds a view to the schedules that begin alike. A beginning is the least of its class when no renaming makes it less; those
    /// that leave it as it is (the bits) must not make the next configuration less.
    /// </summary>
    private static void Extend(int schedule, int view, int views, int stabiliser, List<int> schedules)
    {
        if (view == views)
        {
            schedules.Add(schedule);
            return;
        }

        for (var configuration = 0; configuration < Configurations; configuration++)
        {
            var (isLeast, fixing) = (true, 0);
            for (var renaming = 0; renaming < Renamings.Length && isLeast; renaming++)
            {
                if ((stabiliser >> renaming & 1) != 0)
                {
                    var renamed = Renamings[renaming][configuration];
                    isLeast = renamed >= configuration;
                    fixing |= renamed == configuration ? 1 << renaming : 0;
                }
            }

            if (isLeast)
            {
                Extend(schedule | (configuration << (BitsPerView * view)), view + 1, views, fixing, schedules);
            }
        }
    }

    /// <summary>0 for the set of node 0, 1 for the other one.</summary>
    private static int SideOf(int configuration, int node) => node == 0 ? 0 : configuration >> (node - 1) & 1;

    private static IEnumerable<int[]> AllRenamings()
    {
        int[][] orders = [[2, 3, 4], [2, 4, 3], [3, 2, 4], [3, 4, 2], [4, 2, 3], [4, 3, 2]];
        foreach (var swap in (bool[])[false, true])
        {
            foreach (var order in orders)
            {
                int[] names = [swap ? 1 : 0, swap ? 0 : 1, .. order];
                yield return [.. Enumerable.Range(0, Configurations).Select(configuration => Renamed(configuration, names))];
            }
        }
    }

    private static int Renamed(int configuration, int[] names)
    {
        var sides = 0;
        for (var node = 0; node < Nodes; node++)
        {
            sides |= SideOf(configuration, node) << names[node];
        }

        // The set of node 0 is called 0.
        sides = (sides & 1) == 0 ? sides : ~sides & ((1 << Nodes) - 1);
        var leader = LeaderOf(configuration);
        return ((leader == 0 ? 0 : names[leader + 1] - 1) << PartitionBits) | (sides >> 1);
    }
}
