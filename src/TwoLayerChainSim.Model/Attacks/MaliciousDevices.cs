using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Attacks;

/// <summary>Which devices are malicious: a fixed set, drawn once per replication and shared by all compared schemes.</summary>
public static class MaliciousDevices
{
    /// <summary>Draws the set.</summary>
    /// <param name="deviceCount">Number of devices.</param>
    /// <param name="fraction">Share of malicious devices, [0, 1]; the number is rounded to the nearest.</param>
    /// <param name="streams">The streams of the replication.</param>
    /// <returns>True for each malicious device.</returns>
    public static bool[] Draw(int deviceCount, double fraction, RandomStreams streams)
    {
        var count = (int)Math.Round(fraction * deviceCount, MidpointRounding.AwayFromZero);
        var order = Enumerable.Range(0, deviceCount).ToArray();
        streams.Stream("malicious-devices").Shuffle<int>(order);
        var malicious = new bool[deviceCount];
        foreach (var device in order.AsSpan(0, count))
        {
            malicious[device] = true;
        }

        return malicious;
    }
}
