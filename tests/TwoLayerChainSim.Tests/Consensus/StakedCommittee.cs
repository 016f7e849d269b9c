using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>A run of a committee whose members have stakes, over links without scatter, and who proposed in it.</summary>
internal sealed class StakedCommittee : IMessageRule
{
    private readonly SortedDictionary<(int Height, int View), SortedSet<int>> _proposers = [];

    public StakedCommittee(string protocol, double[] stakes, int heights = 1, ulong seed = 0, params int[] silent)
    {
        var committee = new TestCommittee(stakes.Length)
        {
            Law = new DeterministicDistribution(1),
            FaultOf = i => silent.Contains(i) ? new SilentReplica() : null,
            Rules = [this],
        }.Of(protocol);
        var wiring = committee.Wiring(0);
        var simulator = new Simulator();
        Run = CommitteeRun.Start(simulator, committee.Options with { Heights = heights, Seed = seed }, wiring with
        {
            Members = [.. wiring.Members.Select((member, i) => member with { Stake = stakes[i] })],
        });
        simulator.Run();
    }

    public CommitteeRun Run { get; }

    /// <summary>Who sent proposals, by height and view.</summary>
    public IEnumerable<((int Height, int View) When, int Who)> Proposers =>
        _proposers.SelectMany(pair => pair.Value.Select(who => (pair.Key, who)));

    /// <summary>Hops to the decision of the first height, by replica.</summary>
    public IEnumerable<double?> Hops => Run.Outcome.Decisions[0].CommitTimes.Select(
        time => time is { } at ? Math.Round(TestCommittee.InUnits(at - Run.Outcome.Started), 6) : (double?)null);

    public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now)
    {
        if (message.Kind is MessageKind.PrePrepare or MessageKind.NewView)
        {
            var when = (message.Height, message.View);
            _proposers[when] = [.. _proposers.GetValueOrDefault(when, []), from];
        }

        return MessageVerdict.Pass;
    }
}
