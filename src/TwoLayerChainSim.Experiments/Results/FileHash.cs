using System.Security.Cryptography;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>The hash by which files are recognised.</summary>
public static class FileHash
{
    /// <summary>SHA-256 in 64 lower-case hexadecimal digits.</summary>
    /// <param name="content">Content of the file.</param>
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
