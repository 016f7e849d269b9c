namespace TwoLayerChainSim.Tests.Cli;

/// <summary><c>reproduce</c>: its tables and files, exit codes, wrong ids.</summary>
[Collection(InProcessCli.Collection)]
public sealed class ReproduceVerbTests : IDisposable
{
    private readonly CliRunner _folder = new();

    [Fact]
    public void A_figure_is_judged_and_written()
    {
        var result = Reproduce("a", "wang2022/fig5");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("wang2022/fig5: 7 claims", result.Out, StringComparison.Ordinal);
        Assert.Contains("contradicted", result.Out, StringComparison.Ordinal);
        foreach (var file in (string[])["verdicts.csv", "verdicts.md", "points.csv", "manifest.json", "figures/wang2022-fig5-prices.svg",
            "figures/wang2022-fig5-prices.tex", "figures/wang2022-fig5-prices.csv"])
        {
            Assert.True(File.Exists(Path.Combine(_folder.Folder, "a", file)), file);
        }
    }

    [Fact]
    public void A_claim_that_comes_out_under_no_reading_has_an_exit_code() => Assert.Equal(4, Reproduce("a", "wang2022/fig4").ExitCode);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_whatever_the_number_of_threads()
    {
        Reproduce("a", "wang2022/fig2", "hu2021/fig8", "--threads", "1");
        Reproduce("b", "wang2022/fig2", "hu2021/fig8", "--threads", "3");

        // The manifest has the hash of every other file but timing.json.
        Assert.Equal(Read("a"), Read("b"));

        string Read(string folder) => File.ReadAllText(Path.Combine(_folder.Folder, folder, "manifest.json"));
    }

    [Theory]
    [InlineData("json", "\"verdict\": \"reproduced\"")]
    [InlineData("csv", "id,source,claim,statistic,reading,verdict,found")]
    public void Verdicts_come_in_forms_for_programs(string format, string expected) =>
        Assert.Contains(expected, Reproduce("a", "wang2022/fig6", "--format", format).Out, StringComparison.Ordinal);

    [Theory]
    [InlineData("did you mean 'wang2022/fig6'?", "wang2022/fig66")]
    [InlineData("figures: wang2022/fig2", "fig")]
    [InlineData("give one of them", "--all", "wang2022/fig2")]
    [InlineData("give one of them", "wang2022/fig2", "--quick", "--full")]
    [InlineData("figures: wang2022/fig2")]
    [InlineData("--seed: found '-1'", "wang2022/fig2", "--seed", "-1")]
    public void A_wrong_call_is_explained(string message, params string[] arguments)
    {
        var result = InProcessCli.Run(["reproduce", .. arguments]);

        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_are_listed() =>
        Assert.Contains("hu2021/fig7", InProcessCli.Run("list", "--reproductions").Out, StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private CliResult Reproduce(string folder, params string[] arguments) => InProcessCli.Run(
        ["reproduce", .. arguments, "--quick", "--progress", "off", "--output", Path.Combine(_folder.Folder, folder)]);
}
