using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>What the ledgers of each scheme record.</summary>
public class SchemeLedgerTests
{
    private static readonly string[] Attacked =
        [SchemeRuns.Training, "network.mec-nodes=4", "attacks.malicious-fraction=0.3", "two-layer.roni-tolerance=0.1"];

    [Theory]
    [InlineData("vanilla-plain", 0)]
    [InlineData("blockfl-pow", 1)]
    [InlineData("blockfl-bft", 1)]
    [InlineData("flchain", 1)]
    [InlineData("two-layer", 5)]
    [InlineData("two-layer-capped", 5)]
    [InlineData("crowdsensing", 1)]
    public void Every_ledger_has_a_block_an_episode_and_verifies(string scheme, int ledgers)
    {
        var run = SchemeRuns.Run(scheme, [.. Attacked, "attacks.malfunctioning-mec-nodes=1"]);
        Assert.Equal(ledgers, run.Verdicts.Count);
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
        Assert.All(run.Verdicts, verdict => Assert.Equal(2, verdict.Blocks));
    }

    [Fact]
    public void A_local_chain_records_the_updates_that_passed_and_the_devices_whose_did_not()
    {
        var run = SchemeRuns.Run("two-layer", [.. Attacked, "episodes=1"]);
        var world = run.Run.World;
        var blocks = run.Run.Tasks[0].Scheme.Chains.SkipLast(1).Select(chain => Assert.Single(chain.Chain.Blocks)).ToArray();
        var entries = blocks.SelectMany(block => block.Transactions).ToArray();
        Assert.Equal(run.First.Counts.Aggregated, entries.Count(entry => entry.Kind == TransactionKind.LocalUpdate));
        Assert.Equal(run.First.Counts.Rejected, entries.Count(entry => entry.Kind == TransactionKind.Reputation));
        Assert.True(run.First.Counts.Rejected > 0);
        Assert.Equal(
            Enumerable.Range(0, 16).Select(world.NodeOfDevice), entries.Select(entry => entry.Sender).Order());
    }

    [Fact]
    public void The_global_chain_records_every_relayed_block_and_the_new_model()
    {
        var run = SchemeRuns.Run("two-layer", [.. Attacked, "attacks.malfunctioning-mec-nodes=1"]);
        var chains = run.Run.Tasks[0].Scheme.Chains.Select(chain => chain.Chain).ToArray();
        foreach (var block in chains[^1].Blocks)
        {
            // Every local block once, in the order of the cells (TESTING.md §2.5, S1).
            var height = (int)block.Header.Height;
            Assert.Equal(
                chains[..^1].Select(local => local.Blocks[height].Header.ComputeDigest()),
                block.Transactions.Where(entry => entry.Kind == TransactionKind.RelayedBlock).Select(entry => entry.PayloadDigest));
        }

        var aggregate = Assert.Single(chains[^1].Head!.Transactions, entry => entry.Kind == TransactionKind.Aggregate);
        Assert.Equal(run.Model().Digest, aggregate.PayloadDigest);
    }

    [Theory]
    [InlineData("flchain", 1)]
    [InlineData("blockfl-bft", 0)]
    [InlineData("blockfl-pow", 0)]
    public void A_single_chain_records_the_update_of_every_device(string scheme, int aggregates)
    {
        var run = SchemeRuns.Run(scheme, Attacked);
        var block = run.Run.Tasks[0].Scheme.Chains[0].Chain.Head!;
        Assert.Equal(
            Enumerable.Range(0, 16).Select(run.Run.World.NodeOfDevice),
            block.Transactions.Where(entry => entry.Kind == TransactionKind.LocalUpdate).Select(entry => entry.Sender));
        var models = block.Transactions.Where(entry => entry.Kind == TransactionKind.Aggregate).ToArray();
        Assert.Equal(aggregates, models.Length);
        Assert.All(models, entry => Assert.Equal(run.Model().Digest, entry.PayloadDigest));
    }

    [Fact]
    public void A_dropping_node_shortens_the_blocks_of_the_chains_that_trust_it()
    {
        string[] dropping = [.. Attacked, "attacks.malfunctioning-mec-nodes=1", "attacks.malfunction=drop", "two-layer.quality-check=none"];
        Assert.Equal(12, SchemeRuns.Run("flchain", dropping).Last.Counts.Aggregated);
        Assert.Equal(12, SchemeRuns.Run("blockfl-pow", dropping).Last.Counts.Aggregated);
        Assert.Equal(16, SchemeRuns.Run("two-layer", dropping).Last.Counts.Aggregated);
        Assert.Equal(12, SchemeRuns.Run("two-layer", [.. dropping, "two-layer.certificate-check=false"]).Last.Counts.Aggregated);
    }
}
