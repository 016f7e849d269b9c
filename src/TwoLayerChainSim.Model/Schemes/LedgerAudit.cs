using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>Watches one ledger while it grows: whether it is safe after every commit, and since when it makes no progress.</summary>
public sealed class LedgerAudit
{
    /// <summary>The first violation of safety with the height at which it was found; null as long as there is none.</summary>
    public (long? Height, string Reason)? Violation { get; private set; }

    /// <summary>Instant of the last block; 0 s before the first one.</summary>
    public SimTime LastProgress { get; private set; }

    /// <summary>True when the last decision that was due was not reached.</summary>
    public bool IsStalled { get; private set; }

    /// <summary>Rows of decisions that were due and not reached.</summary>
    public int Stalls { get; private set; }

    /// <summary>Entries that were relayed for decisions that were not reached.</summary>
    public int EntriesLost { get; private set; }

    /// <summary>Books a block that was appended.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="height">Its height.</param>
    /// <param name="problem">What its checks found, or null.</param>
    public void Committed(SimTime now, long height, string? problem)
    {
        (LastProgress, IsStalled) = (now, false);
        if (problem is not null)
        {
            Violation ??= (height, problem);
        }
    }

    /// <summary>Books a decision that was due and did not become a block.</summary>
    /// <param name="height">The height at which a block was due.</param>
    /// <param name="entries">Entries that were relayed for it.</param>
    /// <param name="outcome">How its committee ended; null where miners gave up.</param>
    public void Undecided(long height, int entries, ConsensusOutcome? outcome)
    {
        Stalls += IsStalled ? 0 : 1;
        EntriesLost += entries;
        IsStalled = true;
        if (outcome is { Status: ConsensusStatus.Diverged, Reason: var reason })
        {
            Violation ??= (height, reason);
        }
    }
}
