namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// A replica that has no vote: it accepts decisions that the votes of a quorum prove, and asks the committee when it has not
/// heard of one for too long.
/// </summary>
public class DecisionFollower : IConsensusProtocol
{
    private const int PatienceTimer = 0;

    private readonly ReplicaSettings _settings;
    private readonly IReplicaContext _context;
    private readonly DecisionLog _decisions;
    private readonly DeferredMessages _deferred;
    private readonly MessageHandler _handle;
    private readonly int[] _committee;
    private int _questions;

    /// <summary>A follower.</summary>
    /// <param name="settings">What it knows from the start, the leaders being the committee.</param>
    /// <param name="context">What it can do.</param>
    public DecisionFollower(ReplicaSettings settings, IReplicaContext context)
    {
        // The client listens to the committee.
        (_settings, _context) = (settings with { HasClient = false }, context);
        (_decisions, _deferred, _handle) = (new(_settings, context), new(settings), Handle);
        _committee = [.. settings.Leaders.Order()];
    }

    /// <inheritdoc/>
    public void Start() => Wait();

    /// <inheritdoc/>
    public void Receive(in ConsensusMessage message)
    {
        Handle(message);
        _deferred.Replay(_handle);
    }

    /// <inheritdoc/>
    public void TimerExpired(int timer)
    {
        // The number of the question goes as the view.
        _questions++;
        _context.Multicast(_committee, new(MessageKind.Fetch, _decisions.Height, _questions, default));
        Wait();
    }

    /// <summary>The next decision, if a message proves it; null when it does not.</summary>
    /// <param name="message">Any message.</param>
    protected virtual Decision? Proved(in ConsensusMessage message) => _decisions.Proved(message);

    private void Handle(in ConsensusMessage message)
    {
        if (message.Kind == MessageKind.Request)
        {
            _context.Send(_settings.LeaderOf(0), message);
        }
        else if (message.Kind == MessageKind.Decision && message.Height > _decisions.Height)
        {
            _deferred.Add(message);
        }
        else if (!_decisions.IsDone && Proved(message) is { } decision)
        {
            _decisions.Add(decision);
            _deferred.MarkDue();
            _questions = 0;
            Wait();
        }
    }

    private void Wait()
    {
        if (_decisions.IsDone)
        {
            _context.CancelTimer(PatienceTimer);
        }
        else
        {
            _context.SetTimer(PatienceTimer, _settings.Timeout(_questions));
        }
    }
}
