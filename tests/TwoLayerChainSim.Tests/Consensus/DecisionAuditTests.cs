using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>The checks of every commit in every run; each has a replica that turns it red although it counts as correct.</summary>
public class DecisionAuditTests
{
    private static readonly Digest Other = Digest.Of([42]);

    [Fact]
    public void Decisions_that_agree_and_are_certified_pass() => Assert.Equal("", Reason(decision => [decision]));

    [Fact]
    public void Another_value_is_a_divergence() => Assert.Equal(
        "two correct members decided different values",
        Reason(decision => [decision with { Proposal = decision.Proposal with { Value = Other } }]));

    [Fact]
    public void A_height_decided_twice_is_a_divergence() =>
        Assert.Equal("member 2 decided twice or out of turn", Reason(decision => [decision, decision]));

    [Fact]
    public void Too_few_votes_are_a_divergence() => Assert.Equal(
        "member 2 decided with 2 votes of 3",
        Reason(decision => [decision with { Certificate = Cut(decision.Certificate, 2) }]));

    [Fact]
    public void A_forged_signature_is_a_divergence() => Assert.Equal(
        "member 2 decided with a certificate that does not verify",
        Reason(decision => [decision with { Certificate = Forge(decision.Certificate) }]));

    [Fact]
    public void A_signer_who_counts_twice_is_a_divergence() => Assert.Equal(
        "member 2 decided with a certificate that does not verify",
        Reason(decision => [decision with { Certificate = Repeat(decision.Certificate) }]));

    /// <summary>The reason of a run in which replica 2, which counts as correct, announces something else than it decided.</summary>
    private static string Reason(Func<Decision, Decision[]> announce)
    {
        var wiring = new TestCommittee(4).Wiring(0);
        var members = wiring.Members.ToArray();
        members[2] = members[2] with { Fault = new Announces(announce) };
        var simulator = new Simulator();
        var run = CommitteeRun.Start(simulator, new() { Fidelity = Fidelity.Message }, wiring with { Members = members });
        simulator.Run();
        Assert.Equal(run.Outcome.Reason.Length == 0, run.Outcome.Status == ConsensusStatus.Decided);
        Assert.NotEqual(ConsensusStatus.Stalled, run.Outcome.Status);
        return run.Outcome.Reason;
    }

    private static VoteCertificate Cut(VoteCertificate certificate, int signers) => certificate with
    {
        Signers = certificate.Signers[..signers],
        Signatures = certificate.Signatures[..signers],
    };

    private static VoteCertificate Forge(VoteCertificate certificate) => certificate with
    {
        Signatures = certificate.Signatures.SetItem(0, certificate.Signatures[0] + 1),
    };

    private static VoteCertificate Repeat(VoteCertificate certificate) => certificate with
    {
        Signers = certificate.Signers.SetItem(1, certificate.Signers[0]),
        Signatures = certificate.Signatures.SetItem(1, certificate.Signatures[0]),
    };

    private sealed class Announces(Func<Decision, Decision[]> announce) : IReplicaFault
    {
        public IConsensusProtocol Build(ReplicaParts parts) => parts.BuildWith(new Context(parts.Context, announce));

        private sealed class Context(IReplicaContext inner, Func<Decision, Decision[]> announce) : ReplicaContextDecorator(inner)
        {
            public override void Commit(Decision decision)
            {
                foreach (var announced in announce(decision))
                {
                    base.Commit(announced);
                }
            }
        }
    }
}
