using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>
/// Rounds and messages have one law. Over the same streams they even agree to the nanosecond, because a round draws each
/// sender's delays in the order of its sends; over different streams two-sample tests compare them.
/// </summary>
public class RoundFidelityTests
{
    /// <summary>The protocols of the catalogue that can be sampled as a whole, each with some sizes.</summary>
    public static TheoryData<string, int> Sampled(string sizes)
    {
        var rows = new TheoryData<string, int>();
        foreach (var entry in ConsensusCatalog.Entries.Where(entry => entry.Committee?.Round is not null))
        {
            foreach (var replicas in sizes.Split(' ').Select(int.Parse))
            {
                rows.Add(entry.Name, replicas);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Sampled), "1 2 3 4 6 7 16 31")]
    public void Over_the_same_streams_both_fidelities_give_the_same_outcome(string protocol, int replicas)
    {
        for (var replication = 0; replication < 20; replication++)
        {
            var committee = new TestCommittee(replicas).Of(protocol);
            committee = committee with
            {
                Options = committee.Options with { FirstLeader = replication % replicas, HasClient = replication % 2 == 1 },
            };
            var message = committee.With(Fidelity.Message).Decide(replication);
            var round = committee.With(Fidelity.Round).Decide(replication);
            Assert.Equal(Story(message), Story(round));
        }
    }

    [Theory]
    [MemberData(nameof(Sampled), "4 7 16")]
    public void Over_different_streams_both_fidelities_have_the_same_law(string protocol, int replicas)
    {
        var committee = new TestCommittee(replicas).Of(protocol);
        var quorum = BftQuorum.Size(replicas);
        TwoStage.SameLaws(
            ["first", "quorum", "all"],
            1000,
            replication => TestCommittee.Times(committee.With(Fidelity.Message).Decide(replication), quorum),
            replication => TestCommittee.Times((committee with { Seed = 77 }).With(Fidelity.Round).Decide(replication), quorum));
    }

    [Fact]
    public void A_law_with_a_slightly_longer_delay_is_noticed()
    {
        // Canary of the comparison above: 2 % more mean delay.
        var committee = new TestCommittee(7);
        var slower = committee with { Seed = 77, Law = new NormalDistribution(2.1, 1.1) };
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => TwoStage.SameLaw(
            "first",
            1000,
            replication => TestCommittee.Times(committee.With(Fidelity.Message).Decide(replication), 5)[0],
            replication => TestCommittee.Times(slower.With(Fidelity.Round).Decide(replication), 5)[0]));
    }

    [Fact]
    public void A_round_that_would_run_into_a_timer_is_replayed_message_by_message()
    {
        // The timer runs out in about half of the decisions of this committee.
        var committee = new TestCommittee(4);
        committee = committee with { Options = committee.Options with { BaseTimeout = TestCommittee.Unit.Scale(6.5) } };
        var used = new HashSet<Fidelity>();
        for (var replication = 0; replication < 50; replication++)
        {
            var message = committee.With(Fidelity.Message).Decide(replication);
            var round = committee.With(Fidelity.Round).Decide(replication);
            used.Add(round.Fidelity);
            Assert.Equal(Story(message), Story(round));
        }

        Assert.Equal(2, used.Count);
    }

    [Fact]
    public void Rounds_are_refused_where_they_are_not_exact()
    {
        var committee = new TestCommittee(4).With(Fidelity.Round);
        Assert.Throws<InvariantException>(
            () => (committee with { Options = committee.Options with { ProcessingTime = new(1) } }).Decide());
    }

    private static string Story(ConsensusOutcome outcome) => string.Join(
        '\n',
        outcome.Status,
        outcome.Proposed,
        outcome.Replied,
        string.Join(' ', outcome.Decisions[0].CommitTimes),
        outcome.Decisions[0].View,
        string.Join(' ', outcome.Decisions[0].VoteCertificate.Signers),
        string.Join(' ', outcome.Decisions[0].VoteCertificate.Signatures),
        string.Join(' ', outcome.MessagesByKind),
        string.Join(' ', outcome.BitsByKind));
}
