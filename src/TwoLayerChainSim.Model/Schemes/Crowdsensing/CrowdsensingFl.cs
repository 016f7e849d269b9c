using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Model.Schemes.Crowdsensing;

/// <summary>
/// Mobile crowdsensing with learning at the edge (Hu et al. 2021): edge servers (the MEC nodes) buy sensing data of their devices,
/// train on all that they hold, and submit signed updates to the leader of the round; it aggregates the valid ones (FedAvg), the
/// consortium of edge servers decides on the block by PBFT, and the block settles what the requestor owes for the round.
/// </summary>
/// <remarks>
/// Deviation: one node is edge server and blockchain node in one. Added to the paper: deadline of submission, refusal of a second
/// update of a sender and of one of another round, recomputation of the aggregate before voting, a limit of rounds.
/// </remarks>
public sealed class CrowdsensingFl : IScheme
{
    private readonly Substrate _world;
    private readonly FederatedTask _task;
    private readonly CrowdsensingOptions _options;
    private readonly TaskPayments _payments;
    private readonly DataMarket _market;
    private readonly CommitteeOfMecNodes _committee;
    private readonly ChainWriter _ledger;
    private readonly TaskProgress _progress = new();
    private ImmutableArray<SignedUpdate> _lastRound = [];

    /// <summary>The scheme for one task, whose MEC nodes are the consortium.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="task">The task.</param>
    /// <param name="options">The scheme.</param>
    public CrowdsensingFl(Substrate world, FederatedTask task, CrowdsensingOptions options)
    {
        (_world, _task, _options) = (world, task, options);
        _payments = new(world, task, options);
        _market = new(world, task, options, _payments);
        _ledger = new(world, $"crowdsensing-task-{task.Index}") { FurtherCheck = _payments.Problem };
        _committee = new(world, task.Cells, options.Consensus, _ledger.Name);
        Model = task.Learning.InitialModel;
    }

    /// <inheritdoc/>
    public GlobalModel Model { get; private set; }

    /// <summary>Where the task stands.</summary>
    public TaskState State => _progress.State;

    /// <summary>The money of the task.</summary>
    public ITokenBooks Books => _payments.Books;

    /// <inheritdoc/>
    public IReadOnlyList<CertifiedChain> Chains => [_ledger.Certified];

    /// <inheritdoc/>
    public void Start()
    {
    }

    /// <inheritdoc/>
    public async Task Run(Episode episode)
    {
        episode.Crowdsensing = new();
        if (_progress.State == TaskState.Final)
        {
            return;
        }

        _market.Open();
        TakePart(episode);
        _progress.Advance(TaskState.LocalTraining);
        var leader = _task.Cells[_committee.FirstLeader(episode.Number)];
        var intake = new UpdateIntake(
            _world.Keys, _task.Index, _progress.Rounds, [.. _task.Cells.Select(Substrate.NodeOfMec)]);
        var desk = new LeaderDesk(_world.Simulator, intake, _options.VerificationTime, episode.MecNodesUp.Length);
        await CollectTrainAndSubmit(episode, leader, desk);
        _progress.Advance(TaskState.Verifying);
        Disturb(desk);
        desk.Open(_options.SubmissionDeadline);
        await desk.Closed;
        episode.Clock.Finish(Stage.CrossChain);

        _lastRound = intake.Valid;
        var next = _task.Learning.Aggregate(Model, [.. _lastRound.Select(submission => submission.Update)]);
        _progress.Advance(TaskState.Aggregated);

        // Every follower verifies the updates and the block before it votes; all at the same time, so the wait may come first.
        await _world.Simulator.Delay(_options.VerificationTime * (_lastRound.Length + 1));
        await Decide(episode, next, leader);
        episode.Clock.Finish(Stage.GlobalChain);
        Report(episode, intake, desk);
        if (_progress.Rounds == _options.RoundsMax)
        {
            _progress.Advance(TaskState.Final);
        }
    }

    private void TakePart(Episode episode)
    {
        var devices = Participants(episode);
        episode.Counts = episode.Counts with
        {
            Selected = devices.Length,
            SelectedMalicious = devices.Count(device => _world.IsMalicious[device]),
        };
    }

    /// <summary>Completes when the last edge server has collected; each trains and submits as soon as it has.</summary>
    private async Task CollectTrainAndSubmit(Episode episode, int leader, LeaderDesk desk) => await Simulator.WhenAll(
        [.. episode.MecNodesUp.Select(cell => _world.Simulator.Spawn(async () =>
        {
            await _market.Collect(episode, cell);
            episode.Clock.Finish(Stage.Collect);
            _ = _world.Simulator.Spawn(() => TrainAndSubmit(episode, cell, leader, desk));
        }))]);

