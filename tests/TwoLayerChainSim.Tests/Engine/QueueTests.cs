using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Tests.Engine;

/// <summary>
/// Goal: the engine's queues agree with queueing theory. Method: independent replications, mean time in the system against
/// the Erlang C closed form (models §2.3), tolerance from the confidence interval of the replications.
/// </summary>
public class QueueTests
{
    [Theory]
    [InlineData(4, 5, 1, 1.0)]
    [InlineData(4, 5, 2, 0.238095238095238)]
    [InlineData(10, 3, 4, 0.662194)]
    [InlineData(2, 1, 3, 1.444444444444444)]
    public void Mean_time_in_an_M_M_c_queue_agrees_with_Erlang_C(double lambda, double mu, int servers, double expected)
    {
        Assert.True(
            Agrees(lambda, mu, servers, expected, replications: 60, from: 0, sigmas: 3.5)
            || Agrees(lambda, mu, servers, expected, replications: 240, from: 1000, sigmas: 3.9),
            $"M/M/{servers} with {lambda}/{mu} does not give {expected}");
    }

    [Fact]
    public void A_wrong_closed_form_is_noticed()
    {
        Assert.False(Agrees(4, 5, 1, 1.1, replications: 240, from: 1000, sigmas: 3.9));
    }

    /// <summary>Little's law holds exactly on every path (TESTING.md M57).</summary>
    [Fact]
    public void Integral_of_the_number_in_system_is_the_sum_of_the_times_in_system()
    {
        var result = QueueModel.Run(4, 5, 2, 5_000, new RandomStreams(11, 0));
        Assert.Equal(result.SojournSum, result.NumberIntegral, 1e-9 * result.SojournSum);
    }

    private static bool Agrees(
        double lambda, double mu, int servers, double expected, int replications, int from, double sigmas)
    {
        var means = new Tally();
        for (var replication = from; replication < from + replications; replication++)
        {
            means.Add(QueueModel.Run(lambda, mu, servers, 20_000, new RandomStreams(1, replication)).MeanSojourn);
        }

        // The empty start biases the mean by about 1/20,000 of the relaxation time, far below the interval.
        return Math.Abs(means.Mean - expected) <= (sigmas * means.StandardError) + (2e-3 * expected);
    }
}
