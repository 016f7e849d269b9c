using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>The verdicts on the ledgers of all finished runs. Safe to use from several threads.</summary>
/// <param name="expected">Verdicts that a ledger may have; null when the verb takes them as data.</param>
internal sealed class LedgerBook(ImmutableArray<string>? expected)
{
    private readonly Lock _gate = new();
    private readonly List<(RunKey Run, ChainVerdict Verdict)> _verdicts = [];
    private int _captured;

    /// <summary>The rows of verdicts.csv, in no order.</summary>
    public IReadOnlyList<LedgerRow> Rows => [.. _verdicts.Select(entry => new LedgerRow(entry.Run, entry.Verdict.Chain, Word(entry.Verdict))
    {
        NoProgressSinceSeconds = entry.Verdict.NoProgressSince?.TotalSeconds,
        DivergedAt = entry.Verdict.DivergedAt,
        Blocks = entry.Verdict.Blocks,
        Stalls = entry.Verdict.Stalls,
        EntriesLost = entry.Verdict.EntriesLost,
    })];

    /// <summary>The claim that all is well, judged; none without ledgers.</summary>
    public IReadOnlyList<Verdict> Verdicts
    {
        get
        {
            if (_verdicts.Count == 0)
            {
                return [];
            }

            var problems = _verdicts.Where(entry => entry.Verdict.Problem is not null).ToArray();
            bool? isAsExpected = expected is { } words ? _verdicts.All(entry => words.Contains(Word(entry.Verdict))) : null;
            var outcome = problems.Length == 0 ? "holds"
                : isAsExpected == true ? "does not hold, as the scenario expects"
                : "does not hold";
            return [new("Every ledger is safe and live", outcome, isAsExpected, Evidence(problems))];
        }
    }

    /// <summary>The ledgers with their verdicts as a table for the screen.</summary>
    public ResultTable Table => new(
        "ledgers", "Ledgers", ["ledger", "verdict", "blocks", "stalls", "entries_lost"],
        [
            .. _verdicts.Select(entry => entry.Verdict).OrderBy(verdict => verdict.Chain, StringComparer.Ordinal)
                .Select(verdict => ImmutableArray.Create<ResultCell>(
                    verdict.Chain, verdict.Words, verdict.Blocks, verdict.Stalls, verdict.EntriesLost)),
        ]);

    /// <summary>Adds the verdicts of a finished run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="verdicts">Its verdicts.</param>
    /// <param name="captured">Blocks that were decided as a coalition wanted them: safe and live, but not what was asked for.</param>
    public void Keep(RunKey run, IEnumerable<ChainVerdict> verdicts, int captured)
    {
        lock (_gate)
        {
            _captured += captured;
            _verdicts.AddRange(verdicts.Select(verdict => (run, verdict)));
        }
    }

    /// <summary>The verdict as scenario files write it.</summary>
    /// <param name="verdict">A verdict.</param>
    internal static string Word(ChainVerdict verdict) => verdict.Kind switch
    {
        VerdictKind.Diverged => "diverged",
        VerdictKind.NoProgress => "no-progress",
        _ => "safe-and-live",
    };

    private string Evidence((RunKey Run, ChainVerdict Verdict)[] problems)
    {
        var recovered = _verdicts.Sum(entry => entry.Verdict.Stalls)
            - _verdicts.Count(entry => entry.Verdict.Kind == VerdictKind.NoProgress);
        var remarks = (recovered == 0 ? string.Empty
            : recovered == 1 ? "; progress resumed after 1 stall"
            : $"; progress resumed after {recovered} stalls")
            + (_captured == 0 ? string.Empty : $"; captured by a coalition: {_captured} of the decisions");
        if (problems.Length == 0)
        {
            return $"{_verdicts.Count} ledgers with {_verdicts.Sum(entry => entry.Verdict.Blocks)} blocks verify{remarks}";
        }

        var diverged = problems.Count(problem => problem.Verdict.Kind == VerdictKind.Diverged);
        return $"of {_verdicts.Count} ledgers {problems.Length - diverged} without progress, {diverged} diverged: "
            + First(problems) + remarks;
    }

    private static string Swept(RunKey run) => string.Concat(run.Swept.Select(swept => $"{swept.Key} = {swept.Value}, "));

    private static string First((RunKey Run, ChainVerdict Verdict)[] problems)
    {
        const int most = 5;
        var sentences = problems
            .OrderByDescending(problem => problem.Verdict.Kind)
            .ThenBy(problem => problem.Run.Scheme, StringComparer.Ordinal)
            .ThenBy(problem => problem.Run.Replication)
            .ThenBy(problem => problem.Run.RunId, StringComparer.Ordinal)
            .ThenBy(problem => problem.Verdict.Chain, StringComparer.Ordinal)
            .Select(problem => $"{problem.Verdict.Chain} of {problem.Run.Scheme}, {Swept(problem.Run)}replication "
                + $"{problem.Run.Replication}: {problem.Verdict.Problem}");
        return string.Join("; ", sentences.Take(most)) + (problems.Length > most ? "; …" : string.Empty);
    }
}
