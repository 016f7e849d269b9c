using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>The verdict on a ledger (docs/model.md, "Verdicts").</summary>
public class ChainVerdictTests
{
    private static readonly FinishedRun Honest = SchemeRuns.Run("flchain");
    private static readonly ConsensusOutcome Stalled = Outcome(ConsensusStatus.Stalled, "no decision within 8 views");
    private static readonly ConsensusOutcome Split = Outcome(ConsensusStatus.Diverged, "two correct members decided different values");

    [Fact]
    public void A_ledger_on_which_all_went_well_is_safe_and_live()
    {
        var verdict = Assert.Single(Honest.Verdicts);
        Assert.Equal((VerdictKind.SafeAndLive, "safe and live", 0), (verdict.Kind, verdict.Words, verdict.Stalls));
        Assert.Null(verdict.Problem);
    }

    [Fact]
    public void A_stall_that_lasts_to_the_end_names_the_last_progress()
    {
        var audit = Audit((5, null), (9, Stalled), (14, Stalled));
        var verdict = Of(audit);
        Assert.Equal((VerdictKind.NoProgress, "no progress since 5 s", 1), (verdict.Kind, verdict.Words, verdict.Stalls));
        Assert.Equal(4, verdict.EntriesLost);
    }

    [Fact]
    public void Stalls_after_which_progress_resumes_are_counted_and_the_ledger_is_live()
    {
        var verdict = Of(Audit((1, Stalled), (2, Stalled), (3, null), (4, Stalled), (5, null)));
        Assert.Equal((VerdictKind.SafeAndLive, 2, 6), (verdict.Kind, verdict.Stalls, verdict.EntriesLost));
        Assert.Null(verdict.NoProgressSince);
    }

    [Fact]
    public void A_divergence_stays_whatever_comes_after_and_names_its_height()
    {
        var verdict = Of(Audit((1, null), (2, Split), (3, null), (4, Stalled)));
        Assert.Equal((VerdictKind.Diverged, 1L), (verdict.Kind, verdict.DivergedAt));
        Assert.Equal("diverged at height 1: two correct members decided different values", verdict.Problem);
        Assert.Null(verdict.NoProgressSince);
    }

    [Fact]
    public void A_block_that_fails_a_check_at_its_commit_is_a_divergence_at_its_height()
    {
        var audit = new LedgerAudit();
        audit.Committed(default, 0, null);
        audit.Committed(default, 1, "the entry of node 3 is lost");
        audit.Committed(default, 2, "another one");
        Assert.Equal("diverged at height 1: the entry of node 3 is lost", Of(audit).Problem);
    }

    [Fact]
    public void A_finished_ledger_is_verified_again_from_its_bytes()
    {
        var chain = Honest.Run.Tasks[0].Scheme.Chains[0];
        Assert.StartsWith(
            "diverged at height 0: the signature of", ChainVerdict.Of(chain, new KeyRing(5)).Problem!, StringComparison.Ordinal);
        Assert.StartsWith(
            "diverged at height 1: a certificate where none is due",
            ChainVerdict.Of(chain with { Committees = [chain.Committees[0], null] }, Honest.Run.World.Keys).Problem!,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_in_which_a_committee_stalls_now_and_then_is_live_and_says_how_often()
    {
        string[] settings =
        [
            .. SchemeRuns.Constant, "network.mec-nodes=8", "network.devices-per-mec=2", "gmuc.shards=2", "episodes=8",
            "attacks.malfunctioning-mec-nodes=2",
        ];
        var run = SchemeRuns.Run("two-layer", settings);
        var shards = run.Verdicts.Where(verdict => verdict.Chain.StartsWith("gmuc", StringComparison.Ordinal)).ToArray();
        foreach (var (shard, task) in shards.Select((shard, task) => (shard, task)))
        {
            var stalled = run.Of(task).Select(report => report.Counts.Aggregated == 0).ToArray();
            Assert.Equal(stalled[^1] ? VerdictKind.NoProgress : VerdictKind.SafeAndLive, shard.Kind);
            Assert.Equal(stalled.Where((isLost, i) => isLost && (i == 0 || !stalled[i - 1])).Count(), shard.Stalls);
            Assert.Equal(4 * stalled.Count(isLost => isLost), shard.EntriesLost);
        }

        Assert.Contains(shards, shard => shard.Stalls > 0);
        Assert.All(run.Verdicts.Except(shards), local => Assert.Equal(VerdictKind.SafeAndLive, local.Kind));
    }

    private static ChainVerdict Of(LedgerAudit audit) =>
        ChainVerdict.Of(new(new Blockchain("chain"), [], audit), new KeyRing(1));

    /// <summary>An audit of decisions that were due at some seconds, those without outcome reached; two entries each.</summary>
    private static LedgerAudit Audit(params (int Second, ConsensusOutcome? Outcome)[] decisions)
    {
        var (audit, height) = (new LedgerAudit(), 0);
        foreach (var (second, outcome) in decisions)
        {
            if (outcome is null)
            {
                audit.Committed(SimTime.Zero + SimDuration.FromSeconds(second), height++, null);
            }
            else
            {
                audit.Undecided(height, 2, outcome);
            }
        }

        return audit;
    }

    private static ConsensusOutcome Outcome(ConsensusStatus status, string reason) => new()
    {
        Status = status,
        Reason = reason,
        Decisions = [],
        Started = default,
        MessagesByKind = [],
        BitsByKind = [],
        Fidelity = Fidelity.Message,
    };
}
