using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// The consensus of one committee on the simulator, from start to outcome. A process starts it and awaits
/// <see cref="QuorumDecided"/> or <see cref="Finished"/>.
/// </summary>
public sealed class CommitteeRun
{
    private readonly Simulator _simulator;
    private readonly CommitteeOptions _options;
    private readonly CommitteeWiring _wiring;
    private readonly CommitteeProtocol _protocol;
    private readonly CommitteeProgress _progress;
    private readonly VoteSigner[] _signers;
    private Fidelity _fidelity = Fidelity.Message;

    private CommitteeRun(Simulator simulator, CommitteeOptions options, CommitteeWiring wiring)
    {
        (_simulator, _options, _wiring) = (simulator, options, wiring);
        Require.That(wiring.Members.Count > 0, "a committee without members");
        _protocol = wiring.Protocol ?? ConsensusCatalog.FindCommittee(options.Protocol);
        (QuorumDecided, Finished) = (new(simulator), new(simulator));
        var quorum = _protocol.Quorum(wiring.Members.Count);
        var voters = wiring.RankingBy(_protocol.Merit).Take(_protocol.Voters(wiring.Members.Count)).Order();
        Committee = new([.. voters.Select(replica => wiring.Members[replica].Node)], quorum);
        _signers = VoteSigner.ForCommittee(wiring.Keys, [.. wiring.Members.Select(member => member.Node)]);
        var audit = new DecisionAudit(_signers.Length, quorum, _signers[0]);
        _progress = new(simulator, options, wiring.Members, audit, quorum, QuorumDecided, Finished);
    }

    /// <summary>Completes when a quorum has decided the last height, or the run has failed.</summary>
    public Completion QuorumDecided { get; }

    /// <summary>Completes when all awaited replicas have decided the last height, or the run has failed.</summary>
    public Completion Finished { get; }

    /// <summary>Those whose votes decide, in the terms of the ledger.</summary>
    public Committee Committee { get; }

    /// <summary>The result so far; final once <see cref="Finished"/> is completed.</summary>
    public ConsensusOutcome Outcome => _progress.ToOutcome(_fidelity);

    /// <summary>Starts the consensus at the current instant.</summary>
    /// <param name="simulator">The run.</param>
    /// <param name="options">Parameters.</param>
    /// <param name="wiring">Replicas, links, keys, faults.</param>
    public static CommitteeRun Start(Simulator simulator, CommitteeOptions options, CommitteeWiring wiring)
    {
        var run = new CommitteeRun(simulator, options, wiring);
        run._progress.GiveUpIfNobodyIsAwaited();
        if (!run._progress.HasCorrect)
        {
            // Whatever they do among themselves, nobody correct ever decides.
            return run;
        }

        if (run.SampleRound() is { } sample)
        {
            run._fidelity = Fidelity.Round;
            run.Play(sample);
        }
        else
        {
            new MessageHost(simulator, options, wiring, run._protocol, run._signers, run._progress).Start();
        }

        return run;
    }

    /// <summary>The certificate of a decision for the ledger: the commit votes as signatures of the nodes under the value.</summary>
    /// <param name="height">Which decision, from 0.</param>
    public QuorumCertificate Certify(int height = 0)
    {
        var decision = Outcome.Decisions[height];
        return QuorumCertificate.Sign(
            _wiring.Keys,
            decision.Proposal.Value,
            decision.VoteCertificate.Signers.Select(replica => _wiring.Members[replica].Node));
    }

    /// <summary>Samples the decision as a whole where that is exact; null where messages must be simulated.</summary>
    private (RoundSample Sample, Proposal Proposal)? SampleRound()
    {
        if (_options.Fidelity == Fidelity.Message)
        {
            return null;
        }

        var isExact = _protocol.Round is not null && _wiring.Transport is DelayTransport
            && _wiring.Rules.Count == 0 && _wiring.Observer is null
            && _options.ProcessingTime == SimDuration.Zero && _options.Heights == 1
            && _wiring.Members.All(member => member.Fault is null && member.IsAwaited);
        Require.That(
            isExact || _options.Fidelity == Fidelity.Auto,
            "round fidelity needs a protocol that has it, one height, plain delays, and no fault, rule, observer or processing time");
        if (!isExact)
        {
            return null;
        }

        var proposal = _wiring.Members[_options.FirstLeader].Application.Propose(0);
        if (!_wiring.Members.All(member => member.Application.IsValid(0, proposal)))
        {
            return null;
        }

        var delays = ((DelayTransport)_wiring.Transport).Delays;
        var replicas = _wiring.Members.Count;
        var sample = _protocol.Round!(new(
            replicas, Committee.Quorum, _options.FirstLeader, _options.VoteBits + proposal.SizeBits, _options.VoteBits,
            _options.HasClient ? _protocol.Faults(replicas) + 1 : 0, delays));
        if (sample is not null && sample.Commits.Max() < _options.BaseTimeout.Scale(_protocol.FirstTimerShare))
        {
            return (sample, proposal);
        }

        // E.g. a timer runs out before the last replica decides: the same draws again, message by message.
        delays.Rewind();
        return null;
    }

    private void Play((RoundSample Sample, Proposal Proposal) round)
    {
        var (sample, proposal) = round;
        var start = _simulator.Now;
        foreach (var (kind, count, bits) in sample.Messages)
        {
            _progress.Sent(kind, 0, count, bits, start + sample.Proposed);
        }

        var decision = new Decision(0, 0, proposal, Certificate(sample.Signers, proposal.Value));
        foreach (var replica in Enumerable.Range(0, sample.Commits.Length))
        {
            _simulator.After(sample.Commits[replica], () => _progress.Committed(replica, decision, _simulator.Now));
        }

        if (sample.Replied is { } replied)
        {
            _simulator.After(replied, () => _progress.Replied(_simulator.Now));
        }
    }

    private VoteCertificate Certificate(ImmutableArray<int> signers, Digest value)
    {
        var statement = VoteSigner.Statement(VotePhase.Commit, 0, 0, value);
        return new(VotePhase.Commit, 0, 0, value, signers, [.. signers.Select(signer => _signers[signer].Sign(statement))]);
    }
}
