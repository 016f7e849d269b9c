using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;
using TwoLayerChainSim.Model.Schemes.Crowdsensing;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>Turns the keys of the scheme crowdsensing into its options.</summary>
internal static class CrowdsensingReader
{
    /// <summary>The scheme.</summary>
    public static CrowdsensingOptions Read(ResolvedScenario scenario) => new()
    {
        Submission = new()
        {
            Reward = scenario.Number("crowdsensing.reward"),
            LeakageSlope = scenario.Number("crowdsensing.leakage-slope"),
            LeakageConstant = scenario.Number("crowdsensing.leakage-constant"),
            MaxValue = scenario.Number("crowdsensing.max-value"),
            MaxProfit = scenario.Number("crowdsensing.max-profit"),
            SensingCost = scenario.Number("crowdsensing.sensing-cost"),
            LossPerValue = scenario.Number("crowdsensing.loss-per-value"),
            ValueWeight = scenario.Number("crowdsensing.value-weight"),
        },
        Solution = scenario.Choice<SubmissionSolution>("crowdsensing.solution"),
        DatumSamples = scenario.Whole("crowdsensing.datum-samples"),
        SampleBits = (long)scenario.Number("crowdsensing.sample-size"),
        MessageBits = (long)scenario.Number("crowdsensing.message-size"),
        ReplyTimeout = scenario.Duration("crowdsensing.reply-timeout"),
        ServerFrequencyHz = scenario.Number("crowdsensing.server-cpu"),
        VerificationTime = scenario.Duration("crowdsensing.verification"),
        SubmissionDeadline = scenario.Duration("crowdsensing.submission-deadline"),
        RoundsMax = scenario.Whole("crowdsensing.max-rounds"),
        Consensus = scenario.Text("crowdsensing.consensus"),
        ForgedSubmissions = scenario.Whole("crowdsensing.forged-submissions"),
        ReplayedSubmissions = scenario.Whole("crowdsensing.replayed-submissions"),
        ServerCapital = scenario.Number("crowdsensing.server-capital"),
        Settlement = Settlement(scenario),
    };

    private static SettlementOptions Settlement(ResolvedScenario scenario) => new()
    {
        Leader = scenario.Choice<LeaderPolicy>("payment-game.leader"),
        ZeroDeterminant = new()
        {
            Slope = scenario.Number("payment-game.chi"),
            Scale = scenario.Number("payment-game.phi"),
        },
        Requestor = scenario.Choice<RequestorPolicy>("payment-game.requestor"),
        AdaptationRate = scenario.Number("payment-game.adaptation-rate"),
        FirstMix = new(scenario.Number("payment-game.first-q1"), scenario.Number("payment-game.first-q2")),
        DefectionShare = scenario.Number("payment-game.defection-share"),
        Budget = scenario.Number("payment-game.budget"),
        Rates = new()
        {
            LearningPerRound = scenario.Number("payment-game.learning-reward"),
            AggregationPerRound = scenario.Number("payment-game.aggregation-reward"),
            PerBlock = scenario.Number("payment-game.block-reward"),
        },
    };
}
