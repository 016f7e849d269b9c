using System.Runtime.InteropServices;

namespace TwoLayerChainSim.Cli;

/// <summary>
/// Turns Ctrl-C and SIGTERM into a cancelled token and the matching exit code. System.CommandLine's own handler would end the
/// process 2 s after the signal and lose finished replications, so it is switched off.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>Batch systems kill a job 30 s after SIGTERM; after this time the process ends by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(27);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private Timer? _deadline;
    private int _exitCode;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => OnSignal(context, ExitCodes.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => OnSignal(context, ExitCodes.Terminated));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>130 or 143 after a signal, else null.</summary>
    public int? ExitCode => _exitCode == 0 ? null : _exitCode;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _deadline?.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context, int exitCode)
    {
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) != 0)
        {
            return; // A second signal takes its default action: the process ends at once.
        }

        context.Cancel = true;
        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(); // The line of progress ends here.
        }

        Console.Error.WriteLine("stopping; finished replications are kept (stop again to end at once)");
        _deadline = new Timer(_ => Environment.Exit(exitCode), null, Patience, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }
}
