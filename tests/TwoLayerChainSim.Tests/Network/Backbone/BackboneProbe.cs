using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Backbone;

/// <summary>A backbone on its own, with a record of what it delivered.</summary>
internal sealed class BackboneProbe : IEventHandler
{
    public BackboneProbe(BackboneGraph graph, params INetworkRule[] rules)
    {
        Simulator = new();
        Network = new(Simulator, graph, new RandomStreams(1, 0), new MessageGate([.. rules]));
    }

    public Simulator Simulator { get; }

    public BackboneNetwork Network { get; }

    /// <summary>Token and instant of each delivery, in order.</summary>
    public List<(long Token, SimTime At)> Delivered { get; } = [];

    public void Handle(long token) => Delivered.Add((token, Simulator.Now));

    public SimTime TimeOf(long token) => Delivered.Single(entry => entry.Token == token).At;

    /// <summary>Nodes n0, n1, ... in a row, with equal links.</summary>
    public static BackboneGraph Line(int nodes, double rateBitsPerSecond, DelayLaw delay) => new(
        [.. Enumerable.Range(0, nodes).Select(i => new BackboneNode($"n{i}"))],
        [.. Enumerable.Range(0, nodes - 1).Select(i => new BackboneLink(i, i + 1, rateBitsPerSecond, delay))]);

    public static DelayLaw Fixed(long nanoseconds) => new(new DeterministicDistribution(nanoseconds), new(1));

    public static ImmutableArray<BackboneNode> Nodes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new BackboneNode($"n{i}"))];
}
