using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// The members of an LMUC and who of them hears whom directly. Members are numbered from 0 in the order given. Immutable.
/// </summary>
/// <remarks>
/// Two transmitters <em>conflict</em> when one of them, or a receiver of one of them, is in range of the other (protocol model
/// of Gupta and Kumar 2000). On one channel conflicting transmitters take turns (a device listens before it talks); others
/// send at the same time and interfere.
/// </remarks>
public sealed class D2dGroup
{
    private readonly RadioLink[,] _links;
    private readonly bool[,] _conflicts;

    /// <summary>The group of some devices.</summary>
    /// <param name="topology">Who is where.</param>
    /// <param name="members">Device numbers, all different.</param>
    /// <param name="rangeMetres">Largest distance of a pair in metres.</param>
    /// <param name="budget">Gives the links.</param>
    public D2dGroup(Topology topology, ImmutableArray<int> members, double rangeMetres, LinkBudget budget)
    {
        Members = members;
        var count = members.Length;
        var positions = members.Select(device => topology.Devices[device].Position).ToArray();
        _links = new RadioLink[count, count];
        var hearers = ImmutableArray.CreateBuilder<ImmutableArray<int>>(count);
        for (var from = 0; from < count; from++)
        {
            for (var to = 0; to < count; to++)
            {
                _links[from, to] = from == to ? default : budget.DeviceToDevice(members[from], members[to]);
            }

            hearers.Add([.. Enumerable.Range(0, count).Where(to =>
                to != from && positions[from].DistanceMetres(positions[to]) <= rangeMetres)]);
        }

        Hearers = hearers.MoveToImmutable();
        _conflicts = new bool[count, count];
        for (var from = 0; from < count; from++)
        {
            foreach (var near in Hearers[from])
            {
                _conflicts[from, near] = true;
                foreach (var nextButOne in Hearers[near])
                {
                    _conflicts[from, nextButOne] |= nextButOne != from;
                }
            }
        }
    }

    /// <summary>Device numbers of the members.</summary>
    public ImmutableArray<int> Members { get; }

    /// <summary>For each member, the members in its range, in order.</summary>
    public ImmutableArray<ImmutableArray<int>> Hearers { get; }

    /// <summary>The link between two different members, without interference.</summary>
    /// <param name="from">Transmitting member.</param>
    /// <param name="to">Receiving member.</param>
    public RadioLink Link(int from, int to) => _links[from, to];

    /// <summary>True when two members must not transmit on one channel at the same time.</summary>
    /// <param name="one">A member.</param>
    /// <param name="other">Another member.</param>
    public bool Conflict(int one, int other) => _conflicts[one, other];
}
