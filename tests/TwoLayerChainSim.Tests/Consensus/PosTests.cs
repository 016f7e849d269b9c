using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Protocols;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>IBFT with proposers in proportion to their stakes (Buchman, Kwon and Milosevic, arXiv 1807.04938).</summary>
public class PosTests
{
    private const int Draws = 10_000;

    /// <summary>Quantile 0.999 of chi-square with 4 degrees of freedom.</summary>
    private const double Critical = 18.467;

    private static readonly double[] Equal = [1, 1, 1, 1, 1];
    private static readonly double[] Unequal = [8, 4, 2, 1, 1];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(3, 0)]
    [InlineData(3, 2)]
    public void Proposers_are_drawn_in_proportion_to_their_stakes(int firstLeader, int view)
    {
        Assert.InRange(ChiSquare(Counts(Unequal, firstLeader, view), Unequal), 0, Critical);
        Assert.InRange(ChiSquare(Counts(Equal, firstLeader, view), Equal), 0, Critical);
        Assert.InRange(ChiSquare(Counts([], firstLeader, view), Equal), 0, Critical);
    }

    [Fact]
    public void Draws_by_other_stakes_would_be_noticed()
    {
        // The canary of the test above: a fifth more for one of five.
        Assert.True(ChiSquare(Counts([1.2, 1, 1, 1, 1], 0, 0), Equal) > Critical);
        Assert.True(ChiSquare(Counts(Unequal, 0, 0), Equal) > Critical);
    }

    [Fact]
    public void Successive_proposers_are_independent()
    {
        // Pairs of equal proposers at heights h and h+1: 10,000 times the sum of squared shares, 1/5; deviation 40.
        var settings = Settings(Equal, 0);
        int[] proposers = [.. Enumerable.Range(0, Draws + 1).Select(height => Pos.Proposer(settings, height, 0))];
        var repeated = proposers.Zip(proposers.Skip(1)).Count(pair => pair.First == pair.Second);
        Assert.InRange(repeated, 2000 - 160, 2000 + 160);
    }

    [Fact]
    public void All_replicas_agree_on_one_proposer_of_every_height_and_it_is_the_drawn_one()
    {
        var run = new StakedCommittee("pos", Unequal, heights: 50, seed: 7);
        Assert.Equal(ConsensusStatus.Decided, run.Run.Outcome.Status);
        var settings = Settings(Unequal, 0) with { Seed = 7 };
        Assert.Equal(
            Enumerable.Range(0, 50).Select(height => ((height, 0), Pos.Proposer(settings, height, 0))), run.Proposers);
    }

    [Fact]
    public void Another_seed_draws_other_proposers() => Assert.NotEqual(
        new StakedCommittee("pos", Unequal, heights: 20, seed: 1).Proposers,
        new StakedCommittee("pos", Unequal, heights: 20, seed: 2).Proposers);

    [Fact]
    public void Without_scatter_every_replica_decides_after_three_hops_with_the_messages_of_ibft()
    {
        var run = new StakedCommittee("pos", Unequal);
        Assert.Equal(Enumerable.Repeat<double?>(3, 5), run.Hops);
        Assert.Equal((2 * 5 * 4) + 4, run.Run.Outcome.Messages);
        Assert.Equal(ConsensusCatalog.FindCommittee("ibft").Messages(5), ConsensusCatalog.FindCommittee("pos").Messages(5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_silent_proposer_is_replaced_by_the_next_one_that_is_drawn(ulong seed)
    {
        var settings = Settings(Unequal, 0) with { Seed = seed };
        var silent = Pos.Proposer(settings, 0, 0);
        var view = Enumerable.Range(1, 100).First(view => Pos.Proposer(settings, 0, view) != silent);
        var run = new StakedCommittee("pos", Unequal, seed: seed, silent: silent);
        Assert.Equal((ConsensusStatus.Decided, view), (run.Run.Outcome.Status, run.Run.Outcome.Decisions[0].View));
        Assert.Equal(((0, view), Pos.Proposer(settings, 0, view)), run.Proposers.Last());
    }

    [Fact]
    public void One_validator_has_one_vote_whatever_its_stake()
    {
        // The richest has half of all and is silent: four of five are a quorum.
        var run = new StakedCommittee("pos", [8, 4, 2, 1, 1], silent: 0);
        Assert.Equal(ConsensusStatus.Decided, run.Run.Outcome.Status);
        Assert.Equal([1, 2, 3, 4], run.Run.Outcome.Decisions[0].VoteCertificate.Signers.AsEnumerable());
    }

    private static ReplicaSettings Settings(double[] stakes, int firstLeader) =>
        new ReplicaProbe(0, replicas: 5).Settings with { Stakes = [.. stakes], FirstLeader = firstLeader };

    private static int[] Counts(double[] stakes, int firstLeader, int view)
    {
        var (counts, settings) = (new int[5], Settings(stakes, firstLeader));
        for (var height = 0; height < Draws; height++)
        {
            counts[Pos.Proposer(settings, height, view)]++;
        }

        return counts;
    }

    private static double ChiSquare(int[] counts, double[] stakes) => counts.Zip(stakes).Sum(pair =>
    {
        var expected = Draws * pair.Second / stakes.Sum();
        return (pair.First - expected) * (pair.First - expected) / expected;
    });
}