    private async Task TrainAndSubmit(Episode episode, int cell, int leader, LeaderDesk desk)
    {
        var (collected, round) = (_market.HeldBy(cell), _progress.Rounds);
        if (collected.Samples == 0)
        {
            await episode.SendBetweenMecNodes(cell, leader, _options.MessageBits);
            desk.Heard();
            return;
        }

        var update = _task.Learning.TrainCollected(Model, collected, episode.Number);
        var cycles = collected.Samples * _task.Learning.OperationsPerSample * _world.Options.Devices.CyclesPerOperation;
        await _world.Simulator.Delay(SimDuration.FromSeconds(cycles / _options.ServerFrequencyHz));
        episode.Clock.Finish(Stage.Train);
        episode.MecUpdates.Add(update);

        // A malfunctioning edge server signs what it spoiled, so the signature is valid.
        if (episode.Forwarding[cell].Forward(update) is { } submitted)
        {
            var signed = SignedUpdate.Sign(_world.Keys, _task.Index, round, Substrate.NodeOfMec(cell), submitted);
            await episode.SendBetweenMecNodes(cell, leader, episode.UpdateBits);
            await desk.Receive(signed);
        }
    }

    /// <summary>What an intruder sends to the leader: forged updates, and valid ones of the round before.</summary>
    private void Disturb(LeaderDesk desk)
    {
        for (var i = 0; i < _options.ForgedSubmissions; i++)
        {
            var sender = Substrate.NodeOfMec(_task.Cells[i % _task.Cells.Length]);
            var update = LocalUpdate.StandIn(sender, samples: 1, _progress.Rounds, variant: -1 - i);
            _world.Simulator.Spawn(() => desk.Verify(new(_task.Index, _progress.Rounds, sender, update, default)));
        }

        for (var i = 0; i < _options.ReplayedSubmissions && !_lastRound.IsEmpty; i++)
        {
            var replayed = _lastRound[i % _lastRound.Length];
            _world.Simulator.Spawn(() => desk.Verify(replayed));
        }
    }

    private async Task Decide(Episode episode, GlobalModel next, int leader)
    {
        var settlement = _payments.Prepare(leader, _lastRound.Select(submission => submission.Sender));
        var payments = _payments.Entries(settlement);
        var size = _world.Options.Chain.BlockBits(_lastRound.Length, _task.Learning.ParameterCount)
            + episode.ModelBits + payments.Sum(payment => payment.PayloadBits);
        Proposal Proposed(GlobalModel model, int mec) => _ledger.Propose(
            Substrate.NodeOfMec(mec), Updates(episode), payments, ChainWriter.Aggregate(model, mec)).ToProposal(size);

        var poison = new PoisonedModels(_world, Model, next, episode);
        _progress.Advance(TaskState.BlockProposed);
        var run = await _committee.Decide(
            episode,
            Proposed(next, leader),
            _lastRound.IsEmpty ? null : mec => Proposed(poison.Malfunction(mec), mec),
            strength => Proposed(poison.Publish(strength), leader));
        if (run.Outcome.Status == ConsensusStatus.Decided)
        {
            await episode.Store();
            _payments.Book(settlement);
            Model = poison.Of(_ledger.Append(run.DecidedBlock(), run, Relayed()));
            episode.Counts = episode.Counts with { Aggregated = _lastRound.Length };
            episode.Crowdsensing = episode.Crowdsensing! with { Settlement = settlement.Report };
            episode.Paid(settlement.Report.Paid);
            _progress.Advance(TaskState.Committed);
        }
        else
        {
            _payments.Cancel(settlement);
            _ledger.Undecided(Relayed(), run.Outcome);
            episode.Counts = episode.Counts with { Lost = 1 };
            _progress.Advance(TaskState.Undecided);
        }
    }

    private int[] Participants(Episode episode) => [.. episode.MecNodesUp.SelectMany(cell => _world.DevicesIn(cell))];

    /// <summary>How many of a group negotiate, and what its devices earn by their data.</summary>
    private GroupFare? Fare(Episode episode, bool isMalicious)
    {
        var group = _world.DevicesOf(_task).Where(device => _world.IsMalicious[device] == isMalicious).ToHashSet();
        return group.Count == 0
            ? null
            : new(
                Participants(episode).Count(group.Contains) / (double)group.Count,
                group.Sum(device => (double)_market.Income(device).Micro) / Tokens.MicroPerToken / group.Count);
    }

    private void Report(Episode episode, UpdateIntake intake, LeaderDesk desk)
    {
        episode.Fares = (Fare(episode, isMalicious: false), Fare(episode, isMalicious: true));
        episode.Crowdsensing = episode.Crowdsensing! with
        {
            SamplesHeld = _market.SamplesHeld,
            InvalidUpdates = intake.Count(SubmissionVerdict.BadSignature)
                + intake.Count(SubmissionVerdict.Replayed) + intake.Count(SubmissionVerdict.Duplicate),
            MissingUpdates = desk.Missing,
            VerificationTime = desk.VerificationTime,
        };
    }

    private IEnumerable<Transaction> Updates(Episode episode) => _lastRound.Select(submission => new Transaction(
        TransactionKind.LocalUpdate, submission.Sender, episode.UpdateBits, submission.Update.Digest));

    private IEnumerable<RelayedEntry> Relayed() =>
        _lastRound.Select(submission => new RelayedEntry(submission.Sender, submission.Update.Digest));
}
