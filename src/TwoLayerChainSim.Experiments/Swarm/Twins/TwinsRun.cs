using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Swarm.Faults;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Checking;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Experiments.Swarm.Twins;

/// <summary>How a schedule of twins ended.</summary>
/// <param name="Violations">What the checkers noticed.</param>
/// <param name="Decisions">Correct replicas that decided, from 0 to 3.</param>
/// <param name="Events">Events executed.</param>
public sealed record TwinsResult(ImmutableArray<Violation> Violations, int Decisions, long Events);

/// <summary>
/// One schedule of twins on a protocol: every message takes one unit of time, messages between the sets of their view are
/// lost, and after the scheduled views everybody hears everybody.
/// </summary>
/// <param name="schedule">A schedule of <see cref="TwinsSpace"/>.</param>
/// <param name="views">Number of its views.</param>
internal sealed class TwinsRun(int schedule, int views) : ITwinLinks, IMessageRule, ICommitteeTransport
{
    /// <summary>Views after which a run is given up: those of the schedule, and one for each leader.</summary>
    private const int LaterViews = TwinsSpace.Identities;

    private static readonly SimDuration Unit = SimDuration.FromMilliseconds(100);
    private static readonly KeyRing Keys = new(0);
    private static readonly VoteSigner Verifier = VoteSigner.ForCommittee(Keys, [.. Enumerable.Range(0, TwinsSpace.Identities)])[0];

    /// <summary>The view that each node has reached, as far as its messages show.</summary>
    private readonly int[] _reached = new int[TwinsSpace.Nodes];

    /// <summary>Runs the schedule.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="judge">By whose quorums it is judged; the same unless a bug is planted.</param>
    /// <param name="story">Who else watches; null for nobody.</param>
    public TwinsResult Run(CommitteeProtocol protocol, CommitteeProtocol? judge = null, ICommitteeObserver? story = null)
    {
        var quorum = (judge ?? protocol).Quorum(TwinsSpace.Identities);
        var checkers = new ConsensusCheckers(TwinsSpace.Identities, quorum, replica => replica != 0) { Verifier = Verifier };
        ImmutableArray<int> leaders =
        [
            .. Enumerable.Range(0, views).Select(view => TwinsSpace.LeaderOf(TwinsSpace.ConfigurationOf(schedule, view))),
            .. Enumerable.Range(0, LaterViews),
        ];
        var scheduled = protocol with
        {
            Create = (settings, context, application) =>
                protocol.Create(settings with { Leaders = leaders }, context, application),
        };
        var simulator = new Simulator();
        var run = CommitteeRun.Start(simulator, new()
        {
            Fidelity = Fidelity.Message,
            BaseTimeout = Unit * 10,
            ProcessingTime = SimDuration.Zero,
            ViewsMax = views + LaterViews,
        }, new([.. Enumerable.Range(0, TwinsSpace.Identities).Select(Member)], this, Keys)
        {
            Rules = [this],
            Observer = story is null ? checkers : new Both(checkers, story),
            Protocol = scheduled,
        });
        simulator.Run();
        var decided = run.Outcome.Decisions.IsEmpty ? 0 : run.Outcome.Decisions[0].CommitTimes.Count(time => time.HasValue);
        return new([.. checkers.Violations], decided, simulator.ExecutedEvents);
    }

    /// <inheritdoc/>
    public bool AreLinked(bool second, int other, bool isToTwin, in ConsensusMessage message)
    {
        var (twin, replica) = (second ? 1 : 0, other + 1);
        return AreTogether(twin, replica, isToTwin ? replica : twin, message);
    }

    /// <inheritdoc/>
    public bool AreTwinsLinked(in ConsensusMessage message) => AreTogether(0, 1, 0, message);

    /// <inheritdoc/>
    public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) =>
        from == 0 || receiver == 0 || AreTogether(from + 1, receiver + 1, from + 1, message) ? MessageVerdict.Pass : MessageVerdict.Drop;

    /// <inheritdoc/>
    public void Transmit(in Transmission transmission)
    {
        for (var i = 0; i < transmission.Receivers.Length; i++)
        {
            transmission.DeliverAfter(i, Unit);
        }
    }

    private CommitteeMember Member(int replica) => replica == 0
        ? new(replica, new SwarmApplication(replica), new TwinReplica(this, new SwarmApplication(replica, variant: 1), new()))
        : new(replica, new SwarmApplication(replica));

    /// <summary>A decision may be of an earlier view than those of its sender and its receiver, the later of which counts.</summary>
    private bool AreTogether(int node, int other, int sender, in ConsensusMessage message)
    {
        ref var reached = ref _reached[sender];
        if (message.Kind != MessageKind.Decision)
        {
            reached = Math.Max(reached, message.View);
        }

        var view = message.Kind == MessageKind.Decision ? Math.Max(_reached[node], _reached[other]) : message.View;
        return view >= views || TwinsSpace.AreTogether(TwinsSpace.ConfigurationOf(schedule, view), node, other);
    }

    /// <summary>Two observers.</summary>
    private sealed class Both(ICommitteeObserver first, ICommitteeObserver second) : ICommitteeObserver
    {
        public void Sent(SimTime now, int receiver, in ConsensusMessage message)
        {
            first.Sent(now, receiver, message);
            second.Sent(now, receiver, message);
        }

        public void Delivered(SimTime now, int receiver, in ConsensusMessage message)
        {
            first.Delivered(now, receiver, message);
            second.Delivered(now, receiver, message);
        }

        public void Dropped(SimTime now, int receiver, in ConsensusMessage message)
        {
            first.Dropped(now, receiver, message);
            second.Dropped(now, receiver, message);
        }

        public void TimerExpired(SimTime now, int replica)
        {
            first.TimerExpired(now, replica);
            second.TimerExpired(now, replica);
        }

        public void Committed(SimTime now, int replica, Decision decision)
        {
            first.Committed(now, replica, decision);
            second.Committed(now, replica, decision);
        }
    }
}
