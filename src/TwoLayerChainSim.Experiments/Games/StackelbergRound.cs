using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Incentives.Shapley;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>A round of the Stackelberg game between a model owner and its clients.</summary>
internal sealed class StackelbergRound : IGame
{
    private const string Wang = "arXiv:2202.10938";
    private const double LongestDeadlineMinutes = 1e12;

    /// <inheritdoc/>
    public string Kind => "stackelberg";

    /// <inheritdoc/>
    public string Description => "A model owner prices training and mining, clients choose CPU frequencies";

    /// <inheritdoc/>
    public string Source => Wang;

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> Keys { get; } =
    [
        ScenarioKey.Quantity("deadline", Dimension.Time, "15 min", "1 ms", "10000 h",
            "Deadline T for training and mining together", $"{Wang} (15 min)"),
        ScenarioKey.Number("budget", 1500, 1e-6, 1e12, "Budget eta of the round in money", $"{Wang} (1500)"),
        ScenarioKey.Number("mining-budget", 250, 0, 1e12,
            "Part of the budget for mining, the same bound for each client", $"{Wang} (5 a client)"),
        ScenarioKey.Number("xi", 0.1, 0, 1e6, "Weight of a minute and of a unit of money against the value of the model", $"{Wang} (0.1)"),
        .. ShapleyShares.ContributionKeys,
        ScenarioKey.Choice("leader", "exact", "How the model owner prices", Wang,
            new KeyChoice("exact", "The least prices that win a client: the optimum of Problem 2", "[P] closed form"),
            new KeyChoice("published-complete", "Theorem 3.2 with its exponent corrected", Wang),
            new KeyChoice("published-complete-as-printed", "Theorem 3.2 as printed, whose units do not agree", Wang),
            new KeyChoice("published-incomplete", "Theorem 4.1, for clients that report their work", Wang),
            new KeyChoice("posted-price", "One price that wins the largest work, whatever is reported", "[P] incentive compatible")),
        ScenarioKey.Number("margin", 0.001, 0, 10, "Share by which the exact prices are raised", "[P] no knife's edge"),
        ScenarioKey.Choice("client", "exact", "How a client answers prices", Wang,
            new KeyChoice("exact", "Best frequencies, neither task at a loss: Problem 1", "[P] numerical optimum"),
            new KeyChoice("published", "Theorem 3.1", Wang),
            new KeyChoice("joint-ir", "Best frequencies, no loss in both tasks together", "[P]"),
            new KeyChoice("capped", "Best frequencies where payments end at their bounds", "[P]")),
        ScenarioKey.Choice("value", "linear", "What a model is worth by the work X of training in it", "[P]",
            new KeyChoice("linear", "value-scale X", "[P]"),
            new KeyChoice("logarithmic", "value-scale ln(1 + X / value-reference)", "[P]"),
            new KeyChoice("saturating", "value-scale (1 - exp(-X / value-reference))", "[P]")),
        ScenarioKey.Number("value-scale", 1, 1e-9, 1e12, "Scale of the value in money", "[P]"),
        ScenarioKey.Number("value-reference", 100, 1e-9, 1e12, "Reference work of the value in GHz min", "[P]"),
        ScenarioKey.Boolean("selective", true, "Whether clients that cost more than they add are not taken", "[P]"),
        ScenarioKey.Number("work-share-min", 1, 0.001, 1,
            "Least share of its training that a client may be left with; 1 never cuts", "[P]"),
    ];

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> ClientKeys { get; } =
    [
        .. ClientGroups.Keys,
        ScenarioKey.Number("mining-ghz-min", 5, 0, 1e9, "Work of mining psi in GHz min", $"{Wang} (up to 5)"),
        ScenarioKey.Number("rho", 0.01, 1e-9, 1e9, "Chip constant: a GHz min of work at q GHz costs rho q^2 money", $"{Wang} (0.01)"),
        ScenarioKey.Quantity("frequency-max", Dimension.Frequency, "1000 GHz", "1 MHz", "1000 GHz",
            "Highest CPU frequency", "[P] none in the paper"),
    ];

    /// <inheritdoc/>
    public GameResult? Play(GameFile file)
    {
        if (ClientGroups.Of(file) is not { } clients)
        {
            return null;
        }

        var works = clients.Select(client => Work(file.Top, client.Group, client.Training)).ToArray();
        var options = Options(file.Top, works);
        Check(file, clients, works, options);
        if (file.Diagnostics.HasErrors)
        {
            return null;
        }

        var outcome = new StackelbergGame(options).Play(works, new RandomStreams((ulong)file.Top.Number("seed"), 0).Stream("shapley"));
        if (outcome.Clients.All(client => client.Decision == ClientDecision.Abstained))
        {
            var least = outcome.Clients.Min(client => LeastDeadline(client.Work, client.Bounds));
            file.Refuse("deadline", double.IsFinite(least)
                ? $"at least {Judge.Text(least)} min, from when on the budget pays for some client"
                : "none: the budget leaves no client a payment");
            return null;
        }

        var table = Table(outcome);
        return new()
        {
            Findings = Findings(options, outcome),
            Table = table,
            Digest = ClientGroups.Merged(Short(table)),
            Figures = [Figure(outcome)],
        };
    }

    private static ClientWork Work(GameValues top, GameValues client, double training) => new()
    {
        TrainingGhzMinutes = training,
        MiningGhzMinutes = client.Number("mining-ghz-min"),
        DeadlineMinutes = top.Number("deadline") / 60,
        ChipConstant = client.Number("rho"),
        FrequencyMaxGhz = client.Number("frequency-max") / 1e9,
    };

