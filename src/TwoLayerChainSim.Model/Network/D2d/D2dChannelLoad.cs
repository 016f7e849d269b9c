namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// What happens on one D2D channel when several members of a group transmit on it: members whose conflicts connect them take
/// turns, and the members of other turns interfere.
/// </summary>
/// <param name="group">The group.</param>
/// <param name="bandwidthHz">Bandwidth of a channel in Hz.</param>
internal sealed class D2dChannelLoad(D2dGroup group, double bandwidthHz)
{
    private readonly double[] _aloneSecondsPerBit =
    [
        .. Enumerable.Range(0, group.Members.Length).Select(member => SecondsPerBit(group, member, bandwidthHz, [], [], 0)),
    ];

    /// <summary>The turn of each transmitter on one channel: the number of the first transmitter that its conflicts lead to.</summary>
    /// <param name="group">The group.</param>
    /// <param name="members">The transmitters on the channel.</param>
    /// <param name="turns">Where the turn of each goes.</param>
    public static void Turns(D2dGroup group, ReadOnlySpan<int> members, Span<int> turns)
    {
        for (var i = 0; i < members.Length; i++)
        {
            turns[i] = i;
            for (var j = 0; j < i; j++)
            {
                if (turns[j] != turns[i] && group.Conflict(members[i], members[j]))
                {
                    // The two turns become one, named by its first transmitter.
                    var (kept, merged) = (Math.Min(turns[i], turns[j]), Math.Max(turns[i], turns[j]));
                    turns[..(i + 1)].Replace(merged, kept);
                }
            }
        }
    }

    /// <summary>
    /// Interference over noise density in Hz at a receiver: all transmitters of other turns on the channel, always on, at their
    /// mean gains.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="receiver">The receiving member.</param>
    /// <param name="members">The transmitters on the channel.</param>
    /// <param name="turns">Their turns.</param>
    /// <param name="ownTurn">The turn of the transmitter that the receiver listens to.</param>
    public static double InterferenceHz(
        D2dGroup group, int receiver, ReadOnlySpan<int> members, ReadOnlySpan<int> turns, int ownTurn)
    {
        var sum = 0.0;
        for (var i = 0; i < members.Length; i++)
        {
            sum += turns[i] == ownTurn ? 0 : group.Link(members[i], receiver).CarrierToNoiseHz;
        }

        return sum;
    }

    /// <summary>Seconds that the slowest turn on the channel needs for one bit from each of its transmitters at mean gains.</summary>
    /// <param name="members">The transmitters on the channel.</param>
    public double SlowestSecondsPerBit(ReadOnlySpan<int> members)
    {
        Span<int> turns = stackalloc int[members.Length];
        Span<double> seconds = stackalloc double[members.Length];
        Turns(group, members, turns);
        var oneTurn = !turns.ContainsAnyExcept(0);
        for (var i = 0; i < members.Length; i++)
        {
            seconds[turns[i]] += oneTurn
                ? _aloneSecondsPerBit[members[i]]
                : SecondsPerBit(group, members[i], bandwidthHz, members, turns, turns[i]);
        }

        var slowest = 0.0;
        foreach (var turn in seconds)
        {
            slowest = Math.Max(slowest, turn);
        }

        return slowest;
    }

    /// <summary>Time of one bit from a member to the worst of its hearers; 0 when it has none.</summary>
    private static double SecondsPerBit(
        D2dGroup group,
        int member,
        double bandwidthHz,
        ReadOnlySpan<int> members,
        ReadOnlySpan<int> turns,
        int ownTurn)
    {
        var worst = double.PositiveInfinity;
        foreach (var hearer in group.Hearers[member])
        {
            var interference = InterferenceHz(group, hearer, members, turns, ownTurn);
            worst = Math.Min(worst, group.Link(member, hearer).CarrierToNoiseHz / (bandwidthHz + interference));
        }

        return 1 / ShannonRate.BitsPerSecond(bandwidthHz, worst);
    }
}
