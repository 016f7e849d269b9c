using System.Globalization;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Experiments.Swarm.Shrinking;

/// <summary>Tells a run in a few lines: one for what a replica sends at one instant to some others, and what gets lost.</summary>
public sealed class ShortStory : ICommitteeObserver
{
    /// <summary>Most lines.</summary>
    public const int LinesMax = 30;

    private const int FirstLines = 9;
    private const string DecidesWord = "DECIDES";

    private readonly List<string> _lines = [];
    private readonly List<int> _receivers = [];
    private ConsensusMessage _message;
    private SimTime _now;

    /// <summary>The story so far; of one that is too long, the middle is left out except for the decisions.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            Flush();
            if (_lines.Count <= LinesMax)
            {
                return _lines;
            }

            var left = _lines.Count - LinesMax + 1;
            var middle = _lines.Skip(FirstLines).ToList();
            for (var i = 0; i < middle.Count && left > 0;)
            {
                if (middle[i].Contains(DecidesWord, StringComparison.Ordinal))
                {
                    i++;
                }
                else
                {
                    middle.RemoveAt(i);
                    left--;
                }
            }

            return [.. _lines.Take(FirstLines), "       ...", .. middle.TakeLast(LinesMax - FirstLines - 1)];
        }
    }

    /// <inheritdoc/>
    public void Sent(SimTime now, int receiver, in ConsensusMessage message)
    {
        if (now != _now || message != _message)
        {
            Flush();
        }

        (_now, _message) = (now, message);
        _receivers.Add(receiver);
    }

    /// <inheritdoc/>
    public void Delivered(SimTime now, int receiver, in ConsensusMessage message)
    {
    }

    /// <inheritdoc/>
    public void Dropped(SimTime now, int receiver, in ConsensusMessage message) =>
        Add(now, $"{receiver} never gets {Text(message)} of {message.From}");

    /// <inheritdoc/>
    public void TimerExpired(SimTime now, int replica) => Add(now, $"{replica} waits no longer");

    /// <inheritdoc/>
    public void Committed(SimTime now, int replica, Decision decision) => Add(
        now,
        $"{replica} {DecidesWord} {Short(decision.Proposal.Value.ToString())} at height {decision.Height} in view {decision.View} "
        + $"with the votes of {string.Join(',', decision.Certificate.Signers)}");

    private static string Text(in ConsensusMessage message) =>
        $"{message.Kind} {(message.Value == default ? "-" : Short(message.Value.ToString()))} "
        + $"(height {message.Height}, view {message.View})";

    private static string Short(string digest) => digest[..6];

    private void Flush()
    {
        if (_receivers.Count > 0)
        {
            var text = $"{_message.From} to {string.Join(',', _receivers)}: {Text(_message)}";
            _receivers.Clear();
            Write(_now, text);
        }
    }

    private void Add(SimTime now, string text)
    {
        Flush();
        Write(now, text);
    }

    private void Write(SimTime now, string text) =>
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{now.TotalSeconds,10:0.000} s  {text}"));
}