    /// <summary>Reports what the module finds wrong: of each client at its item of the list, of the game at its keys.</summary>
    private static void Check(
        GameFile file, (GameValues Group, double Training)[] clients, ClientWork[] works, StackelbergOptions options)
    {
        foreach (var (item, group) in file.Clients.Index())
        {
            foreach (var error in works.Where((_, i) => clients[i].Group == group).SelectMany(work => work.Errors()).Distinct())
            {
                file.Diagnostics.Error(group.Origin, FormattableString.Invariant($"clients[{item}]"), error);
            }
        }

        var errors = options.Errors(works).Where(error => !error.StartsWith("client ", StringComparison.Ordinal));
        file.Refuse(errors, "mining-budget", "budget");
    }

    /// <summary>The shortest deadline at which a client can be paid; infinite when none is long enough.</summary>
    private static double LeastDeadline(ClientWork work, PaymentBounds bounds)
    {
        bool IsEnough(double minutes) => LeaderOptimum.Of(work with { DeadlineMinutes = minutes }, bounds) is not null;
        var (low, high) = (work.DeadlineMinutes, work.DeadlineMinutes);
        while (!IsEnough(high))
        {
            (low, high) = (high, 2 * high);
            if (high > LongestDeadlineMinutes)
            {
                return double.PositiveInfinity;
            }
        }

        for (var middle = 0.5 * (low + high); high - low > 1e-6 * high; middle = 0.5 * (low + high))
        {
            (low, high) = IsEnough(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static StackelbergOptions Options(GameValues top, ClientWork[] works) => new()
    {
        Budget = top.Number("budget"),
        MiningBudget = top.Number("mining-budget"),
        TimeAndMoneyWeight = top.Number("xi"),
        ContributionTargetGhzMinutes = top.Number("contribution-target-ghz-min"),
        Reading = top.Choice<ContributionReading>("shapley-reading"),
        IsSelective = top.Is("selective"),
        WorkShareMin = top.Number("work-share-min"),
        Leader = top.Choice<LeaderRule>("leader").Pricing(top.Number("margin"), works.Max(work => work.TrainingGhzMinutes)),
        Client = top.Choice<ClientRule>("client").Strategy(),
        Value = top.Text("value") switch
        {
            "logarithmic" => new LogarithmicValue(top.Number("value-scale"), top.Number("value-reference")),
            "saturating" => new SaturatingValue(top.Number("value-scale"), top.Number("value-reference")),
            _ => new LinearValue(top.Number("value-scale")),
        },
    };

    private static ImmutableArray<string> Findings(StackelbergOptions options, StackelbergOutcome outcome)
    {
        var taking = outcome.Clients.Count(client => client.TakesPart);
        var isOver = outcome.Payment > options.Budget * (1 + 1e-9);
        return
        [
            $"{taking} of {outcome.Clients.Count} clients take part.",
            $"They are paid {Judge.Text(outcome.Payment)} of a budget of {Judge.Text(options.Budget)}"
                + $"{(isOver ? ", more than there is: payments to this client strategy have no cap" : "")}.",
            $"Utility of the model owner {Judge.Text(outcome.ModelOwnerUtility)}, of the clients "
                + $"{Judge.Text(outcome.ClientUtility)} in sum.",
        ];
    }

    private static ResultTable Table(StackelbergOutcome outcome) => new(
        "clients", "Clients",
        [
            "client", "training_ghz_min", "decision", "training_price", "mining_price", "training_ghz", "mining_ghz", "training_min",
            "mining_min", "paid", "utility", "reason",
        ],
        [
            .. outcome.Clients.Select((client, i) => ImmutableArray.Create<ResultCell>(
                i + 1, client.Work.TrainingGhzMinutes, Word(client.Decision), client.Prices?.TrainingPerMinute,
                client.Prices?.MiningPerMinute,
                Shown(client, client.Reply.TrainingGhz), Shown(client, client.Reply.MiningGhz),
                Shown(client, client.Reply.TrainingMinutes), Shown(client, client.Reply.MiningMinutes),
                client.TakesPart ? client.Reply.Payment : 0, client.TakesPart ? client.Reply.Utility : 0, client.Reason)),
        ]);

    /// <summary>For people: the reason without its numbers.</summary>
    private static ResultTable Short(ResultTable table) => table with
    {
        Rows = [.. table.Rows.Select(row => row.SetItem(row.Length - 1, row[^1].Text!.Split(';')[0]))],
    };

    private static double? Shown(ClientOutcome client, double value) => client.TakesPart ? value : null;

    private static string Word(ClientDecision decision) => decision switch
    {
        ClientDecision.AsQuoted => "as quoted",
        ClientDecision.Requoted => "requoted",
        ClientDecision.WorkCut => "work cut",
        ClientDecision.Abstained => "abstains",
        _ => "not taken",
    };

    private static LineFigure Figure(StackelbergOutcome outcome)
    {
        Curve Of(string label, int color, CurveLine line, Func<ClientReply, double> of) => CurveChart.Curve(
            label, color, line, outcome.Clients.Select((client, i) => (i + 1.0, client.TakesPart ? of(client.Reply) : 0)));
        return CurveChart.Of(
            "clients",
            "Payment and cost of each client",
            "What each client is paid for training and for mining, and what its energy costs; 0 where it takes no part.",
            new("client", "Client", "1"),
            new("money", "Money", "1"),
            Of("paid, all", 0, CurveLine.Solid, reply => reply.Payment),
            Of("paid for training", 1, CurveLine.Dashed, reply => reply.TrainingPaid),
            Of("paid for mining", 2, CurveLine.Dashed, reply => reply.MiningPaid),
            Of("cost of energy", 4, CurveLine.Dotted, reply => reply.Payment - reply.Utility));
    }
}
