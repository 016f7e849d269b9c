using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Ledger;

public class QuorumCertificateTests
{
    private static readonly KeyRing Keys = new(42);
    private static readonly Committee Four = new([10, 11, 12, 13], 3);
    private static readonly Digest Value = Digest.Of([1]);

    [Fact]
    public void Three_of_four_signatures_certify() => Assert.Null(ProblemOf(Keys, Value, [13, 10, 11]));

    [Fact]
    public void Two_of_four_signatures_do_not() => Refused("quorum of 3", ProblemOf(Keys, Value, [10, 11]));

    [Fact]
    public void One_signer_counts_once() => Refused("distinct", ProblemOf(Keys, Value, [10, 11, 11]));

    [Fact]
    public void A_stranger_does_not_count() => Refused("14 is not", ProblemOf(Keys, Value, [10, 11, 14]));

    [Fact]
    public void A_certificate_does_not_fit_another_block() =>
        Refused("another block", ProblemOf(Keys, Digest.Of([2]), [10, 11, 12]));

    [Fact]
    public void A_signature_of_other_keys_does_not_verify() =>
        Refused("does not verify", ProblemOf(new(43), Value, [10, 11, 12]));

    [Fact]
    public void Signatures_differ_by_node_and_content()
    {
        Signature[] signatures = [Keys.Sign(1, Value), Keys.Sign(2, Value), Keys.Sign(1, Digest.Of([2]))];
        Assert.Equal(3, signatures.Distinct().Count());
    }

    private static string? ProblemOf(KeyRing signing, Digest value, int[] signers) =>
        QuorumCertificate.Sign(signing, value, signers).Problem(Value, Four, Keys);

    private static void Refused(string reason, string? problem) => Assert.Contains(reason, problem, StringComparison.Ordinal);
}
