using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Model.Schemes.Crowdsensing;

namespace TwoLayerChainSim.Tests.Schemes.Crowdsensing;

/// <summary>What a leader takes and what it drops (incentives.md B4).</summary>
public class UpdateIntakeTests
{
    private const int Task = 3;
    private const int Round = 7;
    private const int Servers = 6;

    private static readonly KeyRing Keys = new(1);
    private static readonly ImmutableArray<int> Registered = [.. Enumerable.Range(0, Servers)];

    [Fact]
    public void With_k_invalid_signatures_the_aggregate_is_FedAvg_of_the_others()
    {
        var run = SchemeRuns.Create("vanilla-plain", SchemeRuns.Training, "learning.samples-per-device=20");
        var learning = run.Tasks[0].Task.Learning;
        var updates = learning.Train(learning.InitialModel, [.. Registered.Select(device => new Trainee(device))], episode: 1);
        Prop.ForAll(Arb.From(Gen.Elements(true, false).ArrayOf(Servers)), isForged =>
        {
            var intake = Intake();
            foreach (var update in updates)
            {
                // A forger does not have the key of the server in whose name it writes.
                var signer = isForged[update.Device] ? Servers + 1 : update.Device;
                intake.Take(SignedUpdate.Sign(Keys, Task, Round, signer, update) with { Sender = update.Device });
            }

            var aggregate = learning.Aggregate(learning.InitialModel, [.. intake.Valid.Select(valid => valid.Update)]);
            var expected = learning.Aggregate(learning.InitialModel, [.. updates.Where(update => !isForged[update.Device])]);
            return aggregate.Digest == expected.Digest
                && intake.Count(SubmissionVerdict.BadSignature) == isForged.Count(forged => forged);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_signature_holds_for_its_task_round_and_update_only()
    {
        var signed = Signed(sender: 0);
        Assert.Equal(SubmissionVerdict.Valid, Intake().Take(signed));
        Assert.Equal(SubmissionVerdict.BadSignature, Intake().Take(signed with { Round = Round - 1 }));
        Assert.Equal(SubmissionVerdict.BadSignature, Intake().Take(signed with { Task = Task + 1 }));
        Assert.Equal(SubmissionVerdict.BadSignature, Intake().Take(signed with { Sender = 1 }));
        Assert.Equal(SubmissionVerdict.BadSignature, Intake().Take(signed with { Update = Update(sender: 0, variant: 1) }));
    }

    [Fact]
    public void A_valid_update_of_another_round_or_task_is_a_replay()
    {
        Assert.Equal(SubmissionVerdict.Replayed, Intake().Take(SignedUpdate.Sign(Keys, Task, Round - 1, 0, Update(0))));
        Assert.Equal(SubmissionVerdict.Replayed, Intake().Take(SignedUpdate.Sign(Keys, Task + 1, Round, 0, Update(0))));
    }

    [Fact]
    public void Of_two_updates_of_a_sender_in_a_round_the_first_counts()
    {
        var intake = Intake();
        Assert.Equal(SubmissionVerdict.Valid, intake.Take(Signed(2)));
        Assert.Equal(SubmissionVerdict.Duplicate, intake.Take(SignedUpdate.Sign(Keys, Task, Round, 2, Update(2, variant: 1))));
        Assert.Equal(Update(2).Digest, Assert.Single(intake.Valid).Update.Digest);
    }

    [Fact]
    public void A_forgery_does_not_use_up_the_place_of_the_server_in_whose_name_it_comes()
    {
        var intake = Intake();
        Assert.Equal(SubmissionVerdict.BadSignature, intake.Take(Signed(2) with { Signature = default }));
        Assert.Equal(SubmissionVerdict.Valid, intake.Take(Signed(2)));
    }

    [Fact]
    public void Nobody_that_is_not_registered_submits() =>
        Assert.Equal(SubmissionVerdict.BadSignature, Intake().Take(Signed(Servers)));

    [Fact]
    public void A_desk_that_is_closed_takes_nothing()
    {
        var intake = Intake();
        intake.Close();
        Assert.Equal(SubmissionVerdict.Late, intake.Take(Signed(0)));
        Assert.Empty(intake.Valid);
    }

    [Fact]
    public void Invalid_submissions_are_verified_like_valid_ones()
    {
        // Two servers, three forgeries before them and one second each: the leader is through after 5 s.
        var (simulator, intake) = (new Simulator(), Intake());
        var desk = new LeaderDesk(simulator, intake, SimDuration.FromSeconds(1), awaited: 2);
        var closedAt = SimTime.Zero;
        simulator.Spawn(async () =>
        {
            desk.Open(SimDuration.FromSeconds(60));
            for (var i = 0; i < 3; i++)
            {
                _ = simulator.Spawn(() => desk.Verify(Signed(0) with { Signature = default }));
            }

            _ = simulator.Spawn(() => desk.Receive(Signed(0)));
            _ = simulator.Spawn(() => desk.Receive(Signed(1)));
            await desk.Closed;
            closedAt = simulator.Now;
        });
        simulator.Run();
        Assert.Equal(5, closedAt.TotalSeconds);
        Assert.Equal(SimDuration.FromSeconds(5), desk.VerificationTime);
        Assert.Equal((2, 3), (intake.Valid.Length, intake.Count(SubmissionVerdict.BadSignature)));
    }

    [Fact]
    public void At_the_deadline_the_leader_goes_on_without_those_who_are_missing()
    {
        var (simulator, intake) = (new Simulator(), Intake());
        var desk = new LeaderDesk(simulator, intake, SimDuration.Zero, awaited: 3);
        var (closedAt, missing) = (SimTime.Zero, 0);
        simulator.Spawn(async () =>
        {
            desk.Open(SimDuration.FromSeconds(10));
            _ = simulator.Spawn(() => desk.Receive(Signed(0)));
            desk.Heard();
            await desk.Closed;
            (closedAt, missing) = (simulator.Now, desk.Missing);
            await desk.Receive(Signed(1));
        });
        simulator.Run();
        Assert.Equal((10, 1), (closedAt.TotalSeconds, missing));
        Assert.Equal((1, 1), (intake.Valid.Length, intake.Count(SubmissionVerdict.Late)));
    }

    private static UpdateIntake Intake() => new(Keys, Task, Round, Registered);

    private static LocalUpdate Update(int sender, int variant = 0) => LocalUpdate.StandIn(sender, samples: 5, Round, variant);

    private static SignedUpdate Signed(int sender) => SignedUpdate.Sign(Keys, Task, Round, sender, Update(sender));
}
