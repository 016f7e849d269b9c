using System.Globalization;
using System.Text;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Protocols;

namespace TwoLayerChainSim.Tests.Support;

/// <summary>Writes down what happens in a committee, one line an event, times in multiples of a unit.</summary>
internal sealed class MessageStory(SimDuration unit) : ICommitteeObserver
{
    private readonly StringBuilder _text = new();
    private (SimTime At, ConsensusMessage Message)? _sending;

    public string Text => _text.ToString() + "\n";

    public void Sent(SimTime now, int receiver, in ConsensusMessage message)
    {
        if (_sending == (now, message))
        {
            _text.Append(CultureInfo.InvariantCulture, $" {receiver}");
            return;
        }

        Line(now, $"replica {message.From} sends {Describe(message)} to {receiver}");
        _sending = (now, message);
    }

    public void Delivered(SimTime now, int receiver, in ConsensusMessage message) =>
        Line(now, $"replica {receiver} has {Describe(message)} from {message.From}");

    public void Dropped(SimTime now, int receiver, in ConsensusMessage message) =>
        Line(now, $"lost: {Describe(message)} from {message.From} to {receiver}");

    public void TimerExpired(SimTime now, int replica) => Line(now, $"replica {replica} loses patience");

    public void Committed(SimTime now, int replica, Decision decision) => Line(
        now, $"replica {replica} DECIDES {Short(decision.Proposal)} at height {decision.Height} in view {decision.View}");

    private static string Describe(in ConsensusMessage message)
    {
        var value = message.Value == default ? "" : $" {message.Value.ToString()[..4]}";
        var body = message.Body switch
        {
            ViewChange { Prepared: { } prepared } => $" prepared in view {prepared.Certificate.View}",
            NewView opening => $" backed by {string.Join(' ', opening.ViewChanges.Select(change => change.Sender))}",
            _ => "",
        };
        return $"{message.Kind}{value} (view {message.View}{body})";
    }

    private static string Short(Proposal proposal) => proposal.Value.ToString()[..4];

    private void Line(SimTime now, string text)
    {
        _sending = null;
        var time = (now - SimTime.Zero).TotalSeconds / unit.TotalSeconds;
        _text.Append(_text.Length == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"{time,8:F4}  {text}");
    }
}
