using System.Text;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Ledger;

public class DigestTests
{
    [Theory] // FIPS 180-4 example values.
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void A_digest_is_SHA_256(string content, string expected) =>
        Assert.Equal(expected, Digest.Of(Encoding.ASCII.GetBytes(content)).ToString());

    [Fact]
    public void A_digest_survives_its_bytes()
    {
        var digest = Digest.Of([1, 2, 3]);
        var bytes = new byte[Digest.Bytes];
        digest.CopyTo(bytes);
        Assert.Equal(digest, new Digest(bytes));
    }

    [Fact]
    public void Hashing_and_comparing_allocate_nothing()
    {
        byte[] content = [1, 2, 3];
        var equal = Digest.Of(content) == Digest.Of(content);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            equal &= Digest.Of(content).Equals(Digest.Of(content));
        }

        Assert.Equal((true, before), (equal, GC.GetAllocatedBytesForCurrentThread()));
    }
}
