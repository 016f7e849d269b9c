using System.Globalization;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>Writes a run as lines, one for each message that is sent, arrives or is lost, each timer and each decision.</summary>
/// <param name="writer">Takes the lines.</param>
public sealed class SwarmStory(TextWriter writer) : ICommitteeObserver
{
    private const int DigestDigits = 8;

    /// <inheritdoc/>
    public void Sent(SimTime now, int receiver, in ConsensusMessage message) => Line(now, Text("sends", receiver, message));

    /// <inheritdoc/>
    public void Delivered(SimTime now, int receiver, in ConsensusMessage message) => Line(now, Text("reaches", receiver, message));

    /// <inheritdoc/>
    public void Dropped(SimTime now, int receiver, in ConsensusMessage message) => Line(now, Text("loses", receiver, message));

    /// <inheritdoc/>
    public void TimerExpired(SimTime now, int replica) => Line(now, $"{replica}: a timer runs out");

    /// <inheritdoc/>
    public void Committed(SimTime now, int replica, Decision decision) => Line(
        now,
        $"{replica} DECIDES height {decision.Height} in view {decision.View}: {Short(decision.Proposal.Value.ToString())} "
        + $"with votes of {string.Join(',', decision.Certificate.Signers)}");

    private static string Text(string verb, int receiver, in ConsensusMessage message) =>
        $"{message.From} {verb} {receiver}: {message.Kind} height {message.Height} view {message.View} "
        + $"value {(message.Value == default ? "-" : Short(message.Value.ToString()))}";

    private static string Short(string digest) => digest[..DigestDigits];

    private void Line(SimTime now, string text)
    {
        writer.Write(now.TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture).PadLeft(14));
        writer.Write(" s  ");
        writer.Write(text);
        writer.Write('\n');
    }
}
