using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Latencies of PBFT against independently computed tables (models 5.3 to 5.5), by the two-stage rule.</summary>
public class PbftReferenceTests
{
    private static readonly System.Text.Json.JsonElement Reference = ReferenceData.Load("s5_bft.json");

    public static TheoryData<string, int, Fidelity> Rows()
    {
        var rows = new TheoryData<string, int, Fidelity>();
        foreach (var law in new[] { "N(2t,1.1t)|resample", "N(2t,1.1t)|clamp", "N(0.5t,0.25t)|resample", "N(0.5t,0.25t)|clamp" })
        {
            foreach (var replicas in new[] { 4, 7, 10, 16, 31 })
            {
                rows.Add(law, replicas, Fidelity.Message);
                rows.Add(law, replicas, Fidelity.Round);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Fault_free_latency_is_that_of_the_table(string law, int replicas, Fidelity fidelity)
    {
        var row = Reference.At("table", $"{law}|n={replicas}", "pbft");
        var committee = Committee(law, replicas).With(fidelity);
        TwoStage.Means(
            [row.Mean("first"), row.Mean("q"), row.Mean("all"), row.Mean("leader")],
            Replications(replicas),
            replication => FourTimes(committee.Decide(replication), replicas));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(11)]
    [InlineData(21)]
    public void The_quorum_of_any_number_of_replicas_gives_the_latency_of_the_table(int replicas)
    {
        var row = Reference.At("general_n", $"N(2t,1.1t)|n={replicas}");
        var committee = Committee("N(2t,1.1t)|resample", replicas).With(Fidelity.Message);
        TwoStage.Means(
            [row.Mean("first"), row.Mean("q"), row.Mean("all"), row.Mean("leader")],
            Replications(replicas),
            replication => FourTimes(committee.Decide(replication), replicas));
    }

    [Theory]
    [InlineData("N(2t,1.1t)", 0.01, 4)]
    [InlineData("N(2t,1.1t)", 0.05, 10)]
    [InlineData("N(2t,1.1t)", 0.05, 31)]
    [InlineData("N(0.5t,0.25t)", 0.05, 4)]
    [InlineData("N(0.5t,0.25t)", 0.01, 10)]
    [InlineData("N(0.5t,0.25t)", 0.05, 31)]
    public void Latency_with_a_processor_is_that_of_the_table(string law, double processing, int replicas)
    {
        var row = Reference.At("with_processing", FormattableString.Invariant($"{law}|p={processing}t|n={replicas}"));
        var committee = Committee(law + "|resample", replicas);
        committee = committee with
        {
            Options = committee.Options with { ProcessingTime = TestCommittee.Unit.Scale(processing) },
        };
        TwoStage.Means(
            [row.Mean("first"), row.Mean("q"), row.Mean("all")],
            Replications(replicas),
            replication => TestCommittee.Times(committee.Decide(replication), BftQuorum.Size(replicas)));
    }

    [Theory]
    [InlineData("N(2t,1.1t)|resample", 4)]
    [InlineData("N(2t,1.1t)|resample", 10)]
    [InlineData("N(0.5t,0.25t)|resample", 7)]
    public void Latency_with_f_silent_backups_is_that_of_the_table(string law, int replicas)
    {
        var row = Reference.At("table", $"{law}|n={replicas}", "pbft_f_silent");
        var committee = Committee(law, replicas) with
        {
            FaultOf = i => i >= replicas - BftQuorum.Faults(replicas) ? new SilentReplica() : null,
        };
        TwoStage.Means(
            [row.Mean("first"), row.Mean("all"), row.Mean("leader")],
            Replications(replicas),
            replication =>
            {
                var times = FourTimes(committee.Decide(replication), replicas);
                return [times[0], times[2], times[3]];
            });
    }

    [Theory]
    [InlineData("N(2t,1.1t)|resample", 4, Fidelity.Message)]
    [InlineData("N(2t,1.1t)|resample", 10, Fidelity.Round)]
    [InlineData("N(0.5t,0.25t)|clamp", 16, Fidelity.Round)]
    [InlineData("N(0.5t,0.25t)|clamp", 7, Fidelity.Message)]
    public void The_client_has_its_replies_when_the_table_says(string law, int replicas, Fidelity fidelity)
    {
        var row = Reference.At("table", $"{law}|n={replicas}", "pbft");
        var committee = Committee(law, replicas).With(fidelity);
        committee = committee with { Options = committee.Options with { HasClient = true } };
        TwoStage.Means([row.Mean("reply")], Replications(replicas), replication =>
        {
            var outcome = committee.Decide(replication);
            return [TestCommittee.InUnits(outcome.Replied!.Value - outcome.Proposed!.Value)];
        });
    }

    [Theory]
    [InlineData(Fidelity.Message)]
    [InlineData(Fidelity.Round)]
    public void A_wrong_quorum_would_be_noticed(Fidelity fidelity)
    {
        // Canary: the row of n = 5 (Q = 4) does not pass for n = 6 (Q = 4 as well).
        var row = Reference.At("general_n", "N(2t,1.1t)|n=5");
        var committee = Committee("N(2t,1.1t)|resample", 6).With(fidelity);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => TwoStage.Means(
            [row.Mean("first")], 200, replication => [TestCommittee.Times(committee.Decide(replication), 4)[0]]));
    }

    private static int Replications(int replicas) => replicas > 16 ? 100 : 1000;

    private static double[] FourTimes(ConsensusOutcome outcome, int replicas) =>
    [
        .. TestCommittee.Times(outcome, BftQuorum.Size(replicas)),
        TestCommittee.InUnits(outcome.Decisions[0].CommitTimes[0]!.Value - outcome.Started),
    ];

    private static TestCommittee Committee(string law, int replicas)
    {
        var truncation = law.EndsWith("clamp", StringComparison.Ordinal) ? Truncation.Clamp : Truncation.Resample;
        var (mu, sigma) = law.StartsWith("N(2t", StringComparison.Ordinal) ? (2.0, 1.1) : (0.5, 0.25);
        return new(replicas) { Law = new NormalDistribution(mu, sigma, truncation) };
    }
}
