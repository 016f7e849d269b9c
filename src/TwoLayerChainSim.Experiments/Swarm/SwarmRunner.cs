using System.Numerics;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Swarm.Faults;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Checking;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>What else is wanted of a run.</summary>
public sealed record SwarmRunOptions
{
    /// <summary>A protocol that runs instead of the one of the catalogue, e.g. one with a planted bug. Default none.</summary>
    public CommitteeProtocol? Instead { get; init; }

    /// <summary>Who watches the run besides the checkers. Default nobody.</summary>
    public ICommitteeObserver? Story { get; init; }

    /// <summary>True to keep every fate of a message other than pass. Default false.</summary>
    public bool KeepFates { get; init; }
}

/// <summary>Runs records and judges them.</summary>
public static class SwarmRunner
{
    private const long MessagesMax = 2_000_000;
    private const long MessagesUntilStall = 50_000;
    private const long EventsMax = 8_000_000;

    /// <summary>Runs a record to its verdict.</summary>
    /// <param name="record">The record; valid.</param>
    /// <param name="options">What else is wanted.</param>
    public static SwarmResult Run(SwarmRecord record, SwarmRunOptions? options = null)
    {
        options ??= new();
        var entry = ConsensusCatalog.Find(record.Protocol);
        var protocol = ConsensusCatalog.FindCommittee(record.Protocol);
        return new Attempt(record, options, protocol, SwarmExpectation.Of(record, entry.FaultModel, protocol)).Run();
    }

    /// <summary>
    /// The same run with every fate of a message written down instead of drawn, so that they can be taken away one by one.
    /// </summary>
    /// <param name="record">A record.</param>
    /// <param name="result">Its run, with fates kept.</param>
    public static SwarmRecord Freeze(SwarmRecord record, SwarmResult result) => record with
    {
        LossPermille = 0,
        DuplicatePermille = 0,
        HoldPermille = 0,
        HealUs = new LivenessClock(record, 0).Healed.Nanoseconds / 1000,
        Partitions = [.. record.Partitions.Where(partition => partition.StopUs == PartitionEpisode.Never)],
        Decisions = result.Fates,
    };

    private sealed class Attempt
    {
        private readonly SwarmRecord _record;
        private readonly SwarmRunOptions _options;
        private readonly CommitteeProtocol _protocol;
        private readonly SwarmExpectation _expectation;
        private readonly Simulator _simulator = new(limits: new() { Events = EventsMax });
        private readonly List<MessageDecision>? _fates;
        private readonly SwarmProbes _probes = new();
        private readonly SwarmNetwork _network;
        private readonly LivenessClock _clock;
        private readonly ConsensusCheckers _checkers;
        private readonly SwarmMonitor _monitor;
        private readonly KeyRing _keys;
        private readonly ulong _correct;
        private string _reason = "";
        private SwarmVerdict? _failure;

        public Attempt(
            SwarmRecord record, SwarmRunOptions options, CommitteeProtocol protocol, SwarmExpectation expectation)
        {
            (_record, _options, _protocol, _expectation) = (record, options, protocol, expectation);
            _fates = options.KeepFates ? [] : null;
            _network = new(record, _fates);

            // A run that may stall need not be waited for so long that no bad luck is left.
            _clock = new(record, protocol.Faults(record.Replicas) + (expectation.MayStall ? 0 : protocol.UnluckyLeaders));
            _keys = new(record.Seed);
            _correct = record.Faults.Where(trouble => trouble.IsByzantine).Aggregate(
                ulong.MaxValue, (bits, trouble) => bits & ~(1UL << trouble.Replica));
            int[] nodes = [.. Enumerable.Range(0, record.Replicas)];
            _checkers = new(record.Replicas, protocol.Quorum(record.Replicas), replica => (_correct >> replica & 1) != 0)
            {
                Verifier = VoteSigner.ForCommittee(_keys, nodes)[0],
                IsAcceptable = SwarmValue.IsSound,
            };
            _monitor = new(record, _correct, _checkers, _clock, _network, _probes, options.Story);
        }

        private long MessageLimit => _expectation.MayStall ? MessagesUntilStall : MessagesMax;

        public SwarmResult Run()
        {
            var isFinished = false;
            try
            {
                isFinished = RunToTheDeadline();
            }
            catch (SimulationException e)
            {
                (_failure, _reason) = (SwarmVerdict.Limit, e.Message);
            }
            catch (Exception e) when (e is InvariantException or ArgumentException or InvalidOperationException
                or ArithmeticException or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException)
            {
                (_failure, _reason) = (SwarmVerdict.Crash, $"{e.GetType().Name}: {e.Message}");
            }

            var verdict = Verdict(isFinished);
            ProbeEnd(verdict);
            return new()
            {
                Verdict = verdict,
                Violations = [.. _checkers.Violations],
                Reason = _reason,
                Events = _simulator.ExecutedEvents,
                Decisions = _monitor.Decisions,
                TraceHash = _monitor.TraceHash,
                Probes = _probes.Hit,
                Fates = [.. _fates ?? []],
            };
        }

