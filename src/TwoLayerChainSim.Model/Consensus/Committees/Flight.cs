using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// One transmission on its way to its receivers. Its arrivals are sorted, and only the next one stands on the calendar, so
/// that a broadcast to n replicas does not make the calendar n entries deeper. Flights are reused.
/// </summary>
/// <param name="host">Who receives.</param>
/// <param name="simulator">The run.</param>
internal sealed class Flight(MessageHost host, Simulator simulator) : IEventHandler
{
    /// <summary>The message does not arrive.</summary>
    public const long LostFlag = 1L << 40;

    /// <summary>A held message or a copy: no rule looks at it again.</summary>
    private const long JudgedFlag = 1L << 41;
    private const long NextArrival = -1;
    private const int ReceiverBits = 14;
    private const long LongestDelay = long.MaxValue >> ReceiverBits;

    private readonly long[] _arrivals = new long[host.Replicas + 1];
    private ConsensusMessage _message;
    private MessageVerdict[]? _verdicts;
    private SimTime _departed;
    private bool _isJudged;
    private bool _isBoarding;
    private int _open;
    private int _count;
    private int _next;

    /// <summary>Most replicas of a committee.</summary>
    public static int ReplicasMax => (1 << ReceiverBits) - 1;

    /// <summary>The message.</summary>
    public ref readonly ConsensusMessage Message => ref _message;

    public void Board(in ConsensusMessage message, int receivers)
    {
        Require.That(_open == 0, "a flight was reused before it had arrived");
        (_message, _open, _count, _next, _departed, _isBoarding) = (message, receivers, 0, 0, simulator.Now, true);
    }

    /// <summary>Notes the verdict of the rules; it takes effect at the arrival.</summary>
    public void Judge(int receiver, MessageVerdict verdict)
    {
        _isJudged = true;
        _verdicts ??= new MessageVerdict[host.Replicas + 1];
        _verdicts[receiver] = verdict;
        _open += verdict.Fate == MessageFate.Duplicate ? 1 : 0;
    }

    public void DeliverAfter(int receiver, SimDuration delay)
    {
        Require.That(delay >= SimDuration.Zero && delay.Nanoseconds < LongestDelay, $"a message takes {delay}");
        Require.That(_count < _open, "a transport delivered a message more often than it was sent");
        _arrivals[_count++] = (delay.Nanoseconds << ReceiverBits) | (uint)receiver;
    }

    /// <summary>Called when the transport has taken over.</summary>
    public void Depart()
    {
        _isBoarding = false;
        _arrivals.AsSpan(0, _count).Sort();
        ScheduleNext();
        LandIfEmpty();
    }

    public void Handle(long token)
    {
        if (token == NextArrival)
        {
            token = _arrivals[_next++] & ReplicasMax;
            ScheduleNext();
        }

        Arrive(token);
    }

    /// <summary>The message has reached one of its receivers, or is lost on the way to it.</summary>
    public ConsensusMessage Take()
    {
        Require.That(_open > 0, "a message arrived more often than it was sent");
        var message = _message;
        _open--;
        LandIfEmpty();
        return message;
    }

    private void Arrive(long token)
    {
        var receiver = (int)(token & ReplicasMax);
        var verdict = _isJudged && (token & JudgedFlag) == 0 ? _verdicts![receiver] : default;
        if ((token & LostFlag) != 0 || verdict.Fate == MessageFate.Drop)
        {
            Lose(receiver, verdict.Fate == MessageFate.Duplicate ? 2 : 1);
            return;
        }

        Require.That(!_isBoarding, "a transport delivered a message before it had taken over all of them");
        if (verdict.Fate != MessageFate.Pass)
        {
            simulator.After(verdict.Delay, this, token | JudgedFlag);
        }

        if (verdict.Fate != MessageFate.Hold)
        {
            host.Arrive(receiver, this);
        }
    }

    private void ScheduleNext()
    {
        if (_next < _count)
        {
            var at = _departed + new SimDuration(_arrivals[_next] >> ReceiverBits);
            simulator.After(at - simulator.Now, this, NextArrival);
        }
    }

    private void Lose(int receiver, int copies)
    {
        for (var copy = 0; copy < copies; copy++)
        {
            host.Lose(receiver, Take());
        }
    }

    private void LandIfEmpty()
    {
        if (_open > 0 || _isBoarding)
        {
            return;
        }

        if (_isJudged)
        {
            Array.Clear(_verdicts!);
            _isJudged = false;
        }

        host.Reuse(this);
    }
}
