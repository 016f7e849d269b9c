using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Protocols;

namespace TwoLayerChainSim.Tests.Conformance;

/// <summary>
/// Raft's five properties (Ongaro and Ousterhout 2014, Fig. 3), looked up in the replicas before every event of a run.
/// </summary>
/// <param name="replicas">The replicas; more may join while the run is set up.</param>
internal sealed class RaftCheckers(IReadOnlyList<Raft> replicas) : ICommitteeObserver
{
    private readonly Dictionary<int, Raft> _leaders = [];
    private readonly Dictionary<Raft, (int Term, LogEntry[] Log)> _ledLogs = [];
    private readonly List<LogEntry> _committed = [];

    public HashSet<string> Violations { get; } = [];

    public void Sent(SimTime now, int receiver, in ConsensusMessage message)
    {
    }

    public void Delivered(SimTime now, int receiver, in ConsensusMessage message) => Check();

    public void Dropped(SimTime now, int receiver, in ConsensusMessage message) => Check();

    public void TimerExpired(SimTime now, int replica) => Check();

    public void Committed(SimTime now, int replica, Decision decision)
    {
    }

    public void Check()
    {
        foreach (var replica in replicas)
        {
            CheckCommitted(replica);
        }

        foreach (var leader in replicas.Where(replica => replica.IsLeader))
        {
            CheckLeader(leader);
        }

        for (var i = 0; i < replicas.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                CheckMatching(replicas[i].Log, replicas[j].Log);
            }
        }
    }

    private void CheckCommitted(Raft replica)
    {
        Demand(replica.CommitIndex <= replica.Log.LastIndex, "state machine safety");
        for (var index = 1; index <= Math.Min(replica.CommitIndex, replica.Log.LastIndex); index++)
        {
            if (index > _committed.Count)
            {
                _committed.Add(replica.Log[index]);
            }

            Demand(_committed[index - 1] == replica.Log[index], "state machine safety");
        }
    }

    private void CheckLeader(Raft leader)
    {
        Demand(_leaders.TryAdd(leader.Term, leader) || _leaders[leader.Term] == leader, "election safety");
        var log = leader.Log.From(1);
        if (_ledLogs.TryGetValue(leader, out var before) && before.Term == leader.Term)
        {
            Demand(log.Take(before.Log.Length).SequenceEqual(before.Log), "leader append-only");
        }
        else
        {
            Demand(log.Take(_committed.Count).SequenceEqual(_committed), "leader completeness");
        }

        _ledLogs[leader] = (leader.Term, [.. log]);
    }

    private void CheckMatching(RaftLog one, RaftLog other)
    {
        var agreed = Math.Min(one.LastIndex, other.LastIndex);
        while (agreed > 0 && one.TermAt(agreed) != other.TermAt(agreed))
        {
            agreed--;
        }

        for (var index = 1; index <= agreed; index++)
        {
            Demand(one[index] == other[index], "log matching");
        }
    }

    private void Demand(bool holds, string property)
    {
        if (!holds)
        {
            Violations.Add(property);
        }
    }
}
