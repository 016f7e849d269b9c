using TwoLayerChainSim.Experiments.Figures;

namespace TwoLayerChainSim.Experiments.Reproduction;

/// <summary>A figure or table of a paper that can be run again. A new one is a file here and a line in the catalogue.</summary>
public interface IReproduction
{
    /// <summary>Paper and figure as printed, e.g. <c>wang2022/fig2</c>.</summary>
    string Id { get; }

    /// <summary>What the figure shows, in a few words.</summary>
    string Title { get; }

    /// <summary>Paper and place.</summary>
    string Source { get; }

    /// <summary>Runs it.</summary>
    /// <param name="settings">Seed and number of replications of what is random.</param>
    ReproductionResult Run(ReproductionSettings settings);
}

/// <summary>How reproductions are run.</summary>
public sealed record ReproductionSettings
{
    /// <summary>Seed of all random streams. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Replications of what is random, at least 2. Default 100.</summary>
    public int Replications { get; init; } = 100;

    /// <summary>Replications at the same time, at least 1; no result depends on it. Default: the number of processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The random streams of one replication.</summary>
    /// <param name="replication">Its index, from 0.</param>
    public Engine.RandomStreams Streams(int replication) => new(Seed, replication);
}

/// <summary>What a reproduction gives.</summary>
public sealed record ReproductionResult
{
    /// <summary>The figures.</summary>
    public required IReadOnlyList<LineFigure> Figures { get; init; }

    /// <summary>The claims of the paper, judged.</summary>
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>What was chosen where the paper states nothing, a sentence each.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
