using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>How a trial of a committee ended, the worst last.</summary>
public enum TrialEnd
{
    /// <summary>The correct members decided what a correct member proposes.</summary>
    Decided,

    /// <summary>They came to no decision within the views of an episode.</summary>
    NoProgress,

    /// <summary>What the Byzantine members want was decided: the committee is captured.</summary>
    Captured,

    /// <summary>Two correct members decided different values.</summary>
    Diverged,
}

/// <summary>
/// Single decisions of the two-layer scheme's committees with Byzantine members, message by message, without learning and
/// radio: shards and the whole GMUC over the backbone, local chains over the propagation delay of D2D.
/// </summary>
/// <param name="options">The substrate.</param>
/// <param name="schemes">The two-layer scheme: the protocol of each layer.</param>
/// <param name="misbehaviour">What the Byzantine members do.</param>
public sealed class CommitteeTrials(SubstrateOptions options, TwoLayerOptions schemes, Misbehaviour misbehaviour)
{
    private readonly BackboneGraph _graph = options.BackboneGraph ?? BackboneGraph.FullMesh(options.MecNodes, options.Backbone);

    /// <summary>A decision of MEC nodes: of a shard, or of the whole GMUC.</summary>
    /// <param name="streams">The streams of the trial.</param>
    /// <param name="nodes">The MEC nodes of the committee.</param>
    /// <param name="isByzantine">Which MEC nodes are Byzantine.</param>
    public TrialEnd OfMecNodes(RandomStreams streams, ImmutableArray<int> nodes, Func<int, bool> isByzantine)
    {
        var simulator = new Simulator();
        var transport = new BackboneTransport(new(simulator, _graph, streams), nodes);
        return Decide(simulator, streams, schemes.GlobalConsensus, [.. nodes.Select(Substrate.NodeOfMec)], transport, isByzantine);
    }

    /// <summary>A decision of a local chain: the devices of a cell and their MEC node.</summary>
    /// <param name="streams">The streams of the trial.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="isByzantineMec">Which MEC nodes are Byzantine.</param>
    /// <param name="isByzantineDevice">Which devices are Byzantine, by their number from 0 over all cells.</param>
    public TrialEnd OfCell(
        RandomStreams streams, int cell, Func<int, bool> isByzantineMec, Func<int, bool> isByzantineDevice)
    {
        int[] nodes =
        [
            .. Enumerable.Range(options.MecNodes + (cell * options.DevicesPerMec), options.DevicesPerMec),
            Substrate.NodeOfMec(cell),
        ];
        var links = new DelayLawLinks(options.D2d.Propagation, streams, nodes, "stress-local-link")
        {
            // 1 bit/s/Hz, as blocks of a mining local chain.
            RateBitsPerSecond = options.D2d.ChannelBandwidthHz,
        };
        return Decide(new(), streams, schemes.LocalConsensus, nodes, new DelayTransport(links), node =>
            node < options.MecNodes ? isByzantineMec(node) : isByzantineDevice(node - options.MecNodes));
    }

    private TrialEnd Decide(
        Simulator simulator, RandomStreams streams, string protocol, int[] nodes, ICommitteeTransport transport,
        Func<int, bool> isByzantine)
    {
        var values = new ContestedValues(options.Chain.BlockHeaderBits);
        var members = options.Chain.WithStakes(values.Members(nodes, [.. nodes.Select(isByzantine)], misbehaviour));
        var run = CommitteeRun.Start(
            simulator,
            options.Chain.Committee(protocol, options.TimeUnit) with
            {
                FirstLeader = streams.Replication % nodes.Length,
                Seed = streams.Key("stress-consensus"),
                Fidelity = Fidelity.Message,
            },
            new(members, transport, new KeyRing(streams.Key("signing-keys"))));
        simulator.Run();
        return values.Judge(run.Outcome);
    }
}
