using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using TwoLayerChainSim.Experiments.Swarm;
using TwoLayerChainSim.Experiments.Swarm.Shrinking;
using TwoLayerChainSim.Tests.Architecture;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>
/// Every planted bug is found, by the checker that should find it, in runs that are clean without it. What is found by what is
/// listed in docs/zoo.md, which UPDATE_GOLDEN=1 writes anew.
/// </summary>
public class ZooTests(ZooTests.Hunts hunts) : IClassFixture<ZooTests.Hunts>
{
    private static readonly IReadOnlyList<PlantedBug> InProtocols = [.. ConsensusZoo.Bugs, .. ProtocolZoo.Bugs];

    private static readonly IReadOnlyList<ModelBug> Others =
        [.. CommitteeZoo.Bugs, .. MiningZoo.Bugs, .. LedgerZoo.Bugs, .. PaymentZoo.Bugs];

    public static TheoryData<string> ModelBugs => [.. Others.Select(bug => bug.Name)];

    public static TheoryData<string> Bugs => [.. InProtocols.Select(bug => bug.ToString())];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_bug_in_a_protocol_is_found(string name)
    {
        var bug = InProtocols.Single(candidate => candidate.ToString() == name);
        Assert.True(hunts.Of(bug) is not null, $"{name}: not found as '{bug.Signature}' in {bug.Budget} scenarios");
    }

    [Theory]
    [MemberData(nameof(ModelBugs))]
    public void A_bug_outside_of_consensus_is_found_and_its_absence_is_clean(string name)
    {
        var bug = Others.Single(candidate => candidate.Name == name);
        Assert.Equal((null, bug.Finding), (bug.Check(false), bug.Check(true)));
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_failure_by_a_bug_shrinks_to_a_few_decisions_of_few_replicas(string name)
    {
        var bug = InProtocols.Single(candidate => candidate.ToString() == name);
        var shrunk = hunts.Shrunk(bug);
        Assert.Equal(bug.Signature, shrunk.Result.Signature);
        Assert.InRange(shrunk.Record.Replicas, 2, bug.ReplicasMost);
        Assert.InRange(shrunk.Decisions, 0, 12);
        Assert.True(bug.RunCorrect(shrunk.Record).IsAsExpected, "the small record fails without the bug");
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_small_record_fails_in_the_same_way_when_it_is_read_from_its_file(string name)
    {
        var bug = InProtocols.Single(candidate => candidate.ToString() == name);
        var shrunk = hunts.Shrunk(bug);
        var read = SwarmRecordText.Read(ReproFile.Text(shrunk, bug.With(shrunk.Record)), "repro.yaml");
        Assert.Equal((shrunk.Result.Signature, shrunk.Result.TraceHash), (bug.Run(read).Signature, bug.Run(read).TraceHash));
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
            only scenarios of the kind that the bug needs. "Shrunk to" is what the shrinker made of the failing scenario: replicas, and
            decisions of the adversary (faulty replicas, partitions, messages that it drops, holds or copies). To find and to shrink
            a bug takes at most 4 s on one core, all of them 12 s.
            This page is generated: UPDATE_GOLDEN=1 writes it anew.

            | bug | planted in | found by | scenarios | campaign | shrunk to |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var bug in InProtocols)
        {
            var needed = hunts.Of(bug) is { } found ? (found.Number + 1).ToString(CultureInfo.InvariantCulture) : "not found";
            text.Append(CultureInfo.InvariantCulture, $"| {bug.Name} | {bug.Where} {bug.Protocol} | {bug.Signature} ");
            text.Append(CultureInfo.InvariantCulture, $"| {needed} | {(bug.Direct is null ? "default" : "directed")} ");
            text.Append(CultureInfo.InvariantCulture, $"| {hunts.Shrunk(bug).Record.Replicas}, {hunts.Shrunk(bug).Decisions} |\n");
        }

        text.Append("\nElsewhere no scenario of the swarm is drawn: the named check is asked with the bug and without it.\n\n");
        text.Append("| bug | planted in | found by |\n|---|---|---|\n");
        text.AppendJoin("", Others.Select(bug => $"| {bug.Name} | {bug.Where} | {bug.Finding} |\n"));
        return text.ToString();
    }

    /// <summary>The hunts, each done once.</summary>
    public sealed class Hunts
    {
        private readonly ConcurrentDictionary<string, (int Number, SwarmRecord Record)?> _found = [];
        private readonly ConcurrentDictionary<string, ShrunkRecord> _shrunk = [];

        internal (int Number, SwarmRecord Record)? Of(PlantedBug bug) => _found.GetOrAdd(bug.ToString(), _ => bug.Hunt());

        internal ShrunkRecord Shrunk(PlantedBug bug) =>
            _shrunk.GetOrAdd(bug.ToString(), _ => new RecordShrinker(bug.With).Shrink(Of(bug)!.Value.Record));
    }
}
