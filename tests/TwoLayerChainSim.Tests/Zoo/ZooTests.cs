using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using TwoLayerChainSim.Experiments.Swarm;
using TwoLayerChainSim.Tests.Architecture;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>
/// Every planted bug is found, by the checker that should find it, in runs that are clean without it. What is found by what is
/// listed in docs/zoo.md, which UPDATE_GOLDEN=1 writes anew.
/// </summary>
public class ZooTests(ZooTests.Hunts hunts) : IClassFixture<ZooTests.Hunts>
{
    public static TheoryData<string> Bugs => [.. ConsensusZoo.Bugs.Select(bug => bug.Name)];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_bug_in_a_protocol_is_found(string name)
    {
        var bug = ConsensusZoo.Bugs.Single(candidate => candidate.Name == name);
        Assert.True(hunts.Of(bug) is not null, $"{name}: not found as '{bug.Signature}' in {bug.Budget} scenarios");
    }

    [Fact]
    public void The_table_of_the_zoo_is_up_to_date()
    {
        var path = Path.Combine(SourceTree.Root, "docs", "zoo.md");
        var table = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, table);
        }

        Assert.Equal(File.ReadAllText(path), table);
    }

    private string Table()
    {
        var text = new StringBuilder("""
            # The zoo: planted bugs and what finds them

            Each bug is compiled into the tests only (tests/TwoLayerChainSim.Tests/Zoo). A bug in a protocol counts as found when the
            checker and clause named here are the first to notice it in a scenario of the swarm whose faults are within the bound. The
            same scenarios are clean without the bug. "Scenarios" is how many were needed from a fixed seed; a directed campaign draws
            only scenarios of the kind that the bug needs. This page is generated: UPDATE_GOLDEN=1 writes it anew.

            | bug | planted in | found by | scenarios | campaign |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var bug in ConsensusZoo.Bugs)
        {
            var needed = hunts.Of(bug) is { } found ? (found.Number + 1).ToString(CultureInfo.InvariantCulture) : "not found";
            text.Append(CultureInfo.InvariantCulture, $"| {bug.Name} | {bug.Where} {bug.Protocol} | {bug.Signature} ");
            text.Append(CultureInfo.InvariantCulture, $"| {needed} | {(bug.Direct is null ? "default" : "directed")} |\n");
        }

        return text.ToString();
    }

    /// <summary>The hunts, each done once.</summary>
    public sealed class Hunts
    {
        private readonly ConcurrentDictionary<string, (int Number, SwarmRecord Record)?> _found = [];

        internal (int Number, SwarmRecord Record)? Of(PlantedBug bug) => _found.GetOrAdd(bug.Name, _ => bug.Hunt());
    }
}
