namespace TwoLayerChainSim.Tests.Architecture;

/// <summary>The repository as files, found from the test assembly upwards.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<(string Path, string Text)> CSharpFiles(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(Root, path), File.ReadAllText(path)));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TwoLayerChainSim.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("the repository root was not found above the test assembly");
        }

        return folder;
    }
}
