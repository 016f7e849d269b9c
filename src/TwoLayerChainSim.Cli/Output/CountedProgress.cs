using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli.Output;

/// <summary>Adds up what workers have done and shows it.</summary>
/// <param name="reporter">The display.</param>
/// <param name="total">All there is to do.</param>
/// <param name="unit">What is counted.</param>
internal sealed class CountedProgress(IProgress<ExperimentProgress> reporter, long total, string unit) : IProgress<long>
{
    private long _done;

    /// <inheritdoc/>
    public void Report(long value)
    {
        var done = Interlocked.Add(ref _done, value);
        reporter.Report(new(done, total, $"{done} of {total} {unit}"));
    }
}
