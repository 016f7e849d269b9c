using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>
/// Builds the node tree from YamlDotNet's event parser with limits on depth and size. Its own tree builder overflows the stack
/// at some 6,000 levels, which ends the process; the event parser does not.
/// </summary>
internal sealed class YamlTree
{
    private const int DepthLimit = 64;
    private const int NodeLimit = 100_000;
    private const int MessageLength = 200;

    private readonly Parser _parser;
    private readonly string _source;
    private readonly bool _isFile;
    private int _nodes;

    private YamlTree(string text, string source, bool isFile) =>
        (_parser, _source, _isFile) = (new Parser(new StringReader(text)), source, isFile);

    /// <summary>The one document in <paramref name="text"/>; null when it is empty or after an error was reported.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Name for messages.</param>
    /// <param name="isFile">Whether line and column mean something to the user.</param>
    /// <param name="diagnostics">Takes errors.</param>
    /// <param name="key">Key whose value the text is; empty for a whole file.</param>
    public static ScenarioNode? Parse(
        string text, string source, bool isFile, DiagnosticList diagnostics, string key = "")
    {
        var tree = new YamlTree(text, source, isFile);
        try
        {
            return tree.Document();
        }
        catch (RefusedException e)
        {
            diagnostics.Error(e.Origin, key, e.Message);
        }
        catch (YamlException e)
        {
            diagnostics.Error(tree.At(e.Start), key, $"not YAML: {TextNode.Printable(FirstSentence(e.Message), MessageLength)}");
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            // YamlDotNet throws these without a place on some open brackets, malformed escapes and directives.
            var last = tree._parser.Current?.End ?? Mark.Empty;
            diagnostics.Error(tree.At(last), key, "not YAML from here on; a bracket or a quote may be open");
        }

        return null;
    }

    private ScenarioNode? Document()
    {
        Next();
        if (Next() is StreamEnd)
        {
            return null;
        }

        Next();
        var root = Node(0);
        Next();
        if (Next() is DocumentStart second)
        {
            throw new RefusedException(At(second.Start), "a second document ('---'); a scenario file holds one");
        }

        return root;
    }

    /// <summary>Reads the node that starts at the current event and leaves its last event current.</summary>
    private ScenarioNode Node(int depth)
    {
        var start = Current;
        var origin = At(start.Start);
        if (depth > DepthLimit || ++_nodes > NodeLimit)
        {
            var limit = depth > DepthLimit ? $"nested deeper than {DepthLimit} levels" : $"more than {NodeLimit} values";
            throw new RefusedException(origin, limit);
        }

        if (start is AnchorAlias alias)
        {
            throw new RefusedException(origin, $"an alias (*{TextNode.Printable(alias.Value.Value)}); write the value out");
        }

        if (start is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            throw new RefusedException(origin, $"a tag ({TextNode.Printable(tagged.Tag.ToString())}); write the value without it");
        }

        return start switch
        {
            Scalar scalar => new TextNode(scalar.Value, scalar.Style == ScalarStyle.Plain, origin),
            SequenceStart => List(origin, depth),
            MappingStart => Section(origin, depth),
            _ => throw new RefusedException(origin, "not YAML: a value is missing"),
        };
    }

    private ListNode List(ValueOrigin origin, int depth)
    {
        var items = ImmutableArray.CreateBuilder<ScenarioNode>();
        while (Next() is not SequenceEnd)
        {
            items.Add(Node(depth + 1));
        }

        return new(items.DrainToImmutable(), origin);
    }

    private SectionNode Section(ValueOrigin origin, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(TextNode, ScenarioNode)>();
        while (Next() is not MappingEnd)
        {
            if (Node(depth + 1) is not TextNode key)
            {
                throw new RefusedException(origin, "a key that is a list or a section; keys are words");
            }

            Next();
            entries.Add((key, Node(depth + 1)));
        }

        return new(entries.DrainToImmutable(), origin);
    }

    private ParsingEvent Current => _parser.Current ?? throw new InvalidOperationException("the document ends early");

    private ParsingEvent Next() =>
        _parser.MoveNext() ? Current : throw new InvalidOperationException("the document ends early");

    private ValueOrigin At(Mark mark) =>
        _isFile ? new(_source, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column)) : new(_source);

    private static string FirstSentence(string message) =>
        message.Contains("): ", StringComparison.Ordinal)
            ? message[(message.LastIndexOf("): ", StringComparison.Ordinal) + 3)..]
            : message;

    /// <summary>YAML that is valid but not read here.</summary>
    private sealed class RefusedException(ValueOrigin origin, string problem) : Exception(problem)
    {
        public ValueOrigin Origin { get; } = origin;
    }
}
