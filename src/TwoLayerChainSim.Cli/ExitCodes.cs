namespace TwoLayerChainSim.Cli;

/// <summary>Exit codes of every verb.</summary>
internal static class ExitCodes
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>A run failed: a bug or a failing disk.</summary>
    public const int Failed = 1;

    /// <summary>What the user gave cannot be used; nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>A verdict is not what the scenario expects.</summary>
    public const int NotAsExpected = 3;

    /// <summary>A claim of a paper does not come out under any reading.</summary>
    public const int TargetNotMet = 4;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT); finished work is kept.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM (128 + 15); finished work is kept.</summary>
    public const int Terminated = 143;
}
