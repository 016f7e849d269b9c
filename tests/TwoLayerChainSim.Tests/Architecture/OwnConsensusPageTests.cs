using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Tests.Architecture;

/// <summary>The code of docs/write-your-own-consensus.md is compiled and run as it stands there (STYLE.md R24).</summary>
public class OwnConsensusPageTests
{
    private static readonly string Page = Path.Combine(SourceTree.Root, "docs", "write-your-own-consensus.md");

    [Fact]
    public void The_code_of_the_page_compiles_and_decides()
    {
        var assembly = Compile(Blocks());
        var entry = (ConsensusEntry)assembly.GetType("ShowOfHandsEntry")!.GetField("Entry")!.GetValue(null)!;
        var outcome = (ConsensusOutcome)assembly.GetType("Trial")!.GetMethod("Run")!.Invoke(null, [10, 5])!;

        Assert.Equal((ConsensusStatus.Decided, 5), (outcome.Status, outcome.Decisions.Length));
        Assert.All(outcome.Decisions, decision => Assert.DoesNotContain(null, decision.CommitTimes));
        Assert.Equal(5 * entry.Committee!.Messages(10), outcome.Messages);
    }

    [Fact]
    public void A_page_with_a_mistake_does_not_compile()
    {
        // Canary: a name of the page that no longer exists in the library.
        var renamed = Blocks().Select(block => block.Replace("DecisionLog", "DecisionList", StringComparison.Ordinal)).ToArray();
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Compile(renamed));
    }

    private static string[] Blocks() =>
        [.. Regex.Matches(File.ReadAllText(Page), "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

    private static Assembly Compile(string[] sources)
    {
        Assert.Equal(3, sources.Length);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Page",
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes);
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.True(result.Success, string.Join('\n', errors));
        return Assembly.Load(bytes.ToArray());
    }
}
