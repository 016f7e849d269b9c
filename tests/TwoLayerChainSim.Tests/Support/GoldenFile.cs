using TwoLayerChainSim.Tests.Architecture;

namespace TwoLayerChainSim.Tests.Support;

/// <summary>
/// Expected texts that a person can review, in tests/TwoLayerChainSim.Tests/Golden. They change only on purpose: with the
/// environment variable UPDATE_GOLDEN=1 the tests write them anew; the reason belongs in the commit message.
/// </summary>
internal static class GoldenFile
{
    public static void AssertEqual(string name, string actual)
    {
        var path = Path.Combine(SourceTree.Root, "tests", "TwoLayerChainSim.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing; run the test once with UPDATE_GOLDEN=1 and review it");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
