using System.Text;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Tests.Scenario;

/// <summary>Files that are no scenarios (TESTING.md I2).</summary>
public class ScenarioFileTests
{
    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        Assert.Equal("/no/such.yaml: no such file", Single(ScenarioReader.ReadFile("/no/such.yaml")));
        Assert.Contains("is a folder", Single(ScenarioReader.ReadFile(Path.GetTempPath())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("# only a comment\n", "is empty")]
    [InlineData("--- \n...\n", "at the top level")]
    [InlineData("just words", "found 'just words' at the top level")]
    [InlineData("[1, 2]", "found a list at the top level")]
    [InlineData("seed: 1\n---\nseed: 2", "a second document")]
    [InlineData("seed: &a 1\nepisodes: *a", "an alias (*a)")]
    [InlineData("seed: !!int 1", "a tag")]
    [InlineData("? [a]\n: 1", "a key that is a list")]
    [InlineData("seed: [1", "not YAML")]
    [InlineData("seed: 'x", "not YAML")]
    [InlineData("network:\n\tmec-nodes: 3", "not YAML")]
    [InlineData("network: 5", "keys of this section")]
    public void What_is_no_mapping_of_keys_is_refused(string yaml, string reason) =>
        Assert.Contains(reason, Single(ScenarioReader.ReadText(yaml, "study.yaml")), StringComparison.Ordinal);

    [Theory]
    [InlineData(65)]
    [InlineData(6_000)]
    [InlineData(1_000_000)]
    public void Deep_nesting_is_refused_before_it_hurts(int levels)
    {
        var error = Single(ScenarioReader.ReadText("seed: " + new string('[', levels), "study.yaml"));

        Assert.Contains("nested deeper than 64 levels", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_too_many_values_is_refused()
    {
        var error = Single(ScenarioReader.ReadText("seed: [" + string.Join(',', Enumerable.Repeat("1", 200_000)) + "]", "study.yaml"));

        Assert.Contains("more than 100000 values", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_unknown_keys_end_in_a_short_list()
    {
        var result = ScenarioReader.ReadText(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"key-{i}: 1\n")), "study.yaml");

        Assert.InRange(result.Diagnostics.Length, 100, 101);
    }

    [Fact]
    public void An_oversized_file_is_refused()
    {
        var error = Single(ScenarioReader.ReadBytes(new byte[(16 << 20) + 1], "study.yaml"));

        Assert.Contains("larger than 16 MB", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_and_CRLF_do_not_matter()
    {
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. "name: x\r\nepisodes: 3\r\nnetwork:\r\n  mec-nodes: 2\r\n"u8];

        var scenario = ScenarioReader.ReadBytes(bytes, "study.yaml").Scenario!;

        Assert.Equal(3, scenario.Whole("episodes"));
        Assert.Equal(2, scenario.Whole("network.mec-nodes"));
        Assert.Equal("study.yaml:2:11", scenario["episodes"].Origin.ToString());
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_text_are_refused()
    {
        Assert.Contains("UTF-16", Single(ScenarioReader.ReadBytes(Encoding.Unicode.GetBytes("seed: 1"), "a")), StringComparison.Ordinal);
        Assert.Contains("UTF-16", Single(ScenarioReader.ReadBytes([0xFE, 0xFF, 0, 0x61], "a")), StringComparison.Ordinal);
        Assert.Contains("NUL", Single(ScenarioReader.ReadBytes("seed: 1\0"u8, "a")), StringComparison.Ordinal);
        Assert.Contains("not UTF-8", Single(ScenarioReader.ReadBytes("name: \u00e9"u8[..^1], "a")), StringComparison.Ordinal);
    }

    private static string Single(ScenarioReadResult result)
    {
        Assert.Null(result.Scenario);
        return Assert.Single(result.Diagnostics, item => item.Severity == Severity.Error).ToString();
    }
}
