using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Checking;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Tests.Conformance;

/// <summary>What every protocol of the catalogue must keep, checked from outside on many drawn runs.</summary>
public class ConsensusConformanceTests
{
    public static TheoryData<string> Protocols() =>
        [.. ConsensusCatalog.Entries.Where(protocol => protocol.Committee is not null).Select(protocol => protocol.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_fault_free_committee_of_any_size_decides_with_the_messages_of_the_catalogue(string name)
    {
        var protocol = ConsensusCatalog.FindCommittee(name);
        for (var replicas = 1; replicas <= 16; replicas++)
        {
            // Links of this seed are of one length; on others a decision may overtake a vote, which is saved then.
            var (outcome, checkers) = new ConsensusScenario(3, replicas).Judge(protocol);
            NoViolation(checkers, $"n = {replicas}");
            Assert.Equal((ConsensusStatus.Decided, protocol.Messages(replicas)), (outcome.Status, outcome.Messages));
            (outcome, checkers) = new ConsensusScenario((ulong)replicas, replicas).Judge(protocol);
            NoViolation(checkers, $"n = {replicas}, links of several lengths");
            Assert.InRange(outcome.Messages, 0, protocol.Messages(replicas));
            Assert.Equal(ConsensusStatus.Decided, outcome.Status);
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void No_schedule_with_tolerated_faults_breaks_safety_and_all_decide_after_healing(string name)
    {
        var protocol = ConsensusCatalog.FindCommittee(name);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(600).WithReplay(new Replay(new Rnd(2022, 11), null)),
            Prop.ForAll(Scenarios(ConsensusCatalog.Find(name)).ToArbitrary(), scenario =>
            {
                var (outcome, checkers) = scenario.Judge(protocol);
                NoViolation(checkers, scenario.ToString());
                Assert.True(outcome.Status == ConsensusStatus.Decided, $"{scenario}: {outcome.Status}, {outcome.Reason}");
                Assert.Equal(scenario.Heights, outcome.Decisions.Length);
            }));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void With_more_faults_than_tolerated_nothing_wrong_is_decided_by_silence(string name)
    {
        var protocol = ConsensusCatalog.FindCommittee(name);
        var checkers = new ConsensusCheckers(4, protocol.Quorum(4), replica => replica > 1);
        var committee = new Consensus.TestCommittee(4)
        {
            Observer = checkers,
            Protocol = protocol,
            FaultOf = replica => replica <= 1 ? new Model.Consensus.Faults.SilentReplica() : null,
        };
        Assert.Equal(ConsensusStatus.Stalled, committee.Decide().Status);
        NoViolation(checkers, "two of four silent");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Messages_are_conserved(string name)
    {
        for (var seed = 0UL; seed < 30; seed++)
        {
            // The run is over when nothing is in flight any more.
            var scenario = new ConsensusScenario(seed, 7)
            {
                Faulty = 2,
                FaultModel = ConsensusCatalog.Find(name).FaultModel,
                Loss = 0.1,
                Disorder = 0.3,
                HealAfterUnits = 100,
            };
            var (outcome, checkers) = scenario.Judge(ConsensusCatalog.FindCommittee(name));
            Assert.Equal(outcome.Messages, checkers.DeliveredCount + checkers.DroppedCount);
        }
    }

    private static Gen<ConsensusScenario> Scenarios(ConsensusEntry entry) =>
        from seed in Gen.Choose(0, int.MaxValue)
        from replicas in Gen.Elements(1, 2, 3, 4, 4, 4, 5, 6, 7, 7, 10, 13)
        from faulty in Gen.Choose(0, entry.Committee!.Faults(replicas))
        from heights in Gen.Elements(1, 1, 2, 3)
        from loss in Gen.Elements(0, 0, 0.1, 0.3, 0.6)
        from disorder in Gen.Elements(0, 0.1, 0.4)
        from heal in Gen.Choose(0, 300)
        from processing in Gen.Elements(0L, 5_000_000L)
        select new ConsensusScenario((ulong)seed, replicas)
        {
            Faulty = faulty,
            FaultModel = entry.FaultModel,
            Heights = heights,
            Loss = loss,
            Disorder = disorder,
            HealAfterUnits = heal,
            Processing = new(processing),
        };

    private static void NoViolation(ConsensusCheckers checkers, string where) =>
        Assert.True(checkers.Violations.Count == 0, $"{where}: {string.Join('\n', checkers.Violations)}");
}
