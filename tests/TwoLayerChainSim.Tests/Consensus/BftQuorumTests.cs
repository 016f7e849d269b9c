using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Quorum arithmetic for every n from 1 to 40 (models 5.1), by counting instead of by formula.</summary>
public class BftQuorumTests
{
    public static TheoryData<int> Sizes() => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_faults_are_the_most_with_three_times_fewer_than_n(int replicas) =>
        Assert.Equal(Enumerable.Range(0, replicas).Last(faults => 3 * faults < replicas), BftQuorum.Faults(replicas));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Two_quorums_share_a_correct_replica(int replicas) =>
        Assert.True((2 * BftQuorum.Size(replicas)) - replicas >= BftQuorum.Faults(replicas) + 1);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void One_vote_less_would_not_do(int replicas) =>
        Assert.True((2 * (BftQuorum.Size(replicas) - 1)) - replicas < BftQuorum.Faults(replicas) + 1);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_correct_replicas_alone_are_a_quorum(int replicas) =>
        Assert.True(replicas - BftQuorum.Faults(replicas) >= BftQuorum.Size(replicas));

    [Theory]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 4)]
    [InlineData(6, 4)]
    [InlineData(11, 8)]
    [InlineData(21, 14)]
    public void The_quorum_is_that_of_the_reference_tables(int replicas, int quorum) =>
        Assert.Equal(quorum, BftQuorum.Size(replicas));
}
