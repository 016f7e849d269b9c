using System.Globalization;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Games;
using TwoLayerChainSim.Model.Incentives.Stackelberg;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Games;

/// <summary>What game files give: the numbers of the modules, the same again from the written configuration.</summary>
public class GameFileTests
{
    [Fact]
    public void A_round_at_exact_prices_pays_the_closed_form()
    {
        var table = Play("kind: stackelberg\nmargin: 0\nclients: [{count: 3, training-ghz-min: 10, mining-ghz-min: 5, rho: 0.01}]").Table;

        // rho (mu + psi)^3 / T^2 at equal speeds (mu + psi) / T.
        Assert.Equal(3, table.Rows.Length);
        AssertNear(0.01 * 3375 / 225, Cell(table, 0, "paid"));
        AssertNear(1, Cell(table, 2, "training_ghz"));
    }

    [Fact]
    public void Strategies_of_a_file_are_those_of_the_module()
    {
        var result = Play(
            "kind: stackelberg\nleader: published-complete\nclient: capped\nselective: false\n"
            + "clients: [{count: 50, training-ghz-min: 10}]\n");

        // The client of Fig. 2 that maximises its utility under capped payments, see ReproductionReferenceTests.
        var bounds = new PaymentBounds(25, 5);
        var work = new ClientWork { TrainingGhzMinutes = 10, MiningGhzMinutes = 5, DeadlineMinutes = 15, ChipConstant = 0.01 };
        var reply = new CappedReply().Reply(work, new PublishedCompletePricing().Quote(work, bounds)!.Value, bounds);
        AssertNear(reply.Utility, Cell(result.Table, 49, "utility"));
    }

    [Fact]
    public void Shapley_values_are_those_of_the_reference()
    {
        var games = ReferenceData.Load("shapley.json").At("games").EnumerateArray();
        foreach (var game in games.Where(game => game.At("kind").GetString() == "mean_abs"))
        {
            var works = game.At("mu").EnumerateArray().Select(work => work.GetDouble()).ToArray();
            var clients = string.Concat(works.Select(work =>
                string.Create(CultureInfo.InvariantCulture, $"  - {{training-ghz-min: {work}}}\n")));
            var table = Play(string.Create(
                CultureInfo.InvariantCulture,
                $"kind: shapley\ncontribution-target-ghz-min: {game.Number("g")}\nclients:\n{clients}")).Table;
            for (var i = 0; i < works.Length; i++)
            {
                AssertNear(game.At("sv")[i].GetDouble(), Cell(table, i, "shapley_value"));
            }
        }
    }

    [Fact]
    public void A_datum_is_sold_at_the_reference_point()
    {
        var outcome = ReferenceData.Load("mcs_submission.json").At("default", "outcome");
        var table = Play("kind: data-submission\n").Table;
        AssertNear(outcome.Number("s"), Cell(table, 0, "profit"));
        AssertNear(outcome.Number("v"), Cell(table, 0, "value"));
        AssertNear(outcome.Number("us"), Cell(table, 0, "server_utility"));
        AssertNear(outcome.Number("ud"), Cell(table, 0, "device_utility"));
    }

    [Fact]
    public void A_fixed_requestor_has_the_long_run_payoffs()
    {
        var table = Play("kind: zero-determinant\nrequestor: fixed\nrounds: 4000\nreplications: 40\n").Table;
        for (var column = 3; column < 7; column += 2)
        {
            var (exact, simulated, half) = (table.Rows[0][column].Number!.Value, table.Rows[2][column].Number!.Value,
                table.Rows[2][column + 1].Number!.Value);
            Assert.InRange(simulated, exact - (2.5 * half), exact + (2.5 * half));
        }
    }

    [Theory]
    [InlineData("base10", "log10_l1")]
    [InlineData("natural", "ln_l1_ironed")]
    public void A_contract_is_that_of_the_reference(string logarithm, string key)
    {
        var reference = ReferenceData.Load("kang_contract.json").At(key);
        var table = Play($"kind: contract\nlogarithm: {logarithm}\n").Table;
        for (var n = 0; n < table.Rows.Length; n++)
        {
            AssertNear(reference.At("R")[n].GetDouble(), Cell(table, n, "reward"), 1e-6);
        }
    }

    [Fact]
    public void Times_of_the_consensus_are_those_of_the_reference()
    {
        var table = Play("kind: pbft-timing\nmode: single-host\nnodes: [4, 10, 40]\nedge-servers: [10]\n").Table;
        var times = ReferenceData.Load("pbft_timing.json").At("single_host", "node_sweep_E10").EnumerateArray()
            .ToDictionary(row => row.Number("n"), row => row.Number("t_reply_quorum"));
        for (var i = 0; i < 3; i++)
        {
            AssertNear(times[Cell(table, i, "nodes")], Cell(table, i, "reply_quorum_s"), 1e-6);
        }
    }

    [Fact]
    public void Everybody_takes_part_at_the_shortest_deadline_that_an_error_names()
    {
        const string rest = "kind: stackelberg\nclients: [{count: 4}]\ndeadline: ";
        var message = Errors(rest + "1 s\n").Single();
        var named = message[(message.IndexOf("at least ", StringComparison.Ordinal) + 9)..].Split(' ')[0];

        Assert.Equal(4, Play(With(1.001)).Table.Rows.Length);
        Assert.NotEmpty(Errors(With(0.999)));

        string With(double factor) =>
            string.Create(CultureInfo.InvariantCulture, $"{rest}{double.Parse(named, CultureInfo.InvariantCulture) * factor} min\n");
    }

    [Theory]
    [InlineData("kind: stackelberg\nseed: 7\nclients: [{count: 9, training-ghz-min: 2, training-to-ghz-min: 9}]\n")]
    [InlineData("kind: zero-determinant\nrounds: 40\nreplications: 3\nleader-payoffs: {dc: 9}\n")]
    public void The_written_configuration_gives_the_same_game(string text)
    {
        var file = GameReader.ReadText(text, "my.yaml").File!;
        var again = GameReader.ReadText(file.ToYaml(), "other.yaml").File!;
        Assert.Equal(file.ToYaml(), again.ToYaml());
        Assert.Equal(file.Game.Play(file)!.Table.ToCsv(), again.Game.Play(again)!.Table.ToCsv());
    }

    internal static string[] Errors(string text)
    {
        var (file, diagnostics) = GameReader.ReadText(text, "my.yaml");
        file?.Game.Play(file);
        return [.. diagnostics.Sorted().Select(diagnostic => diagnostic.ToString())];
    }

    private static GameResult Play(string text)
    {
        var (file, diagnostics) = GameReader.ReadText(text, "my.yaml");
        Assert.Equal([], diagnostics.Sorted());
        return file!.Game.Play(file)!;
    }

    private static double Cell(ResultTable table, int row, string column) =>
        table.Rows[row][table.Columns.IndexOf(column)].Number!.Value;

    private static void AssertNear(double expected, double actual, double relative = 1e-9) =>
        Assert.InRange(Math.Abs(actual - expected), 0, relative * Math.Max(1e-3, Math.Abs(expected)));
}
