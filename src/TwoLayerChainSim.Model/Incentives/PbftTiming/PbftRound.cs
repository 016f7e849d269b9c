using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.PbftTiming;

/// <summary>
/// Timing of one fault-free PBFT round over the blockchain nodes of the edge (Hu et al. 2021, Sec. IV-C and Fig. 6), message
/// by message, with first-in-first-out processors and uplinks. Superlinear growth comes from what the replicas share.
/// </summary>
/// <remarks>
/// It is a stand-alone model of one figure: n = 3f+1, no faults, a leader that verifies, aggregates and hashes, blocks and votes
/// sent one receiver after the other. Replies go to the requestor over a channel of their own and cost the replicas nothing.
/// </remarks>
public sealed class PbftRound
{
    private readonly Simulator _simulator = new();
    private readonly PbftTimingOptions _options;
    private readonly int _replicas;
    private readonly FifoServer[] _processors;
    private readonly FifoServer[] _uplinks;
    private readonly ReplicaProgress[] _progress;
    private readonly List<SimTime> _replies = [];
    private readonly SimDuration _blockCheck;
    private readonly SimDuration _voteCheck;
    private readonly SimDuration _blockSending;
    private readonly SimDuration _voteSending;
    private long _messages;

    private PbftRound(int replicas, int edgeServers, PbftTimingOptions options)
    {
        (_options, _replicas) = (options, replicas);
        _progress = new ReplicaProgress[replicas];
        var isShared = options.Mode != PbftTimingMode.Dedicated;
        _processors = Stations(isShared);
        _uplinks = isShared ? _processors : Stations(isShared: false);

        var block = options.BlockBytes(edgeServers);
        var votesCarryBlock = options.Mode == PbftTimingMode.SingleHostFullVotes;
        var handling = isShared ? options.HandlingSeconds : 0;
        var hash = block / options.HashBytesPerSecond;
        _blockCheck = SimDuration.FromSeconds(handling + hash + ((edgeServers + 1) * options.VerifySeconds));
        _voteCheck = SimDuration.FromSeconds(handling + options.VerifySeconds + (votesCarryBlock ? hash : 0));
        _blockSending = Sending(block);
        _voteSending = Sending(options.VoteBytes + (votesCarryBlock ? block : 0));
    }

    private enum Phase
    {
        PrePrepare,
        Prepare,
        Commit,
    }

    private int Faults => (_replicas - 1) / 3;

    /// <summary>Times one block.</summary>
    /// <param name="replicas">Number n of replicas, at least 4.</param>
    /// <param name="edgeServers">Number E of edge servers whose updates the block holds, at least 1.</param>
    /// <param name="options">Sizes and speeds.</param>
    public static PbftTimes Time(int replicas, int edgeServers, PbftTimingOptions options)
    {
        Require.That(replicas >= 4, $"{replicas} replicas; at least 4 are needed to tolerate a fault");
        Require.That(edgeServers >= 1, $"{edgeServers} edge servers; at least 1 is needed");
        var problems = options.Problems();
        Require.That(problems.Count == 0, $"PBFT timing: {string.Join("; ", problems)}");
        return new PbftRound(replicas, edgeServers, options).Run(edgeServers);
    }

    private PbftTimes Run(int edgeServers)
    {
        var leaderWork = SimDuration.FromSeconds(
            (edgeServers * _options.VerifySeconds)
            + (edgeServers * _options.UpdateBytes / _options.AggregationBytesPerSecond)
            + (_options.BlockBytes(edgeServers) / _options.HashBytesPerSecond));
        At(_processors[0].Enter(leaderWork), () =>
        {
            _progress[0].HasBlock = true;
            Broadcast(0, Phase.PrePrepare);
        });
        _simulator.Run();

        _replies.Sort();
        var commits = _progress.Select(replica => replica.CommittedAt ?? SimTime.MaxValue).ToArray();
        return new(_replies[Faults], commits.Max(), commits[0], _messages);
    }

    private void Broadcast(int sender, Phase phase)
    {
        for (var receiver = 0; receiver < _replicas; receiver++)
        {
            if (receiver != sender)
            {
                Send(sender, receiver, phase);
            }
        }
    }

    private void Send(int sender, int receiver, Phase phase)
    {
        _messages++;
        var isBlock = phase == Phase.PrePrepare;
        var sent = _uplinks[sender].Enter(isBlock ? _blockSending : _voteSending);
        At(sent + SimDuration.FromSeconds(_options.PropagationSeconds), () => At(
            _processors[receiver].Enter(isBlock ? _blockCheck : _voteCheck), () => Handle(receiver, phase)));
    }

    private void Handle(int replica, Phase phase)
    {
        ref var progress = ref _progress[replica];
        switch (phase)
        {
            case Phase.PrePrepare:
                progress.HasBlock = true;
                progress.Prepares++;
                Broadcast(replica, Phase.Prepare);
                break;
            case Phase.Prepare:
                progress.Prepares++;
                break;
            default:
                progress.Commits++;
                break;
        }

        Advance(replica, ref progress);
    }

    private void Advance(int replica, ref ReplicaProgress progress)
    {
        // Prepared: the block and 2f prepares of backups, the own one included.
        if (!progress.IsPrepared && progress.HasBlock && progress.Prepares >= 2 * Faults)
        {
            progress.IsPrepared = true;
            progress.Commits++;
            Broadcast(replica, Phase.Commit);
        }

        // Committed: 2f+1 commits, the own one included. The leader's leaves its uplink only behind its blocks.
        if (progress.IsPrepared && progress.CommittedAt is null && progress.Commits >= (2 * Faults) + 1)
        {
            progress.CommittedAt = _simulator.Now;
            _messages++;
            _replies.Add(_simulator.Now + Sending(_options.VoteBytes)
                + SimDuration.FromSeconds(_options.PropagationSeconds));
        }
    }

    private void At(SimTime time, Action action) => _simulator.After(time - _simulator.Now, action);

    private SimDuration Sending(long bytes) => SimDuration.FromSeconds(bytes / _options.UplinkBytesPerSecond);

    private FifoServer[] Stations(bool isShared)
    {
        var host = new FifoServer(_simulator);
        return [.. Enumerable.Range(0, _replicas).Select(_ => isShared ? host : new FifoServer(_simulator))];
    }

    private struct ReplicaProgress
    {
        public bool HasBlock;
        public bool IsPrepared;
        public int Prepares;
        public int Commits;
        public SimTime? CommittedAt;
    }
}
