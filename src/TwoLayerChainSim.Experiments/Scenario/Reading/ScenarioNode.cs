using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>A node of a YAML document with its place.</summary>
/// <param name="Origin">Where it stands.</param>
internal abstract record ScenarioNode(ValueOrigin Origin)
{
    /// <summary>The node as a reader of a message would quote it, in one short line.</summary>
    public abstract string Quoted { get; }
}

/// <summary>A scalar; quoted and plain text are the same.</summary>
internal sealed record TextNode(string Value, bool IsPlain, ValueOrigin Origin) : ScenarioNode(Origin)
{
    private const int QuotedLength = 60;

    /// <summary>True for <c>key:</c> with nothing behind it.</summary>
    public bool IsEmpty => IsPlain && Value.Length == 0;

    /// <inheritdoc/>
    public override string Quoted => IsEmpty ? "nothing" : $"'{Printable(Value)}'";

    /// <summary>The text on one line, without control characters, shortened.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">Most characters.</param>
    public static string Printable(string text, int length = QuotedLength)
    {
        var cut = text.Length > length ? text[..length] + "..." : text;
        return string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }
}

/// <summary>A list.</summary>
internal sealed record ListNode(ImmutableArray<ScenarioNode> Items, ValueOrigin Origin) : ScenarioNode(Origin)
{
    /// <inheritdoc/>
    public override string Quoted => "a list";
}

/// <summary>A mapping in the order of the file; keys may repeat.</summary>
internal sealed record SectionNode(ImmutableArray<(TextNode Key, ScenarioNode Value)> Entries, ValueOrigin Origin)
    : ScenarioNode(Origin)
{
    /// <inheritdoc/>
    public override string Quoted => "a section of keys";
}
