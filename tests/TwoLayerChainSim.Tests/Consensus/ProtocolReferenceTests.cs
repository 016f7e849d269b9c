using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Latencies and message counts of the other protocols against independently computed tables (models 5.1 and 5.4).</summary>
public class ProtocolReferenceTests
{
    private static readonly System.Text.Json.JsonElement Reference = ReferenceData.Load("s5_protocols.json");

    private static readonly (string Protocol, string Row)[] Columns =
    [
        ("ibft", "pbft_allprep"),
        ("hotstuff", "hotstuff_basic"),
        ("raft", "raft"),
    ];

    public static TheoryData<string, string, string, int, Fidelity> Rows()
    {
        var rows = new TheoryData<string, string, string, int, Fidelity>();
        foreach (var (protocol, row) in Columns)
        {
            foreach (var law in new[] { "N(2t,1.1t)|resample", "N(0.5t,0.25t)|resample" })
            {
                foreach (var replicas in new[] { 4, 7, 10, 16, 31 })
                {
                    rows.Add(protocol, row, law, replicas, Fidelity.Message);
                    rows.Add(protocol, row, law, replicas, Fidelity.Round);
                }
            }
        }

        return rows;
    }

    public static TheoryData<string, string> Counts => new()
    {
        { "ibft", "ibft_allprep" },
        { "hotstuff", "hotstuff_basic_no_newview" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Fault_free_latency_is_that_of_the_table(string protocol, string column, string law, int replicas, Fidelity fidelity)
    {
        var row = Reference.At("table", $"{law}|n={replicas}", column);
        var quorum = ConsensusCatalog.FindCommittee(protocol).Quorum(replicas);
        var (mu, sigma) = law.StartsWith("N(2t", StringComparison.Ordinal) ? (2.0, 1.1) : (0.5, 0.25);
        var committee = (new TestCommittee(replicas) { Law = new NormalDistribution(mu, sigma) }).Of(protocol).With(fidelity);
        TwoStage.Means(
            [row.Mean("first"), row.Mean("q"), row.Mean("all"), row.Mean("leader")],
            replicas > 16 ? 100 : 1000,
            replication =>
            {
                var outcome = committee.Decide(replication);
                var leader = TestCommittee.InUnits(outcome.Decisions[0].CommitTimes[0]!.Value - outcome.Started);
                return [.. TestCommittee.Times(outcome, quorum), leader];
            });
    }

    [Fact]
    public void The_row_of_a_similar_protocol_does_not_pass()
    {
        // Canary: a leader that does not prepare is 1.5 % faster to the first decision.
        var row = Reference.At("table", "N(2t,1.1t)|resample|n=4", "pbft_allprep");
        var pbft = new TestCommittee(4).Of("pbft").With(Fidelity.Round);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => TwoStage.Means(
            [row.Mean("first")], 4000, replication => [TestCommittee.Times(pbft.Decide(replication), 3)[0]]));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Fault_free_decisions_cost_the_messages_of_the_table(string protocol, string column)
    {
        var wrong = Reference.At("message_counts").EnumerateObject()
            .Select(row => (Replicas: int.Parse(row.Name), Expected: (long)row.Value.Number(column)))
            .Where(row => ConsensusCatalog.FindCommittee(protocol).Messages(row.Replicas) != row.Expected
                || (new TestCommittee(row.Replicas).Of(protocol).With(Fidelity.Message).Decide().Messages != row.Expected));
        Assert.Equal([], wrong);
    }
}
