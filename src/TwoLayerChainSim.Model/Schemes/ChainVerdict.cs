using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>How a ledger ended, the worst last.</summary>
public enum VerdictKind
{
    /// <summary>Every check held, and the last decision that was due was reached.</summary>
    SafeAndLive,

    /// <summary>Every check held, but the last decision that was due was not reached: a failure of liveness.</summary>
    NoProgress,

    /// <summary>A check did not hold: a failure of safety.</summary>
    Diverged,
}

/// <summary>The verdict on a ledger at the end of a run.</summary>
/// <param name="Chain">Name of the chain.</param>
/// <param name="Blocks">Number of its blocks.</param>
/// <param name="Kind">How it ended.</param>
public sealed record ChainVerdict(string Chain, int Blocks, VerdictKind Kind)
{
    /// <summary>Instant of the last progress before a stall that lasted to the end; null when the ledger was live or diverged.</summary>
    public SimTime? NoProgressSince { get; init; }

    /// <summary>Height at which safety failed first; null when it did not.</summary>
    public long? DivergedAt { get; init; }

    /// <summary>What was found in case of a divergence; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Rows of decisions that were due and not reached, those among them after which progress resumed.</summary>
    public int Stalls { get; init; }

    /// <summary>Entries that were relayed to the ledger for decisions that were not reached.</summary>
    public int EntriesLost { get; init; }

    /// <summary>The verdict in words, e.g. <c>no progress since 12.5 s</c>.</summary>
    public string Words => Kind switch
    {
        VerdictKind.Diverged => $"diverged at height {DivergedAt}",
        VerdictKind.NoProgress => $"no progress since {NoProgressSince}",
        _ => "safe and live",
    };

    /// <summary>The words with the reason; null when the ledger is safe and live.</summary>
    public string? Problem => Kind switch
    {
        VerdictKind.SafeAndLive => null,
        VerdictKind.Diverged => $"{Words}: {Reason}",
        _ => Words,
    };

    /// <summary>Verifies a finished ledger and judges it by what was seen while it grew.</summary>
    /// <param name="chain">The ledger with its committees and its audit.</param>
    /// <param name="keys">The keys of all nodes.</param>
    public static ChainVerdict Of(CertifiedChain chain, KeyRing keys)
    {
        var verifier = new LedgerVerifier(chain.Chain.Name, keys, header => chain.Committees[(int)header.Height]);
        var finished = verifier.Verify(chain.Chain);
        var (height, reason) = chain.Audit.Violation ?? (finished.FirstBadBlock, finished.Reason);
        var kind = height is not null ? VerdictKind.Diverged
            : chain.Audit.IsStalled ? VerdictKind.NoProgress
            : VerdictKind.SafeAndLive;
        return new(chain.Chain.Name, chain.Chain.Blocks.Count, kind)
        {
            DivergedAt = height,
            Reason = reason,
            NoProgressSince = kind == VerdictKind.NoProgress ? chain.Audit.LastProgress : null,
            Stalls = chain.Audit.Stalls,
            EntriesLost = chain.Audit.EntriesLost,
        };
    }
}
