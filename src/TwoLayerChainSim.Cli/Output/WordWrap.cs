namespace TwoLayerChainSim.Cli.Output;

/// <summary>Breaks texts into lines: at blanks, else behind punctuation, else anywhere.</summary>
internal static class WordWrap
{
    private const string Punctuation = "/.-:_,";

    /// <summary>The lines of a text, at least one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Most characters of a line, at least 1.</param>
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        var lines = new List<string>();
        while (text.Length > width)
        {
            var blank = text.LastIndexOf(' ', width);
            var mark = text.LastIndexOfAny(Punctuation.ToCharArray(), width - 1) + 1;
            var end = blank > 0 ? blank : mark > 0 ? mark : width;
            lines.Add(text[..end]);
            text = text[end..].TrimStart(' ');
        }

        lines.Add(text);
        return lines;
    }
}
