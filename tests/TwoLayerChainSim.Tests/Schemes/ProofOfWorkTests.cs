using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>BlockFL by proof of work (Kim et al. 2020; models §1), and local chains by proof of work.</summary>
public class ProofOfWorkTests
{
    private static readonly string[] Forking = ["blockfl.mining-rate=3 Hz", "blockfl.wait=0 s", "episodes=6"];

    [Fact]
    public void A_fork_restarts_the_episode_and_its_time_is_counted()
    {
        var run = SchemeRuns.Run("blockfl-pow", Forking);
        Assert.Contains(run.Reports, report => report.Counts.Forks > 0);
        Assert.Contains(run.Reports, report => report.Counts.Forks == 0);
        Assert.All(run.Reports, report => Assert.Equal(report.Counts.Forks > 0, report.Delay.Restarts > SimDuration.Zero));
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
    }

    [Fact]
    public void Every_attempt_trains_and_uploads_again()
    {
        var run = SchemeRuns.Run("blockfl-pow", [.. Forking, .. SchemeRuns.Constant]);
        var bits = 12 * run.Run.World.Options.Chain.UpdateBits(run.Run.Tasks[0].Task.Learning.ParameterCount);
        Assert.All(run.Reports, report => Assert.Equal((1 + report.Counts.Forks) * bits, report.Effort.UplinkBits));
        var joules = run.Reports.Select(report => report.Effort.DeviceEnergyJoules / (1 + report.Counts.Forks)).ToArray();
        Assert.All(joules, attempt => Assert.Equal(joules[0], attempt, 1e-6 * attempt));
    }

    [Fact]
    public void With_a_single_miner_the_delay_is_that_of_its_race()
    {
        string[] settings = ["network.mec-nodes=1", "episodes=1", "blockfl.wait=5 s", "blockfl.mining-rate=0.1 Hz", .. SchemeRuns.Constant];
        var run = SchemeRuns.Run("blockfl-pow", settings);
        var race = run.Run.World.Streams.Stream("mining", 0, 1).NextExponential() / 0.1;

        // Training and upload end within the waiting time; then race, storing 1 t and download of the block.
        Assert.Equal(5 + race + 0.1, (run.First.Delay.Total - run.First.Delay.Download).TotalSeconds, 1e-8);
        Assert.Equal(0, run.First.Counts.Forks);
    }

    [Fact]
    public void The_limit_of_attempts_gives_the_episode_up()
    {
        var run = Execute(new() { MiningRateHz = 1e6, Wait = SimDuration.Zero, AttemptsMax = 3 });
        Assert.Equal(3, run.First.Counts.Forks);
        Assert.Equal(1, run.First.Counts.Lost);
        Assert.Equal(0, run.First.Counts.Aggregated);
        Assert.Equal("no progress since 0 s", Assert.Single(run.Verdicts).Problem);
        Assert.Equal(0, run.Verdicts[0].Blocks);
    }

    [Fact]
    public void A_local_chain_by_proof_of_work_records_blocks_without_certificates()
    {
        var run = SchemeRuns.Run("two-layer", "two-layer.lmuc-consensus=pow");
        var local = run.Run.Tasks[0].Scheme.Chains.SkipLast(1).ToArray();
        Assert.Equal(3, local.Length);
        Assert.All(local, chain => Assert.Equal(2, chain.Chain.Blocks.Count));
        Assert.All(local, chain => Assert.All(chain.Chain.Blocks, block => Assert.Null(block.Certificate)));
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
        Assert.All(run.Reports, report => Assert.Equal(0, report.Effort.LocalChainMessages));
    }

    [Fact]
    public void A_fork_of_a_local_chain_costs_another_race_but_no_training()
    {
        string[] settings = ["two-layer.lmuc-consensus=pow", "two-layer.lmuc-mining-rate=1 Hz", "episodes=4"];
        var run = SchemeRuns.Run("two-layer", settings);
        Assert.True(run.Reports.Sum(report => report.Counts.Forks) > 0);
        Assert.All(run.Reports, report => Assert.Equal(SimDuration.Zero, report.Delay.Restarts));
        Assert.All(run.Reports, report => Assert.Equal(12, report.Counts.Aggregated));
    }

    [Fact]
    public void A_local_chain_that_forks_for_ever_is_lost_for_the_episode()
    {
        // 5 members at 100 Hz each and 0.25 s of propagation.
        var run = SchemeRuns.Run("two-layer", "two-layer.lmuc-consensus=pow", "two-layer.lmuc-mining-rate=100 Hz", "episodes=1");
        Assert.Equal(3, run.First.Counts.Lost);
        Assert.Equal(0, run.First.Counts.Aggregated);
        Assert.True(run.First.Delay.LocalChain > run.First.Delay.GlobalChain);
    }

    [Theory]
    [InlineData("blockfl-pow", "blockfl.mining-rate=3 Hz")]
    [InlineData("two-layer", "two-layer.lmuc-consensus=pow")]
    public void On_the_longest_chain_a_fork_costs_no_restart_and_no_update(string scheme, string setting)
    {
        string[] settings = [setting, "blockfl.wait=0 s", "consensus.fork-policy=longest-chain", "episodes=6"];
        var run = SchemeRuns.Run(scheme, settings);
        Assert.True(run.Reports.Sum(report => report.Counts.Forks) > 0);
        Assert.All(run.Reports, report => Assert.Equal(
            (SimDuration.Zero, 12, 0), (report.Delay.Restarts, report.Counts.Aggregated, report.Counts.Lost)));
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
    }

    [Fact]
    public void A_single_miner_on_the_longest_chain_waits_for_its_confirmations()
    {
        string[] settings =
        [
            "network.mec-nodes=1", "episodes=1", "blockfl.wait=5 s", "blockfl.mining-rate=0.1 Hz",
            "consensus.fork-policy=longest-chain", "consensus.confirmations=2", .. SchemeRuns.Constant,
        ];
        var run = SchemeRuns.Run("blockfl-pow", settings);
        var mining = run.Run.World.Streams.Stream("mining", 0, 1);
        var three = Enumerable.Range(0, 3).Sum(_ => mining.NextExponential()) / 0.1;
        Assert.Equal(5 + three + 0.1, (run.First.Delay.Total - run.First.Delay.Download).TotalSeconds, 1e-7);
    }

    [Fact]
    public void A_spoiled_block_of_proof_of_work_is_fetched_elsewhere_too()
    {
        string[] settings = ["two-layer.lmuc-consensus=pow", "attacks.malfunctioning-mec-nodes=1"];
        Assert.All(SchemeRuns.Run("two-layer", settings).Reports, report => Assert.Equal(1, report.Counts.Refetches));
    }

    private static FinishedRun Execute(BlockFlOptions options)
    {
        var world = SchemeRuns.World();
        var task = new FederatedTask(0, [0, 1, 2], SchemeRuns.Create("blockfl-pow").Tasks[0].Task.Learning);
        return SchemeRuns.Execute(new(world, [(task, new BlockFlPow(world, task, options))], episodes: 1));
    }
}
