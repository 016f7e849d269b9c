using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Ledger;

public class QuorumCertificateTests
{
    private static readonly KeyRing Keys = new(42);
    private static readonly Committee Four = new([10, 11, 12, 13], 3);
    private static readonly Digest Value = Digest.Of([1]);

    [Fact]
    public void Three_of_four_signatures_certify() =>
        Assert.Null(QuorumCertificate.Sign(Keys, Value, [13, 10, 11]).Problem(Value, Four, Keys));

    [Fact]
    public void Two_of_four_signatures_do_not() =>
        Assert.Contains("quorum of 3", QuorumCertificate.Sign(Keys, Value, [10, 11]).Problem(Value, Four, Keys), StringComparison.Ordinal);

    [Fact]
    public void One_signer_counts_once() =>
        Assert.Contains("distinct", QuorumCertificate.Sign(Keys, Value, [10, 11, 11]).Problem(Value, Four, Keys), StringComparison.Ordinal);

    [Fact]
    public void A_stranger_does_not_count() =>
        Assert.Contains("14 is not", QuorumCertificate.Sign(Keys, Value, [10, 11, 14]).Problem(Value, Four, Keys), StringComparison.Ordinal);

    [Fact]
    public void A_certificate_does_not_fit_another_block() =>
        Assert.Contains("another block", QuorumCertificate.Sign(Keys, Value, [10, 11, 12]).Problem(Digest.Of([2]), Four, Keys), StringComparison.Ordinal);

    [Fact]
    public void A_signature_of_other_keys_does_not_verify() =>
        Assert.Contains("does not verify", QuorumCertificate.Sign(new(43), Value, [10, 11, 12]).Problem(Value, Four, Keys), StringComparison.Ordinal);

    [Fact]
    public void Signatures_differ_by_node_and_content()
    {
        Signature[] signatures = [Keys.Sign(1, Value), Keys.Sign(2, Value), Keys.Sign(1, Digest.Of([2]))];
        Assert.Equal(3, signatures.Distinct().Count());
    }
}
