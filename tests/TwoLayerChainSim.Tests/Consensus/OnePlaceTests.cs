using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Swarm;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Network;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Two nodes of a backbone at one place (TESTING.md §3.1: M23).</summary>
public class OnePlaceTests
{
    private static readonly int[] Sizes = [4, 5, 7, 10];

    public static TheoryData<string> Protocols => [.. SwarmGenerator.AllProtocols];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void M23_nodes_at_one_place_are_interchangeable(string protocol)
    {
        for (var replication = 0; replication < 50; replication++)
        {
            var (graph, a, b) = Graph(replication);
            ImmutableArray<int> nodes = [.. Enumerable.Range(0, graph.Nodes.Length)];
            var swapped = nodes.SetItem(a, b).SetItem(b, a);
            var options = new CommitteeOptions
            {
                Protocol = protocol,
                Heights = 3,
                FirstLeader = replication % 3 == 0 ? a : 0,
                ProcessingTime = SimDuration.FromMilliseconds(replication % 2),
            };
            Assert.Equal(Times(graph, nodes, options), Times(graph, swapped, options));
        }
    }

    [Fact]
    public void Nodes_at_two_places_are_not()
    {
        var (graph, a, b) = Graph(1, isOnePlace: false);
        ImmutableArray<int> nodes = [.. Enumerable.Range(0, graph.Nodes.Length)];
        Assert.NotEqual(Times(graph, nodes, new()), Times(graph, nodes.SetItem(a, b).SetItem(b, a), new()));
    }

    /// <summary>Links between any two of some places on the Earth, with the delay of light in fibre; two places are one.</summary>
    private static (BackboneGraph Graph, int A, int B) Graph(int replication, bool isOnePlace = true)
    {
        var (size, stream) = (Sizes[replication % Sizes.Length], new RandomStreams(23, replication).Stream("places"));
        GeoLocation[] places =
            [.. Enumerable.Range(0, size).Select(_ => new GeoLocation(stream.NextDouble() * 60, stream.NextDouble() * 90))];
        var (a, b) = (1 + stream.NextInt(size - 2), size - 1);
        places[b] = isOnePlace ? places[a] : places[b];
        var links = from one in Enumerable.Range(0, size)
                    from other in Enumerable.Range(one + 1, size - one - 1)
                    select new BackboneLink(one, other, 1e9, Fibre(places[one], places[other]));
        return (new([.. places.Select((place, node) => new BackboneNode($"n{node}", place))], [.. links]), a, b);
    }

    private static DelayLaw Fibre(GeoLocation one, GeoLocation other) =>
        new(new DeterministicDistribution(one.DistanceMetres(other) / 2e8), SimDuration.FromSeconds(1));

    /// <summary>The instants of all decisions, by height and place in the committee.</summary>
    private static List<SimTime?> Times(BackboneGraph graph, ImmutableArray<int> nodes, CommitteeOptions options)
    {
        var simulator = new Simulator();
        var transport = new BackboneTransport(new(simulator, graph, new(1, 0)), nodes);
        var members = nodes.Select((_, place) => new CommitteeMember(place, new HonestApplication()));
        var run = CommitteeRun.Start(simulator, options, new([.. members], transport, new KeyRing(1)));
        simulator.Run();
        Assert.Equal(ConsensusStatus.Decided, run.Outcome.Status);
        return [.. run.Outcome.Decisions.SelectMany(decision => decision.CommitTimes)];
    }
}
