using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Attacks;

/// <summary>The faults of a plan in one replication: who is chosen, and what becomes of a committee.</summary>
/// <param name="plan">The plan.</param>
/// <param name="mecNodes">Number of MEC nodes; on ledgers they come first, the devices after them.</param>
/// <param name="deviceIds">A stable number of each device.</param>
/// <param name="streams">The streams of the replication; each fault has its own, named after it.</param>
public sealed class FaultSchedule(FaultPlan plan, int mecNodes, IReadOnlyList<long> deviceIds, RandomStreams streams)
{
    private readonly ImmutableArray<bool[]> _chosen =
        [.. plan.Faults.Select(fault => fault.On switch
        {
            FaultTarget.Devices => fault.Select.Choose(deviceIds.Count, device => deviceIds[device], Draw(streams, fault)),
            FaultTarget.MecNodes => fault.Select.Choose(mecNodes, mec => -1 - mec, Draw(streams, fault)),
            _ => [],
        })];

    /// <summary>How many times slower a device computes in an episode.</summary>
    /// <param name="device">The device.</param>
    /// <param name="episode">Episode number.</param>
    /// <param name="start">When the episode began.</param>
    public double Slowness(int device, int episode, SimTime start) =>
        During(FaultKind.SlowDevice, device, episode, start).Aggregate(1.0, (slowness, fault) => slowness * fault.Factor);

    /// <summary>Whether a MEC node is down in an episode.</summary>
    /// <param name="mec">The MEC node.</param>
    /// <param name="episode">Episode number.</param>
    /// <param name="start">When the episode began.</param>
    public bool IsDown(int mec, int episode, SimTime start) => During(FaultKind.MecDown, mec, episode, start).Any();

    /// <summary>A committee with the faults that hit it; the same one when there is none.</summary>
    /// <param name="wiring">The committee without them.</param>
    /// <param name="scene">Where and when it decides.</param>
    public CommitteeWiring Apply(CommitteeWiring wiring, CommitteeScene scene)
    {
        var hits = new CommitteeHits(wiring, scene, streams);
        for (var i = 0; i < _chosen.Length; i++)
        {
            var fault = plan.Faults[i];
            var isOn = fault.Kind is FaultKind.MecDown or FaultKind.SlowDevice
                ? fault.MayBeOn(scene.Episode, scene.EpisodeStart, scene.EpisodeStart)
                : fault.MayBeOn(scene.Episode, scene.Now, scene.LatestEnd);
            if (isOn && (fault.Layers & scene.Layer) != 0)
            {
                hits.Add(fault, Replicas(fault, _chosen[i], wiring, scene));
            }
        }

        return hits.Apply();
    }

    /// <summary>The draw of a candidate: a pure function of the fault and the candidate.</summary>
    /// <summary>The faults of a kind that holds for whole episodes, as far as they hit a device or MEC node.</summary>
    private IEnumerable<FaultSpec> During(FaultKind kind, int index, int episode, SimTime start) => plan.Faults.Where(
        (fault, i) => fault.Kind == kind && fault.MayBeOn(episode, start, start) && _chosen[i][index]);

    private static Func<long, double> Draw(RandomStreams streams, FaultSpec fault, long part = 0) =>
        id => streams.Stream("fault-choice:" + fault.Name, id, part).NextDouble();

    /// <summary>Positions in the committee that a fault takes.</summary>
    private ImmutableArray<int> Replicas(FaultSpec fault, bool[] chosen, CommitteeWiring wiring, CommitteeScene scene)
    {
        var members = wiring.Members;
        var isTaken = fault.On switch
        {
            FaultTarget.MecNodes => [.. members.Select(member => member.Node < mecNodes && chosen[member.Node])],
            FaultTarget.Devices => [.. members.Select(member => member.Node >= mecNodes && chosen[member.Node - mecNodes])],
            FaultTarget.Validators => fault.Select.Choose(
                members.Count, replica => IdOf(members[replica].Node), Draw(streams, fault, (long)(StableHash.Of(scene.Ledger) >> 1))),
            _ => new bool[members.Count],
        };
        return [.. Enumerable.Range(0, members.Count).Where(replica => isTaken[replica])];
    }

    private long IdOf(int node) => node < mecNodes ? -1 - node : deviceIds[node - mecNodes];
}
