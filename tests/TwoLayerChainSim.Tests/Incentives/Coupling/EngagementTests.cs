using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Model.Schemes.Incentives;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Incentives.Coupling;

/// <summary>Goal: the terms of an incentive act on the simulated network in every scheme. Method: terms given by hand.</summary>
public class EngagementTests
{
    private const double Ghz = 1e9;

    private static readonly string[] Equal = ["devices.cpu-min=1 GHz", "devices.cpu-max=1 GHz"];

    /// <summary>Those in which devices train; the devices of crowdsensing sell data.</summary>
    public static TheoryData<string> Schemes => [.. SchemeRuns.AllSchemes.Where(scheme => scheme != "crowdsensing")];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Terms_that_ask_for_what_devices_do_anyway_change_no_bit(string scheme)
    {
        var none = SchemeRuns.Execute(SchemeRuns.Compose(scheme, Equal));
        var same = Run(scheme, job => new(job.Device)
        {
            TrainingHz = Ghz,
            ConsensusHz = Ghz,
            DeadlineSeconds = (job.TrainingCycles + job.ConsensusCycles) / Ghz,
        });

        Assert.Equal(none.Reports, same.Reports);
        Assert.Equal(none.Model().Digest, same.Model().Digest);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Training_time_is_cycles_over_frequency_and_its_energy_grows_with_the_square(string scheme)
    {
        var slow = Constant(scheme, job => new(job.Device) { TrainingHz = Ghz }).Run;
        var (fast, terms) = Constant(scheme, job => new(job.Device) { TrainingHz = 3 * Ghz });

        var cycles = terms.Jobs[0].TrainingCycles;
        Assert.Equal(SimDuration.FromSeconds(cycles / Ghz), slow.First.Delay.Train);
        Assert.Equal(SimDuration.FromSeconds(cycles / (3 * Ghz)), fast.First.Delay.Train);
        Assert.Equal(3 * Ghz, fast.First.Incentive.MeanTrainingHz);
        var more = 1e-28 * cycles * ((9 - 1) * Ghz * Ghz) * fast.First.Counts.Selected;
        Assert.Equal(slow.First.Effort.DeviceEnergyJoules + more, fast.First.Effort.DeviceEnergyJoules, 1e-6 * more);
    }

    [Theory]
    [InlineData("two-layer", 2)]
    [InlineData("two-layer-capped", 2)]
    public void Judging_and_consensus_messages_follow_the_consensus_frequency(string scheme, double speed)
    {
        string[] settings = [.. Equal, .. SchemeRuns.Constant, "consensus.store=0 t", "d2d.enabled=false", "radio.uplink-bandwidth=1 GHz"];
        FinishedRun At(double hz) => SchemeRuns.Execute(SchemeRuns.Compose(
            scheme, settings, incentive: new GivenTerms(job => new(job.Device) { TrainingHz = Ghz, ConsensusHz = hz })));
        var (normal, fast) = (At(Ghz).First.Delay, At(speed * Ghz).First.Delay);

        Assert.Equal(normal.Train, fast.Train);
        Assert.InRange(fast.LocalChain.TotalSeconds / normal.LocalChain.TotalSeconds, 0.5, 0.95);
    }

    [Fact]
    public void Consensus_of_all_devices_on_one_chain_follows_it_too()
    {
        var normal = Constant("blockfl-bft", job => new(job.Device) { ConsensusHz = Ghz }).Run.First.Delay;
        var slow = Constant("blockfl-bft", job => new(job.Device) { ConsensusHz = 0.02 * Ghz }).Run.First.Delay;

        Assert.True(slow.GlobalChain > normal.GlobalChain, $"{slow.GlobalChain} against {normal.GlobalChain}");
    }

    [Fact]
    public void Members_of_a_mined_local_chain_find_blocks_in_proportion_to_their_frequency()
    {
        string[] mined = ["two-layer.lmuc-consensus=pow", "two-layer.lmuc-mining-rate=0.01 Hz", "episodes=20"];
        double Mean(double hz) => SchemeRuns.Execute(SchemeRuns.Compose(
            "two-layer", [.. Equal, .. mined], incentive: new GivenTerms(job => new(job.Device) { ConsensusHz = hz })))
            .Reports.Average(report => report.Delay.LocalChain.TotalSeconds);

        // Four devices and the MEC node, which keeps its rate: 5 against 4 * 10 + 1 blocks in 100 s.
        Assert.InRange(Mean(Ghz) / Mean(10 * Ghz), 5, 13);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Devices_that_abstain_are_out(string scheme)
    {
        var (run, terms) = Watched(scheme, job => job.Device % 2 == 0
            ? new(job.Device)
            : new(job.Device) { TakesPart = false, Reason = "odd" });

        Assert.Equal(6, run.First.Counts.Selected);
        Assert.Equal(6, run.First.Counts.Aggregated);
        Assert.Equal(6, run.First.Incentive.Abstaining);
        Assert.Equal("device 1: odd", run.First.Incentive.Reason);
        Assert.All(terms.Works, work => Assert.All(work.Used, device => Assert.Equal(0, device % 2)));
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void A_late_device_gives_up_at_the_deadline_and_its_update_is_not_used(string scheme)
    {
        var (run, terms) = Watched(scheme, job => new(job.Device)
        {
            TrainingHz = job.Device == 0 ? 1e3 : Ghz,
            DeadlineSeconds = 2,
        });

        Assert.Equal(1, run.First.Incentive.Late);
        Assert.Equal([0], terms.Works[0].Late);
        Assert.Equal(Enumerable.Range(1, 11), terms.Works[0].Used.Order());
        Assert.Equal(12, run.First.Counts.Selected);
        Assert.True(run.First.Delay.Train <= SimDuration.FromSeconds(2), $"waited {run.First.Delay.Train}");
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void An_episode_in_which_nobody_works_ends_and_leaves_the_model(string scheme)
    {
        var abstaining = Watched(scheme, job => new(job.Device) { TakesPart = false, Reason = "strike" });
        var late = Watched(scheme, job => new(job.Device) { TrainingHz = 1e3, DeadlineSeconds = 1 });
        foreach (var (run, terms) in (ReadOnlySpan<(FinishedRun, GivenTerms)>)[abstaining, late])
        {
            Assert.Equal(2, run.Reports.Count);
            Assert.All(terms.Works, work => Assert.Empty(work.Used));
            Assert.All(run.Verdicts, verdict => Assert.Equal(
                scheme == "blockfl-bft" ? VerdictKind.NoProgress : VerdictKind.SafeAndLive, verdict.Kind));
        }

        Assert.Null(abstaining.Run.First.Incentive.MeanTrainingHz);
        Assert.Equal(12, late.Run.First.Incentive.Late);
    }

    [Fact]
    public void Full_devices_that_strike_take_the_local_chain_with_them()
    {
        var run = SchemeRuns.Execute(SchemeRuns.Compose(
            "two-layer", ["two-layer.lmuc-committee=1"],
            incentive: new GivenTerms(job => new(job.Device) { TakesPart = job.ConsensusCycles == 0, Reason = "full" })));

        Assert.Equal((9, 0), (run.First.Counts.Selected, run.First.Counts.Aggregated));
    }

    [Fact]
    public void A_device_trains_on_a_share_of_its_samples()
    {
        string[] training = [SchemeRuns.Training, "learning.samples-per-device=40"];
        SchemeRun With(double share)
        {
            var run = SchemeRuns.Create("vanilla-ideal", training);
            var task = run.Tasks[0].Task with { Incentive = new GivenTerms(job => new(job.Device) { TrainingShare = share }) };
            return new(run.World, [(task, new VanillaFl(run.World, task))], 1);
        }

        var (all, quarter) = (SchemeRuns.Execute(With(1)), SchemeRuns.Execute(With(0.25)));
        var trained = With(0.25).Tasks[0].Task.Learning;
        Assert.Equal(10, trained.Train(trained.InitialModel, [new(0, 0.25)], 1)[0].Samples);
        Assert.NotEqual(all.Model().Digest, quarter.Model().Digest);
        Assert.InRange(quarter.First.Delay.Train.TotalSeconds / all.First.Delay.Train.TotalSeconds, 0.2499, 0.2501);
    }

    [Fact]
    public void Work_of_consensus_is_expected_of_members_of_committees_only()
    {
        var capped = Jobs("two-layer", "two-layer.lmuc-committee=1");
        Assert.Equal(3, capped.Count(job => job.ConsensusCycles > 0));
        Assert.All(Jobs("two-layer", "two-layer.lmuc-consensus=pow"), job => Assert.True(job.ConsensusCycles > 0));
        Assert.All(Jobs("blockfl-bft"), job => Assert.True(job.ConsensusCycles > 0));
        Assert.All(Jobs("flchain"), job => Assert.Equal(0, job.ConsensusCycles));

        // PBFT of 4 devices and the MEC node: 2 * 5 * 4 messages, a fifth each, 5 ms at 2 GHz; 4 updates judged on 20 samples.
        Assert.Equal((8 * 0.005 * 2e9) + (4 * 2 * 7850 * 20), Jobs("two-layer")[0].ConsensusCycles, 1e-3);
    }

    private static List<DeviceJob> Jobs(string scheme, params string[] settings)
    {
        var terms = new GivenTerms(job => new(job.Device));
        SchemeRuns.Execute(SchemeRuns.Compose(scheme, ["episodes=1", .. settings], incentive: terms));
        return terms.Jobs;
    }

    private static FinishedRun Run(string scheme, Func<DeviceJob, DeviceTerms> terms) => Watched(scheme, terms).Run;

    private static (FinishedRun Run, GivenTerms Terms) Watched(string scheme, Func<DeviceJob, DeviceTerms> terms) =>
        Watched(scheme, Equal, terms);

    /// <summary>Where nothing is random but where devices are.</summary>
    private static (FinishedRun Run, GivenTerms Terms) Constant(string scheme, Func<DeviceJob, DeviceTerms> terms) =>
        Watched(scheme, SchemeRuns.Constant, terms);

    private static (FinishedRun Run, GivenTerms Terms) Watched(
        string scheme, IEnumerable<string> settings, Func<DeviceJob, DeviceTerms> terms)
    {
        var incentive = new GivenTerms(terms);
        return (SchemeRuns.Execute(SchemeRuns.Compose(scheme, settings, incentive: incentive)), incentive);
    }
}
