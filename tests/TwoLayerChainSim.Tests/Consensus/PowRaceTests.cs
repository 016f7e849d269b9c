using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.ProofOfWork;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>The simulated race against closed forms and Monte-Carlo references (models 1.4, 1.5 and 6), two-stage rule.</summary>
public class PowRaceTests
{
    public static TheoryData<int> RaceRows() => [0, 1, 2, 3, 4, 5, 6, 7];

    [Theory]
    [MemberData(nameof(RaceRows))]
    public void The_fork_probability_of_a_race_is_the_closed_form(int row)
    {
        var reference = ReferenceData.Load("s6_pow.json").At("race")[row];
        var miners = (int)reference.Number("M");
        var delays = reference.At("delay").ValueKind == System.Text.Json.JsonValueKind.Number
            ? Enumerable.Repeat(reference.Number("delay"), miners).ToArray()
            : [.. Enumerable.Range(1, miners).Select(i => 0.1 * i)];
        TwoStage.Probability(
            "fork",
            reference.Number("p_analytic"),
            2000,
            replication => Race(replication, Equal(miners, reference.Number("lam")), (_, j) => delays[j]).IsForked);
    }

    [Fact]
    public void The_first_block_comes_after_an_exponential_time_of_the_total_rate() => TwoStage.Law(
        "time to the first block", x => 1 - Math.Exp(-4 * x), 2000,
        replication => (Race(replication, [1, 2, 1], (_, _) => 0).Found - SimTime.Zero).TotalSeconds);

    [Fact]
    public void A_miner_wins_in_proportion_to_its_rate() => TwoStage.Probability(
        "second miner wins", 0.5, 2000, replication => Race(replication, [1, 2, 1], (_, _) => 0).Winner == 1);

    [Fact]
    public void Without_delay_there_is_no_fork() => Assert.DoesNotContain(
        true, Enumerable.Range(0, 500).Select(replication => Race(replication, Equal(10, 1), (_, _) => 0).IsForked));

    [Fact]
    public void A_miner_that_is_not_ready_in_time_cannot_fork()
    {
        // The second miner starts long after the first one's block has reached it.
        var attempt = Race(0, [10, 1e6], (_, _) => 1, readySeconds: [0, 1000]);
        Assert.Equal((0, false), (attempt.Winner, attempt.IsForked));
    }

    [Fact]
    public void A_single_miner_ends_with_its_find()
    {
        var attempt = Race(0, [1], (_, _) => 1);
        Assert.Equal((attempt.Found, false), (attempt.Propagated, attempt.IsForked));
    }

    [Theory]
    [InlineData("default_10dB")]
    [InlineData("NM5")]
    [InlineData("NM1")]
    [InlineData("Twait1s")]
    public void Synchronous_epochs_take_the_time_of_the_closed_form(string name)
    {
        var model = BlockFlDelayModelTests.ModelOf(name);
        foreach (var rate in new[] { 0.1, 0.2, 0.5 })
        {
            TwoStage.Mean($"{name} at {rate}", model.EpochSeconds(rate), 0, 1000, replication => Epoch(
                model, rate, replication, _ => [.. Enumerable.Repeat(model.WaitSeconds, model.Miners)]));
        }
    }

    [Theory]
    [InlineData("default_10dB")]
    [InlineData("NM5")]
    [InlineData("NM1")]
    public void Asynchronous_epochs_take_the_time_of_the_reference(string name)
    {
        var model = BlockFlDelayModelTests.ModelOf(name);
        foreach (var row in ReferenceData.Load("s1_blockfl.json").At("cases", name, "async_mc").EnumerateArray())
        {
            TwoStage.Mean(
                $"{name} at {row.Number("lam")}", row.Number("ET_mc"), row.Number("ET_ci"), 1000,
                replication => Epoch(model, row.Number("lam"), replication, stream => AsynchronousStarts(model, stream)));
        }
    }

    [Fact]
    public void A_round_that_always_forks_gives_up_at_its_limit()
    {
        var simulator = new Simulator();
        var round = new PowRound(new(simulator, Miners(0, Equal(50, 1), (_, _) => 1e6)));
        PowOutcome? outcome = null;
        simulator.Spawn(async () => outcome = await round.Run(_ => Task.FromResult(Now(simulator, 50)), attemptsMax: 3));
        simulator.Run();
        Assert.Equal((3, 3, false), (outcome!.Attempts.Length, outcome.Forks, outcome.IsDecided));
    }

    /// <summary>Starts of mining in one attempt from its beginning: fresh data sizes and associations (models 1.4).</summary>
    private static double[] AsynchronousStarts(BlockFlDelayModel model, RandomStream stream)
    {
        const double bitsPerSample = 100e3;
        var ready = new double[model.Miners];
        var devices = new int[model.Miners];
        for (var device = 0; device < model.Devices; device++)
        {
            var miner = stream.NextInt(model.Miners);
            var local = bitsPerSample * (10 + stream.NextInt(41)) / model.ClockHz;
            ready[miner] = Math.Max(ready[miner], local + model.UploadSeconds);
            devices[miner]++;
        }

        return
        [
            .. ready.Select((time, miner) => time + Math.Max(
                model.WaitSeconds - time, model.UpdateBits * (model.Devices - devices[miner]) / model.LinkBitsPerSecond)),
        ];
    }

    private static double Epoch(BlockFlDelayModel model, double rate, int replication, Func<RandomStream, double[]> starts)
    {
        var simulator = new Simulator();
        var stream = new RandomStreams(5, replication).Stream("starts");
        var miners = Miners(replication, Equal(model.Miners, rate), (_, _) => model.BlockTransferSeconds);
        var finished = SimTime.Zero;
        simulator.Spawn(async () =>
        {
            var outcome = await new PowRound(new(simulator, miners)).Run(_ => Task.FromResult<IReadOnlyList<SimTime>>(
                [.. starts(stream).Select(start => simulator.Now + SimDuration.FromSeconds(start))]));
            finished = outcome.Finished;
        });
        simulator.Run();

        // With one miner nobody receives the block, but Eq. (4) charges its transfer all the same.
        var lone = model.Miners == 1 ? model.BlockTransferSeconds : 0;
        return finished.TotalSeconds + lone + model.BlockTransferSeconds + model.GlobalUpdateSeconds;
    }

    private static PowAttempt Race(
        int replication, double[] rates, Func<int, int, double> delaySeconds, double[]? readySeconds = null)
    {
        var simulator = new Simulator();
        var race = new PowRace(simulator, Miners(replication, rates, delaySeconds));
        PowAttempt? attempt = null;
        IReadOnlyList<SimTime> ready = readySeconds is null
            ? Now(simulator, rates.Length)
            : [.. readySeconds.Select(seconds => SimTime.Zero + SimDuration.FromSeconds(seconds))];
        simulator.Spawn(async () => attempt = await race.Run(ready));
        simulator.Run();
        return attempt!;
    }

    private static PowMiners Miners(int replication, double[] rates, Func<int, int, double> delaySeconds)
    {
        var streams = new RandomStreams(2020, replication);
        return new(
            rates,
            (winner, miner) => SimDuration.FromSeconds(delaySeconds(winner, miner)),
            [.. rates.Select((_, miner) => streams.Stream("mining", miner))]);
    }

    private static IReadOnlyList<SimTime> Now(Simulator simulator, int miners) =>
        [.. Enumerable.Repeat(simulator.Now, miners)];

    private static double[] Equal(int miners, double rate) => [.. Enumerable.Repeat(rate, miners)];
}
