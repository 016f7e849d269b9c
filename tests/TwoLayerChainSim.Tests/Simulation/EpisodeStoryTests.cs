using System.Globalization;
using System.Text;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Schemes;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Two episodes of the two-layer scheme as a reviewed story: what happened when, from reports and ledgers alone.</summary>
public class EpisodeStoryTests
{
    private static readonly string[] World =
        ["network.mec-nodes=4", "network.devices-per-mec=3", "attacks.malfunctioning-mec-nodes=1", "seed=11", .. SchemeRuns.Constant];

    [Fact]
    public void The_story_of_two_episodes_is_the_reviewed_one()
    {
        var run = SchemeRuns.Run("two-layer", World);
        var story = new StringBuilder("Two-layer scheme, 4 MEC nodes with 3 devices each, constant delays, no fading\n");
        foreach (var report in run.Reports)
        {
            Tell(story, run, report);
        }

        GoldenFile.AssertEqual("schemes/two-layer-story.txt", story.ToString());
    }

    private static void Tell(StringBuilder story, FinishedRun run, EpisodeReport report)
    {
        var (counts, delay, effort) = (report.Counts, report.Delay, report.Effort);
        var malfunctioning = Array.IndexOf(run.Run.World.Malfunctioning(report.Episode), true);
        var proposals = run.Run.Tasks[0].Scheme.Chains.Select(chain => chain.Chain.Blocks[report.Episode - 1]).Select(Proposal);
        var start = new SimTime((report.EndedAt - SimTime.Zero - delay.Total).Nanoseconds);
        var trained = start + delay.Train;
        var shared = trained + delay.Upload;
        var recorded = shared + delay.LocalChain;
        var exchanged = recorded + delay.CrossChain;
        var decided = exchanged + delay.GlobalChain;
        (SimTime Time, string Text)[] milestones =
        [
            (start, $"{counts.Selected} devices hold the model and train"),
            (trained, "all have trained"),
            (shared, "all full devices and MEC nodes have the updates of their cell"),
            (recorded, $"all local chains have stored their block, after {effort.LocalChainMessages} messages"),
            (exchanged, $"the shard holds all blocks, {counts.Refetches} of them fetched elsewhere"),
            .. proposals,
            (decided, $"the global chain has stored its block of {counts.Aggregated} updates, after {effort.GlobalChainMessages} messages"
                + $" and {counts.ViewChanges} view changes"),
            (decided + delay.Download, "all selected devices have the new model"),
        ];
        story.Append(CultureInfo.InvariantCulture, $"\nepisode {report.Episode}; MEC node {malfunctioning} malfunctions\n");
        foreach (var (time, text) in milestones.OrderBy(milestone => milestone.Time))
        {
            story.Append(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F9} s  {text}\n");
        }

        story.Append(
            CultureInfo.InvariantCulture,
            $"sent: {effort.UplinkBits} bit up, {effort.DownlinkBits} bit down, {effort.D2dBits} bit by D2D, ")
            .Append(CultureInfo.InvariantCulture, $"{effort.BackboneBits} bit between MEC nodes\n");
    }

    private static (SimTime Time, string Text) Proposal(Block block)
    {
        var entries = string.Join(", ", block.Transactions.GroupBy(entry => entry.Kind).Select(kind => $"{kind.Count()} {kind.Key}"));
        var signers = string.Join(", ", block.Certificate!.Signers);
        var header = block.Header;
        return (header.Time, $"{header.Chain} block {header.Height} proposed by node {header.Proposer}: {entries}; signed by {signers}");
    }
}
