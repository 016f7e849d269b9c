using System.Buffers.Binary;

namespace TwoLayerChainSim.Model.Ledger;

/// <summary>
/// Simulated signatures: every node has a secret derived from one seed, and a signature is SHA-256(secret, digest). They
/// are deterministic and cost nothing like real ones, but a changed bit, signer or content does not verify.
/// </summary>
/// <remarks>
/// Whoever verifies holds the ring, so this stands for a public-key scheme only inside the simulation. Not thread-safe: a
/// ring belongs to one run.
/// </remarks>
/// <param name="seed">Seed of the secrets.</param>
public sealed class KeyRing(ulong seed)
{
    private readonly Dictionary<int, Digest> _secrets = [];

    /// <summary>Signs <paramref name="content"/> as <paramref name="node"/>.</summary>
    /// <param name="node">Stable number of the node.</param>
    /// <param name="content">Digest of what is signed.</param>
    public Signature Sign(int node, in Digest content)
    {
        Span<byte> bytes = stackalloc byte[2 * Digest.Bytes];
        Secret(node).CopyTo(bytes);
        content.CopyTo(bytes[Digest.Bytes..]);
        return new(Digest.Of(bytes));
    }

    /// <summary>True when <paramref name="signature"/> is what <paramref name="node"/> signs for <paramref name="content"/>.</summary>
    /// <param name="node">Stable number of the alleged signer.</param>
    /// <param name="content">Digest of what is signed.</param>
    /// <param name="signature">The signature.</param>
    public bool Verifies(int node, in Digest content, in Signature signature) => Sign(node, content) == signature;

    /// <summary>The secret of a node; only for components that sign in its name.</summary>
    /// <param name="node">Stable number of the node.</param>
    internal Digest Secret(int node)
    {
        if (!_secrets.TryGetValue(node, out var secret))
        {
            Span<byte> bytes = stackalloc byte[12];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, seed);
            BinaryPrimitives.WriteInt32BigEndian(bytes[8..], node);
            _secrets[node] = secret = Digest.Of(bytes);
        }

        return secret;
    }
}

/// <summary>A simulated signature.</summary>
/// <param name="Value">Its bits.</param>
public readonly record struct Signature(Digest Value)
{
    /// <summary>What a signature takes on the wire: 64 bytes (as Ed25519 or ECDSA P-256), in bits.</summary>
    public const long WireBits = 64 * 8;
}
