using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Experiments;

/// <summary>Runs a scenario and writes its result folder; the command line calls nothing else.</summary>
public interface IExperimentRunner
{
    /// <summary>All replications of both figures: accuracy against episode, and delay against devices per MEC node.</summary>
    /// <param name="scenario">What is asked.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="progress">Told about finished work.</param>
    /// <param name="cancellationToken">Ends the runs; what is finished is kept, and the outcome says that it is incomplete.</param>
    /// <exception cref="InputException">Something that the user gave cannot be used; nothing was written.</exception>
    Task<ExperimentOutcome> CompareAsync(
        ResolvedScenario scenario, ExperimentSettings settings, IProgress<ExperimentProgress> progress,
        CancellationToken cancellationToken);

    /// <summary>One replication of the scenario's scheme, episode by episode.</summary>
    /// <param name="scenario">What is asked.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="progress">Told about finished work.</param>
    /// <param name="cancellationToken">Ends the run; what is finished is kept, and the outcome says that it is incomplete.</param>
    /// <exception cref="InputException">Something that the user gave cannot be used; nothing was written.</exception>
    Task<ExperimentOutcome> RunAsync(
        ResolvedScenario scenario, ExperimentSettings settings, IProgress<ExperimentProgress> progress,
        CancellationToken cancellationToken);

    /// <summary>Failure of consensus and accuracy against the number of those who misbehave; verdicts are results here.</summary>
    /// <param name="scenario">What is asked.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="progress">Told about finished work.</param>
    /// <param name="cancellationToken">Ends the runs; what is finished is kept, and the outcome says that it is incomplete.</param>
    /// <exception cref="InputException">Something that the user gave cannot be used; nothing was written.</exception>
    Task<ExperimentOutcome> StressAsync(
        ResolvedScenario scenario, ExperimentSettings settings, IProgress<ExperimentProgress> progress,
        CancellationToken cancellationToken);
}

/// <summary>How a scenario is run; none of it changes a result.</summary>
public sealed record ExperimentSettings
{
    /// <summary>Runs at the same time, at least 1. Default: the number of processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Exact result folder; null for the default layout below <c>output/</c>.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Makes the event calendar of each run. Default: the built-in one.</summary>
    public Func<IEventCalendar> Calendar { get; init; } = () => new LadderCalendar();

    /// <summary>Whether an existing result folder is moved aside instead of refused.</summary>
    public bool Force { get; init; }
}

/// <summary>Work done so far.</summary>
/// <param name="Done">Finished units of work.</param>
/// <param name="Total">All units of work; 0 while unknown. Units should take about the same time.</param>
/// <param name="Activity">What is going on, in a few words.</param>
public readonly record struct ExperimentProgress(double Done, double Total, string Activity);

/// <summary>What a run produced.</summary>
public sealed record ExperimentOutcome
{
    /// <summary>Path of the result folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The answer in sentences, the most important first.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];

    /// <summary>Exact tables for programs, the main one first (the only one in CSV).</summary>
    public ImmutableArray<ResultTable> Tables { get; init; } = [];

    /// <summary>Tables for people. Default: <see cref="Tables"/>.</summary>
    public ImmutableArray<ResultTable> Digest
    {
        get => field.IsDefault ? Tables : field;
        init;
    }

    /// <summary>How many runs failed and why the first did; null when none did. The others are in the folder.</summary>
    public string? Failure { get; init; }

    /// <summary>False when a verdict is not what the scenario expects. Default true.</summary>
    public bool IsAsExpected { get; init; } = true;
}

/// <summary>What the user gave cannot be used: a file, a folder, a value. No stack trace, exit code 2.</summary>
/// <param name="message">What is wrong and where, one sentence a line.</param>
/// <param name="inner">The failure underneath, if any.</param>
public sealed class InputException(string message, Exception? inner = null) : Exception(message, inner);
