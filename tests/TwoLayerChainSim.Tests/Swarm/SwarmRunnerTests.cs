using TwoLayerChainSim.Experiments.Swarm;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Consensus.Protocols;

namespace TwoLayerChainSim.Tests.Swarm;

/// <summary>Verdicts and explicit decisions.</summary>
public class SwarmRunnerTests
{
    private static readonly CommitteeProtocol Pbft = ConsensusCatalog.FindCommittee("pbft");

    public static TheoryData<string> Protocols => [.. SwarmGenerator.AllProtocols];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_record_without_faults_is_safe_and_live(string protocol) =>
        Assert.Equal(SwarmVerdict.SafeLive, SwarmRunner.Run(new() { Protocol = protocol }).Verdict);

    [Fact]
    public void A_quorum_that_is_missing_from_the_beginning_stalls()
    {
        var record = new SwarmRecord { Faults = [new(0, TroubleKind.Crash), new(1, TroubleKind.Silent)] };
        var result = SwarmRunner.Run(record);
        Assert.Equal((SwarmVerdict.StalledAsExpected, 0), (result.Verdict, result.Decisions));
    }

    [Fact]
    public void A_minority_that_is_cut_off_for_ever_does_not_keep_the_rest_from_deciding()
    {
        var record = new SwarmRecord { Partitions = [new(0, PartitionEpisode.Never, false, 0b0001)] };
        var result = SwarmRunner.Run(record);
        Assert.Equal((SwarmVerdict.SafeLive, 3), (result.Verdict, result.Decisions));
    }

    [Theory]
    [InlineData(TroubleKind.Pause)]
    [InlineData(TroubleKind.Recover)]
    public void A_lone_replica_that_is_down_at_the_beginning_decides_when_it_is_back(TroubleKind outage) => Assert.Equal(
        SwarmVerdict.SafeLive,
        SwarmRunner.Run(new() { Replicas = 1, Faults = [new(0, outage) { StopUs = 200_000 }] }).Verdict);

    [Fact]
    public void A_quorum_of_2f_is_a_violation() => Assert.Contains(
        Enumerable.Range(0, 50),
        seed => SwarmRunner.Run(new() { Seed = (ulong)seed, Faults = [new(0, TroubleKind.Twin) { Variant = 1 }] }, new()
        {
            Instead = Pbft with { Quorum = n => 2 * BftQuorum.Faults(n) },
        }) is { Verdict: SwarmVerdict.Violation, Signature: "prepared: a correct replica votes to commit what no quorum has prepared" });

    [Fact]
    public void Timers_that_never_grow_are_not_live()
    {
        // Views that are shorter than the delays need growing timers.
        var record = new SwarmRecord { BaseTimeoutUs = 50_000 };
        var planted = Pbft with { Create = (settings, context, application) => new Pbft(settings, new Impatient(context), application) };
        Assert.Equal(
            (SwarmVerdict.SafeLive, SwarmVerdict.NotLive),
            (SwarmRunner.Run(record).Verdict, SwarmRunner.Run(record, new() { Instead = planted }).Verdict));
    }

    [Fact]
    public void Code_that_throws_is_a_crash()
    {
        var planted = Pbft with { Create = (settings, context, application) => new Pbft(settings, new Broken(context), application) };
        var result = SwarmRunner.Run(new(), new() { Instead = planted });
        Assert.Equal((SwarmVerdict.Crash, "InvalidOperationException: planted"), (result.Verdict, result.Reason));
    }

    [Fact]
    public void Messages_without_end_reach_the_limit()
    {
        var planted = Pbft with { Create = (settings, context, application) => new Echo(context) };
        var record = new SwarmRecord { MeanDelayUs = 0 };
        Assert.Equal(SwarmVerdict.Limit, SwarmRunner.Run(record, new() { Instead = planted }).Verdict);
    }

    [Fact]
    public void A_run_that_depends_on_the_runs_before_it_is_a_violation()
    {
        var runs = 0;
        var planted = Pbft with
        {
            Create = (settings, context, application) => new Pbft(
                settings with { BaseTimeout = settings.BaseTimeout + new TwoLayerChainSim.Engine.SimDuration(++runs) },
                context,
                application),
        };
        CampaignOptions options = new() { Scenarios = 20, RepeatOneIn = 1, Threads = 1, Instead = planted, Protocols = ["pbft"] };
        var report = new SwarmCampaign(options).Run();
        Assert.Contains(report.Failures, failure => failure.Result.Signature == "determinism: two runs of one record differ");
    }

    [Fact]
    public void A_deadline_is_the_sum_of_the_timers_of_bad_leaders_and_a_good_one()
    {
        // Largest timer 40 s, longer than what 20 hops take; f = 1: the running view, two bad leaders, a good one; 3 hops.
        var record = new SwarmRecord { HealUs = 7_000_000 };
        var clock = new LivenessClock(record, faults: 1);
        clock.Watch(new Sink(), 2).SetTimer(0, TwoLayerChainSim.Engine.SimDuration.FromSeconds(40));
        clock.Restart(default, 0);
        Assert.Equal(7 + (40 * (1 + 2 + 4 + 8)) + (3 * 0.4), clock.Deadline.TotalSeconds, 9);
    }

    [Fact]
    public void Fates_that_were_drawn_give_the_same_run_when_they_are_written_down()
    {
        var generator = new SwarmGenerator(["pbft"]);
        for (var seed = 0UL; seed < 200; seed++)
        {
            var drawn = generator.Draw(seed);
            var result = SwarmRunner.Run(drawn, new() { KeepFates = true });
            var frozen = SwarmRunner.Freeze(drawn, result);
            Assert.Equal(result.TraceHash, SwarmRunner.Run(frozen).TraceHash);
        }
    }

    [Fact]
    public void More_liars_than_tolerated_break_safety_and_it_is_noticed()
    {
        var report = new SwarmCampaign(new() { Scenarios = 4000, Seed = 5, Protocols = ["pbft"] }).Run();
        Assert.True(report.Count(SwarmVerdict.BrokenAsExpected) > 0, "no violation was noticed above the bound");
    }

    /// <summary>Answers every message to all.</summary>
    private sealed class Echo(IReplicaContext context) : IConsensusProtocol
    {
        public void Start() => context.Broadcast(new(MessageKind.Request, 0, 0, default));

        public void Receive(in ConsensusMessage message) => context.Broadcast(message);

        public void TimerExpired(int timer)
        {
        }
    }

    private sealed class Sink : IReplicaContext
    {
        public void Send(int receiver, in ConsensusMessage message)
        {
        }

        public void Broadcast(in ConsensusMessage message)
        {
        }

        public void SetTimer(int timer, TwoLayerChainSim.Engine.SimDuration delay)
        {
        }

        public void CancelTimer(int timer)
        {
        }

        public void Commit(Decision decision)
        {
        }
    }

    private sealed class Impatient(IReplicaContext inner) : ReplicaContextDecorator(inner)
    {
        public override void SetTimer(int timer, TwoLayerChainSim.Engine.SimDuration delay) => base.SetTimer(timer, new(50_000_000));
    }

    private sealed class Broken(IReplicaContext inner) : ReplicaContextDecorator(inner)
    {
        public override void Commit(Decision decision) => throw new InvalidOperationException("planted");
    }
}
