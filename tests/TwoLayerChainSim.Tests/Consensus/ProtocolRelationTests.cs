using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Exact relations (TESTING.md §3.1: M1, M9, M15, M18, M20, M24 to M30) of every protocol on random committees.</summary>
public class ProtocolRelationTests
{
    private static readonly int[] Sizes = [4, 5, 7, 10];

    public static TheoryData<string, int> Runs()
    {
        var rows = new TheoryData<string, int>();
        foreach (var entry in ConsensusCatalog.Entries.Where(entry => entry.Committee is not null))
        {
            for (var replication = 0; replication < 8; replication++)
            {
                rows.Add(entry.Name, replication);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_loss_rule_that_loses_nothing_changes_nothing(string protocol, int replication)
    {
        var plain = Committee(protocol, replication);
        Same(plain.Decide(replication), (plain with { Rules = [new Rule((_, _) => MessageVerdict.Pass)] }).Decide(replication));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Duplicates_double_the_traffic_and_change_no_decision(string protocol, int replication)
    {
        // M20: votes are counted by sender, not by message.
        var plain = Committee(protocol, replication);
        var twice = plain with { Rules = [new Rule((_, _) => new(MessageFate.Duplicate, TestCommittee.Unit))] };
        var (one, two) = (plain.Decide(replication), twice.Decide(replication));
        Assert.Equal(Times(one), Times(two));
        Assert.Equal(2 * one.Messages, two.Messages);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_fault_that_begins_after_the_end_changes_nothing(string protocol, int replication)
    {
        // M24.
        var plain = Committee(protocol, replication);
        var late = plain with { FaultOf = i => i == 1 ? new CrashedReplica(SimDuration.FromSeconds(100)) : null };
        var (without, with) = (Times(plain.Decide(replication)), Times(late.Decide(replication)));
        without[1] = with[1] = null;
        Assert.Equal(without, with);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Crashed_from_the_start_and_silent_are_the_same_to_the_others(string protocol, int replication)
    {
        // M25; the leader is among them in some replications.
        var plain = Committee(protocol, replication);
        bool IsFaulty(int i) => (i + replication) % plain.Replicas < Protocol(plain).Faults(plain.Replicas);
        var crashed = plain with { FaultOf = i => IsFaulty(i) ? new CrashedReplica(SimDuration.Zero) : null };
        var silent = plain with { FaultOf = i => IsFaulty(i) ? new SilentReplica() : null };
        Same(crashed.Decide(replication), silent.Decide(replication));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Timers_longer_than_the_run_are_as_good_as_none(string protocol, int replication)
    {
        // M26.
        var plain = Committee(protocol, replication);
        var untimed = plain with { FaultOf = _ => null, Options = plain.Options with { BaseTimeout = SimDuration.FromSeconds(1e6) } };
        Same(plain.Decide(replication), untimed.Decide(replication));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void One_longer_delay_makes_no_commit_earlier(string protocol, int replication)
    {
        // M27: delays belong to (sender, receiver, kind), so that only one of them changes.
        var plain = Committee(protocol, replication);
        var links = new KeyedDelays((ulong)replication);
        var pick = new RandomStreams(3, replication).Stream("pick");
        var (from, receiver, kind) =
            (pick.NextInt(plain.Replicas), pick.NextInt(plain.Replicas), (MessageKind)(1 + pick.NextInt(3)));
        var before = Times((plain with { Delays = links }).Decide());
        var after = Times((plain with { Delays = links with { Slower = (from, receiver, kind) } }).Decide());
        Assert.All(before.Zip(after), pair => Assert.True(pair.Second >= pair.First));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_larger_quorum_makes_no_commit_earlier(string protocol, int replication)
    {
        // M28: Q against Q + 1 with the same delays.
        var plain = Committee(protocol, replication) with { Delays = new KeyedDelays((ulong)replication) };
        var (few, many) = (WithQuorum(plain, extra: 0), WithQuorum(plain, extra: 1));
        Assert.All(few.Zip(many), pair => Assert.True(pair.Second >= pair.First));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_fault_free_decision_costs_the_messages_of_the_closed_form(string protocol, int replication)
    {
        // M29; on links of several lengths the run may end before every message that decides nothing is sent.
        var plain = Committee(protocol, replication);
        var even = plain with { Law = new DeterministicDistribution(2) };
        Assert.Equal(Protocol(plain).Messages(plain.Replicas), even.Decide(replication).Messages);
        Assert.InRange(plain.Decide(replication).Messages, 0, Protocol(plain).Messages(plain.Replicas));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_processor_that_takes_no_time_is_as_good_as_none(string protocol, int replication)
    {
        // M30: against a second host that has no processors at all.
        var plain = Committee(protocol, replication) with { Delays = new KeyedDelays((ulong)replication) };
        Assert.Equal(WithQuorum(plain, extra: 0), Times(plain.Decide()).Select(time => time!.Value.Nanoseconds));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Relabelled_backups_decide_at_permuted_times(string protocol, int replication)
    {
        // M9: the last two backups change places, if both have a vote or neither, and none leads a later block
        // or may be drawn to lead.
        var plain = Committee(protocol, replication);
        if (Protocol(plain).Voters(plain.Replicas) == plain.Replicas - 1 || protocol is "hotstuff-chained" or "pos")
        {
            return;
        }

        var (a, b) = (plain.Replicas - 2, plain.Replicas - 1);
        int Swap(int i) => i == a ? b : i == b ? a : i;
        var links = new KeyedDelays((ulong)replication);
        var before = Times((plain with { Delays = links }).Decide());
        var after = Times((plain with { Delays = links with { NameOf = Swap } }).Decide());
        Assert.Equal(before, [.. Enumerable.Range(0, plain.Replicas).Select(i => after[Swap(i)])]);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Another_first_leader_decides_at_rotated_times(string protocol, int replication)
    {
        // M15: leader k of replicas that are all renumbered by k, if all have a vote whatever their number.
        var plain = Committee(protocol, replication);
        if (Protocol(plain).Voters(plain.Replicas) < plain.Replicas)
        {
            return;
        }

        var (n, k) = (plain.Replicas, 1 + (replication % 3));
        var links = new KeyedDelays((ulong)replication);
        var before = Times((plain with { Delays = links }).Decide());
        var rotated = plain with
        {
            Delays = links with { NameOf = i => (i + n - k) % n },
            Options = plain.Options with { FirstLeader = k },
        };
        var after = Times(rotated.Decide());
        Assert.Equal(before, [.. Enumerable.Range(0, n).Select(i => after[(i + k) % n])]);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Three_times_longer_delays_and_timers_give_three_times_longer_decisions(string protocol, int replication)
    {
        // M1.
        var plain = Committee(protocol, replication);
        var links = new KeyedDelays((ulong)replication);
        var slow = plain with
        {
            Delays = links with { Factor = 3 },
            Options = plain.Options with { BaseTimeout = plain.Options.BaseTimeout * 3 },
        };
        var before = Times((plain with { Delays = links }).Decide());
        Assert.Equal([.. before.Select(time => 3 * time!.Value.Nanoseconds)], Times(slow.Decide()).Select(time => time!.Value.Nanoseconds));
    }

    private static TestCommittee Committee(string protocol, int replication) => new TestCommittee(Sizes[replication % Sizes.Length])
    {
        Seed = 99,
    }.Of(protocol).With(Fidelity.Message);

    private static SimTime?[] Times(ConsensusOutcome outcome) => [.. outcome.Decisions[0].CommitTimes];

    private static void Same(ConsensusOutcome one, ConsensusOutcome other)
    {
        Assert.Equal(Times(one), Times(other));
        Assert.Equal(one.Messages, other.Messages);
    }

    private static CommitteeProtocol Protocol(TestCommittee committee) =>
        ConsensusCatalog.FindCommittee(committee.Options.Protocol);

    /// <summary>Commit times of replicas with a larger quorum than they need, on their own little host.</summary>
    private static long[] WithQuorum(TestCommittee committee, int extra) => new QuorumBench(
        Protocol(committee), committee.Replicas, Protocol(committee).Quorum(committee.Replicas) + extra,
        (KeyedDelays)committee.Delays!).CommitTimes();

    private sealed class Rule(Func<int, int, MessageVerdict> judge) : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) => judge(from, receiver);
    }
}
