namespace TwoLayerChainSim.Experiments;

/// <summary>The part of a page that the program writes, between two comments.</summary>
internal static class GeneratedSection
{
    private const string Begin = "<!-- written by the program; a test compares -->";
    private const string End = "<!-- end of what is written by the program -->";

    /// <summary>A page with its generated section replaced; null when it has none.</summary>
    /// <param name="page">The page.</param>
    /// <param name="section">The new section, which ends with an empty line.</param>
    public static string? Replace(string page, string section)
    {
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        return from < 0 || to < from ? null : $"{page[..from]}{Begin}\n\n{section}{page[to..]}";
    }
}