        /// <summary>Runs until all awaited replicas have decided or the next decision is overdue.</summary>
        /// <returns>True when all have decided, and then nothing is under way any more.</returns>
        private bool RunToTheDeadline()
        {
            var run = CommitteeRun.Start(_simulator, Options(), Wiring());
            _simulator.Run(_clock.Healed);
            _clock.Restart(_clock.Healed, _monitor.UnderWay);
            SimTime until;
            do
            {
                until = _clock.Deadline;
                _simulator.Run(until);
            }
            while (!run.Finished.IsCompleted && _clock.Deadline != until);

            var outcome = run.Outcome;
            if (!run.Finished.IsCompleted)
            {
                _reason = $"no decision from {_clock.Healed} to {until}";
                return false;
            }

            _simulator.Run();
            _checkers.CheckConservation(outcome.Messages);
            if (outcome.Messages >= MessageLimit)
            {
                (_failure, _reason) = (SwarmVerdict.Limit, outcome.Reason);
            }

            return outcome.Status == ConsensusStatus.Decided;
        }

        private SwarmVerdict Verdict(bool isFinished)
        {
            if (_checkers.Violations.Count > 0)
            {
                return _expectation.MayBreak ? SwarmVerdict.BrokenAsExpected : SwarmVerdict.Violation;
            }

            // Who waits for a quorum that is gone gives up views until a limit ends it: that is a stall.
            if (_failure is { } failure && !(failure == SwarmVerdict.Limit && _expectation.MayStall))
            {
                return failure;
            }

            return isFinished ? SwarmVerdict.SafeLive
                : !_expectation.MayStall ? SwarmVerdict.NotLive
                : _monitor.Decisions > 0 || _expectation.MustStall ? SwarmVerdict.StalledAsExpected
                : SwarmVerdict.Unknown;
        }

        private void ProbeEnd(SwarmVerdict verdict)
        {
            var quorum = _protocol.Quorum(_record.Replicas);
            var isLive = verdict == SwarmVerdict.SafeLive;
            if (isLive && _record.Replicas > 1 && BitOperations.PopCount(_expectation.Awaited) == quorum)
            {
                _probes.Note(SwarmProbe.QuorumOfExactlyQ);
            }

            if (isLive && _record.Partitions.Any(partition => partition.StopUs > partition.StartUs && IsWithoutQuorum(partition, quorum)))
            {
                _probes.Note(SwarmProbe.PartitionWithoutQuorum);
            }

            if (verdict == SwarmVerdict.StalledAsExpected && _expectation.MustStall)
            {
                _probes.Note(SwarmProbe.StallWithoutQuorum);
            }

            if (verdict == SwarmVerdict.BrokenAsExpected)
            {
                _probes.Note(SwarmProbe.ViolationAboveBound);
            }
        }

        private bool IsWithoutQuorum(PartitionEpisode partition, int quorum)
        {
            var inside = BitOperations.PopCount(partition.Side & (ulong.MaxValue >> (64 - _record.Replicas)));
            return inside < quorum && _record.Replicas - inside < quorum;
        }

        private CommitteeOptions Options() => new()
        {
            Protocol = _record.Protocol,
            Fidelity = Fidelity.Message,
            BaseTimeout = new(_record.BaseTimeoutUs * 1000),
            ProcessingTime = new(_record.ProcessingUs * 1000),
            Heights = _record.Heights,
            FirstLeader = _record.FirstLeader,
            CheckpointInterval = _record.CheckpointInterval,
            ViewsMax = int.MaxValue,
            MessagesMax = MessageLimit,
        };

        private CommitteeWiring Wiring()
        {
            var troubles = new ReplicaTrouble?[_record.Replicas];
            foreach (var trouble in _record.Faults)
            {
                troubles[trouble.Replica] = trouble;
            }

            var (plan, post) = (new LiarsPlan(), new TwinPost());
            var members = troubles.Select((trouble, replica) => new CommitteeMember(
                replica, new SwarmApplication(replica), trouble is null ? new Correct(_clock) : FaultOf(trouble, plan, post))
            {
                IsCorrect = (_correct >> replica & 1) != 0,
                IsAwaited = (_expectation.Awaited >> replica & 1) != 0,
            });
            return new([.. members], _network, _keys)
            {
                Rules = [_network],
                Observer = _monitor,
                Protocol = _options.Instead ?? _protocol,
            };
        }

        private IReplicaFault FaultOf(ReplicaTrouble trouble, LiarsPlan plan, TwinPost post) => trouble.Kind switch
        {
            TroubleKind.Crash or TroubleKind.Pause or TroubleKind.Recover or TroubleKind.Amnesia =>
                new OutageReplica(trouble, _clock, _probes),
            TroubleKind.Silent => new SilentReplica(),
            TroubleKind.Wrong => new WrongProposal(),
            TroubleKind.Twin => new TwinReplica(
                new SwarmTwinLinks(trouble, _record.Seed), new SwarmApplication(trouble.Replica, variant: 1), post),
            TroubleKind.Mutant when trouble.Variant < 4 => new MiscountingReplica(trouble.Variant),
            _ => new LyingReplica(trouble, _record.Seed, plan),
        };
    }

    /// <summary>A correct replica whose timers are watched.</summary>
    private sealed class Correct(LivenessClock clock) : IReplicaFault
    {
        public IConsensusProtocol Build(ReplicaParts parts) =>
            parts.BuildWith(clock.Watch(parts.Context, parts.Settings.Index));
    }
}
