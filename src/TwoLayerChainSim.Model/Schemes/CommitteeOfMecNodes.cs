using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Network;
using Transmission = TwoLayerChainSim.Model.Consensus.Committees.Transmission;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>One consensus decision among MEC nodes over the backbone; leaders take turns by episode.</summary>
/// <param name="world">The substrate.</param>
/// <param name="nodes">The MEC nodes of the committee, in order.</param>
/// <param name="protocol">Name of the protocol.</param>
/// <param name="ledger">Name of the chain that it decides about.</param>
internal sealed class CommitteeOfMecNodes(Substrate world, ImmutableArray<int> nodes, string protocol, string ledger)
{
    /// <summary>Position of the leader of the first view.</summary>
    /// <param name="episode">Episode number.</param>
    public int FirstLeader(int episode) => episode % nodes.Length;

    /// <summary>Decides on a proposal; completes when every node that does not malfunction has decided.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="honest">What a correct node proposes and accepts.</param>
    /// <param name="spoiled">What a malfunctioning node computes instead; null where nothing is recomputed before voting.</param>
    /// <param name="poisoned">What a coalition wants instead, by its strength.</param>
    public async Task<CommitteeRun> Decide(
        Episode episode, Proposal honest, Func<int, Proposal>? spoiled, Func<double, Proposal> poisoned)
    {
        var malfunctions = spoiled is null ? new bool[world.Options.MecNodes] : world.Malfunctioning(episode.Number);
        var members = nodes.Select(node => malfunctions[node]
            ? new CommitteeMember(
                Substrate.NodeOfMec(node), new AgreedProposal(spoiled!(node)), new MalfunctioningReplica())
            : new CommitteeMember(Substrate.NodeOfMec(node), new AgreedProposal(honest)));
        var options = world.Options.Chain.Committee(protocol, world.Options.TimeUnit);
        var wiring = world.Faults.Apply(
            new(
                world.Options.Chain.WithStakes(members),
                new BackboneTransport(world.Backbone, [.. nodes.Select(world.BackboneNode)]),
                world.Keys),
            episode.Scene(ledger, ChainLayers.Global, options) with
            {
                Poisoned = strength => new AgreedProposal(poisoned(strength)),
            });
        var samplesRounds = SamplesRounds(options, wiring);
        var run = CommitteeRun.Start(
            world.Simulator,
            options with
            {
                FirstLeader = FirstLeader(episode.Number),
                Seed = world.Streams.Key("gmuc-consensus", nodes[0], episode.Number),
                Fidelity = samplesRounds ? options.Fidelity : Fidelity.Message,
            },
            samplesRounds ? wiring with { Transport = RoundTransport(episode.Number) } : wiring);
        await run.Finished;
        var outcome = run.Outcome;
        episode.Traffic.GlobalChainMessages += outcome.Messages;
        episode.Traffic.BackboneBits += outcome.Bits;
        episode.Counts = episode.Counts with { ViewChanges = episode.Counts.ViewChanges + outcome.ViewChanges };
        return run;
    }

    /// <summary>
    /// A decision can be sampled as a whole where the protocol has it and nothing feeds back: no fault, no processing time, and
    /// links without queues, which those of the full mesh nearly are: one vote behind another.
    /// </summary>
    private bool SamplesRounds(CommitteeOptions options, CommitteeWiring wiring) =>
        options.Fidelity != Fidelity.Message
        && ConsensusCatalog.FindCommittee(protocol).Round is not null
        && options.ProcessingTime == SimDuration.Zero
        && world.Options.BackboneGraph is null
        && wiring.Rules.Count == 0
        && wiring.Members.All(member => member.Fault is null && member.IsAwaited);

    private DelayTransport RoundTransport(int episode) => new(new DelayLawLinks(
        world.Options.Backbone.Delay,
        world.Streams,
        [.. nodes.Select(Substrate.NodeOfMec)],
        "backbone-round",
        episode)
    {
        RateBitsPerSecond = world.Options.Backbone.RateBitsPerSecond,
    });
}

/// <summary>Messages of a committee of MEC nodes over the backbone.</summary>
/// <param name="backbone">The backbone.</param>
/// <param name="nodes">Nodes of the backbone by replica index.</param>
internal sealed class BackboneTransport(BackboneNetwork backbone, ImmutableArray<int> nodes) : ICommitteeTransport
{
    public void Transmit(in Transmission transmission)
    {
        for (var i = 0; i < transmission.Receivers.Length; i++)
        {
            var arrival = transmission.ArrivalAt(i);
            backbone.Send(
                nodes[transmission.From], nodes[transmission.Receivers[i]], transmission.SizeBits, arrival.Sink, arrival.Token);
        }
    }
}
