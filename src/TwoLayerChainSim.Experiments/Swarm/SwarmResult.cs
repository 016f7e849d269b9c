using System.Collections.Immutable;
using TwoLayerChainSim.Model.Consensus.Checking;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>How a run of the swarm ended.</summary>
public enum SwarmVerdict
{
    /// <summary>Nothing wrong, and all that were awaited have decided.</summary>
    SafeLive,

    /// <summary>Nothing wrong; no progress, and more replicas were faulty or cut off than are tolerated.</summary>
    StalledAsExpected,

    /// <summary>A checker noticed a violation, and more replicas were Byzantine than are tolerated.</summary>
    BrokenAsExpected,

    /// <summary>A checker noticed a violation although faults were within the bound.</summary>
    Violation,

    /// <summary>No decision before the derived deadline although faults were within the bound.</summary>
    NotLive,

    /// <summary>A limit on events or messages was reached.</summary>
    Limit,

    /// <summary>The simulator or a correct replica threw.</summary>
    Crash,

    /// <summary>A stall was allowed but not certain and nobody decided: nothing was tested.</summary>
    Unknown,
}

/// <summary>The judged run of a record.</summary>
public sealed record SwarmResult
{
    /// <summary>How it ended.</summary>
    public required SwarmVerdict Verdict { get; init; }

    /// <summary>What the checkers noticed, in the order of noticing.</summary>
    public required ImmutableArray<Violation> Violations { get; init; }

    /// <summary>What ended the run when it did not end well; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Events executed.</summary>
    public required long Events { get; init; }

    /// <summary>Decisions of single replicas.</summary>
    public required int Decisions { get; init; }

    /// <summary>Hash over all events that an observer sees; equal records have equal hashes.</summary>
    public required ulong TraceHash { get; init; }

    /// <summary>Probes hit, as bits by <see cref="SwarmProbe"/>.</summary>
    public required ulong Probes { get; init; }

    /// <summary>Every fate other than pass, when it was asked for.</summary>
    public ImmutableArray<MessageDecision> Fates { get; init; } = [];

    /// <summary>True for a verdict that the record allows.</summary>
    public bool IsAsExpected => Verdict is
        SwarmVerdict.SafeLive or SwarmVerdict.StalledAsExpected or SwarmVerdict.BrokenAsExpected or SwarmVerdict.Unknown;

    /// <summary>
    /// What is wrong, without the numbers of the run: checker and clause of the first violation, else the verdict. Equal for a
    /// failing record and for the smaller ones that show the same fault.
    /// </summary>
    public string Signature => Violations.IsEmpty ? $"{Verdict}" : $"{Violations[0].Checker}: {Violations[0].Clause}";
}
