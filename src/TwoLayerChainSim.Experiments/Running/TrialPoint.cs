using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>A point of the failure probability of consensus: which committees are tried, how often, with how many Byzantine.</summary>
/// <param name="Committee">A name of <see cref="TrialCommittees"/>.</param>
/// <param name="Misbehaviour">What Byzantine members do.</param>
/// <param name="ByzantineMecNodes">Byzantine MEC nodes among all.</param>
/// <param name="MaliciousDevices">Malicious devices among all; matters for local chains only.</param>
/// <param name="Trials">Number of trials.</param>
internal sealed record TrialPoint(
    string Committee, Misbehaviour Misbehaviour, int ByzantineMecNodes, int MaliciousDevices, int Trials);

/// <summary>The committees that are tried, as they stand in the column of schemes.</summary>
internal static class TrialCommittees
{
    /// <summary>A shard drawn at random.</summary>
    public const string Shard = "shard";

    /// <summary>All MEC nodes in one committee.</summary>
    public const string Gmuc = "gmuc";

    /// <summary>All committees of an episode: a shard drawn at random and the local chains of its MEC nodes.</summary>
    public const string Episode = "episode";
}

/// <summary>Runs the trials of a point.</summary>
/// <param name="options">The substrate.</param>
/// <param name="schemes">The two-layer scheme.</param>
/// <param name="seed">Seed of the experiment; trial i has the streams of replication i.</param>
internal sealed class TrialRunner(SubstrateOptions options, TwoLayerOptions schemes, ulong seed)
{
    private readonly bool _hasLocalCommittees = ConsensusCatalog.Find(schemes.LocalConsensus).Committee is not null;

    /// <summary>The numbers of a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="trialDone">Told after each trial.</param>
    /// <param name="cancellation">Stops the trials.</param>
    public IReadOnlyList<Measurement> Measure(TrialPoint point, Action trialDone, CancellationToken cancellation)
    {
        var trials = new CommitteeTrials(options, schemes, point.Misbehaviour);
        var ends = new int[Enum.GetValues<TrialEnd>().Length];
        for (var trial = 0; trial < point.Trials; trial++)
        {
            cancellation.ThrowIfCancellationRequested();
            ends[(int)Try(trials, point, new(seed, trial))]++;
            trialDone();
        }

        var size = point.Committee == TrialCommittees.Gmuc ? options.MecNodes : options.ShardSize;
        List<Measurement> numbers =
        [
            new(Metrics.Trials, point.Trials),
            new(Metrics.TrialsNoProgress, ends[(int)TrialEnd.NoProgress]),
            new(Metrics.TrialsCaptured, ends[(int)TrialEnd.Captured]),
            new(Metrics.TrialsDiverged, ends[(int)TrialEnd.Diverged]),
            new(Metrics.FailureProbability, (point.Trials - ends[(int)TrialEnd.Decided]) / (double)point.Trials),
        ];
        if (point.Committee != TrialCommittees.Episode)
        {
            var (voters, harmful) = LeastHarmful(schemes.GlobalConsensus, size, point.Misbehaviour);
            numbers.Add(new(Metrics.CommitteeSize, size));
            numbers.Add(new(Metrics.ByzantineTolerated, harmful - 1));
            numbers.Add(new(
                Metrics.FailureClosedForm, new HypergeometricLaw(options.MecNodes, point.ByzantineMecNodes, voters).AtLeast(harmful)));
        }

        return numbers;
    }

    /// <summary>
    /// How many of n members vote, v, and the least number of Byzantine ones among them that can do harm. Without their votes
    /// there is no quorum from v-Q+1 on; two quorums can share only them from 2Q-v on.
    /// </summary>
    /// <param name="protocol">Name of the protocol.</param>
    /// <param name="members">Number of members n.</param>
    /// <param name="misbehaviour">What they do.</param>
    internal static (int Voters, int Harmful) LeastHarmful(string protocol, int members, Misbehaviour misbehaviour)
    {
        var committee = ConsensusCatalog.FindCommittee(protocol);
        var (voters, quorum) = (committee.Voters(members), committee.Quorum(members));
        var stalls = voters - quorum + 1;
        return (voters, misbehaviour == Misbehaviour.Equivocate ? Math.Min(stalls, Math.Max(1, (2 * quorum) - voters)) : stalls);
    }

    private TrialEnd Try(CommitteeTrials trials, TrialPoint point, RandomStreams streams)
    {
        var draw = new TrialDraw(options, streams);
        bool IsByzantine(int mec) => draw.IsByzantineMec(mec, point.ByzantineMecNodes);
        if (point.Committee == TrialCommittees.Gmuc)
        {
            return trials.OfMecNodes(streams, [.. Enumerable.Range(0, options.MecNodes)], IsByzantine);
        }

        var worst = trials.OfMecNodes(streams, draw.Shard, IsByzantine);
        if (point.Committee == TrialCommittees.Episode && _hasLocalCommittees)
        {
            foreach (var cell in draw.Shard)
            {
                var end = trials.OfCell(
                    streams, cell, IsByzantine, device => draw.IsMaliciousDevice(device, point.MaliciousDevices));
                worst = (TrialEnd)Math.Max((int)worst, (int)end);
            }
        }

        return worst;
    }
}
