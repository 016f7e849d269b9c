using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Incentives.DataSubmission;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>A device and its edge server negotiate about a sensing datum.</summary>
internal sealed class DataSubmission : IGame
{
    private const string Hu = "Hu et al. 2021, Sec. IV-B";
    private const int Points = 100;

    /// <inheritdoc/>
    public string Kind => "data-submission";

    /// <inheritdoc/>
    public string Description => "A device sells a sensing datum to its edge server by a rule that it commits to";

    /// <inheritdoc/>
    public string Source => Hu;

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> Keys { get; } =
    [
        ScenarioKey.Number("reward", 10, 0, 1e9, "Reward R of the server for processing the datum", $"{Hu} (10)"),
        ScenarioKey.Number("leakage-slope", 3, 0, 1e9, "Slope alpha of the extra reward for leaking it", $"{Hu} (3)"),
        ScenarioKey.Number("leakage-constant", 2, 0, 1e9, "Constant beta of the extra reward for leaking it", $"{Hu} (2)"),
        ScenarioKey.Fraction("privacy-leakage", 0.5, "Privacy leakage theta of the server", $"{Hu} (0.5)"),
        ScenarioKey.Number("max-value", 50, 1e-6, 1e9, "Greatest value that the device may ask for", $"{Hu} (50)"),
        ScenarioKey.Number("max-profit", 500, 1e-6, 1e9, "Greatest profit that the server may offer", $"{Hu} (500)"),
        ScenarioKey.Number("sensing-cost", 2, 0, 1e9, "Cost of sensing", $"{Hu} (2)"),
        ScenarioKey.Number("loss-per-value", 4, 0, 1e6,
            "Expected loss eta xi of the device per unit of value, above 1", $"{Hu} (0 to 225)"),
        ScenarioKey.Number("value-weight", 0.9, 1e-6, 1, "Weight epsilon of the value in the probability of submission", $"{Hu} (0.9)"),
    ];

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> ClientKeys => [];

    /// <inheritdoc/>
    public GameResult? Play(GameFile file)
    {
        var options = new DataSubmissionOptions
        {
            Reward = file.Top.Number("reward"),
            LeakageSlope = file.Top.Number("leakage-slope"),
            LeakageConstant = file.Top.Number("leakage-constant"),
            PrivacyLeakage = file.Top.Number("privacy-leakage"),
            MaxValue = file.Top.Number("max-value"),
            MaxProfit = file.Top.Number("max-profit"),
            SensingCost = file.Top.Number("sensing-cost"),
            LossPerValue = file.Top.Number("loss-per-value"),
            ValueWeight = file.Top.Number("value-weight"),
        };
        if (options.LossPerValue <= 1)
        {
            file.Refuse("loss-per-value", "greater than 1: at eta xi <= 1 the device asks for the greatest value, not for v*(s)");
            return null;
        }

        var game = new SubmissionGame(options);
        var (outcome, published) = (game.Solve(), game.Published()!.Value);
        return new()
        {
            Findings =
            [
                outcome.IsAccepted
                    ? $"The server offers a profit of {Judge.Text(outcome.Profit)}, the device asks for a value of "
                        + $"{Judge.Text(outcome.Value)} and submits with probability {Judge.Text(outcome.Probability)} "
                        + $"for a payment of {Judge.Text(outcome.Payment)}."
                    : "The server is silent: no offer pays.",
                published.IsWithinBounds
                    ? "The published pair is within its bounds and the same."
                    : "The published pair leaves its bounds: it is not the optimum.",
            ],
            Table = Table(game, outcome, published),
            Figures = [Figure(game, options)],
        };
    }

    private static ResultTable Table(SubmissionGame game, SubmissionOutcome exact, PublishedSubmission published) => new(
        "submission", "Submission of a datum",
        ["reading", "profit", "value", "probability", "payment", "server_utility", "device_utility"],
        [
            [
                "exact", exact.Profit, exact.Value, exact.Probability, exact.Payment, exact.ServerUtility, exact.DeviceUtility,
            ],
            [
                published.IsWithinBounds ? "as published" : "as published, out of bounds", published.Profit, published.Value,
                game.Probability(published.Value, published.Profit), published.Profit + published.Value,
                game.ServerUtility(published.Value, published.Profit), game.DeviceUtility(published.Value, published.Profit),
            ],
        ]);

    private static LineFigure Figure(SubmissionGame game, DataSubmissionOptions options)
    {
        var last = Math.Min(options.MaxProfit, options.Worth);
        var offers = Enumerable.Range(0, Points + 1).Select(i => last * i / Points).ToArray();
        return CurveChart.Of(
            "utilities",
            "Utilities by the offered profit",
            "Utilities per period of server and device against the profit that the server offers, when the device answers by its rule.",
            new("profit", "Offered profit", "1"),
            new("utility", "Utility per period", "1"),
            CurveChart.Curve("server", 0, CurveLine.Solid, offers.Select(s => (s, game.ServerUtility(game.Rule.Value(s), s)))),
            CurveChart.Curve("device", 1, CurveLine.Dashed, offers.Select(s => (s, game.DeviceUtility(game.Rule.Value(s), s)))));
    }
}
