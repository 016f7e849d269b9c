using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Schemes.Crowdsensing;

/// <summary>
/// Where a leader receives the updates of a round: each submission takes the time of a verification, one after the other, whatever
/// comes of it. It closes when every edge server has submitted or abstained, or at the deadline.
/// </summary>
/// <param name="simulator">The run.</param>
/// <param name="intake">Judges submissions.</param>
/// <param name="verificationTime">Time to verify one signature.</param>
/// <param name="awaited">Edge servers from which something is awaited.</param>
internal sealed class LeaderDesk(Simulator simulator, UpdateIntake intake, SimDuration verificationTime, int awaited)
{
    private readonly FifoServer _verifier = new(simulator);

    /// <summary>Completes when the leader takes nothing more.</summary>
    public Completion Closed { get; } = new(simulator);

    /// <summary>Edge servers that have neither submitted nor abstained yet.</summary>
    public int Missing { get; private set; } = awaited;

    /// <summary>Time spent on verifying.</summary>
    public SimDuration VerificationTime => _verifier.BusyTime;

    /// <summary>Closes at once if nobody is awaited, else at the deadline at the latest.</summary>
    /// <param name="deadline">Time until then.</param>
    public void Open(SimDuration deadline)
    {
        simulator.After(deadline, Close);
        CloseIfComplete();
    }

    /// <summary>An awaited submission arrives.</summary>
    /// <param name="submission">The submission.</param>
    public async Task Receive(SignedUpdate submission)
    {
        await Verify(submission);
        Heard();
    }

    /// <summary>A submission arrives that nobody awaits.</summary>
    /// <param name="submission">The submission.</param>
    public async Task Verify(SignedUpdate submission)
    {
        if (!Closed.IsCompleted)
        {
            await simulator.Until(_verifier.Enter(verificationTime));
        }

        intake.Take(submission);
    }

    /// <summary>An edge server says that it has nothing to submit, or has submitted.</summary>
    public void Heard()
    {
        Missing--;
        CloseIfComplete();
    }

    private void CloseIfComplete()
    {
        if (Missing == 0)
        {
            Close();
        }
    }

    private void Close()
    {
        if (!Closed.IsCompleted)
        {
            intake.Close();
            Closed.Complete();
        }
    }
}
