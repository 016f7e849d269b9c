namespace TwoLayerChainSim.Experiments.Results;

/// <summary>A result folder cannot be used or written. The message is one sentence for the user; no stack trace is needed.</summary>
/// <param name="message">What went wrong, with the path, and what was kept.</param>
/// <param name="isBadInput">True when the user named an unsuitable folder and nothing was changed; false for a failing disk.</param>
/// <param name="inner">The failure of the operating system, if there was one.</param>
public sealed class ResultFolderException(string message, bool isBadInput, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>True when the user named an unsuitable folder and nothing was changed (exit code 2); else exit code 1.</summary>
    public bool IsBadInput { get; } = isBadInput;
}
