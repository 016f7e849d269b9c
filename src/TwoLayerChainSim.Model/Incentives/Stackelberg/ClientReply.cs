namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>Where the reply of a client lies, or why it takes no part.</summary>
public enum ReplyKind
{
    /// <summary>Trains as fast as the price pays for or the chip can: Eq. (8) or q_max binds. The point of Theorem 3.1.</summary>
    ShortestTraining,

    /// <summary>pt + 2ρ qt^3 = pm + 2ρ qm^3, or a kink where a capped payment is reached.</summary>
    Interior,

    /// <summary>Mines as fast as the price pays for or the chip can: Eq. (9) or q_max binds.</summary>
    ShortestMining,

    /// <summary>There is nothing to mine.</summary>
    OnlyTraining,

    /// <summary>There is nothing to train.</summary>
    OnlyMining,

    /// <summary>No part: what the prices pay for, or the chip can do, does not end before the deadline.</summary>
    OutOfTime,

    /// <summary>No part: the energy costs more than the payment.</summary>
    AtALoss,

    /// <summary>No part: the published formula asks for more than the highest frequency, which it does not know.</summary>
    TooFast,
}

/// <summary>What a client does at given prices.</summary>
/// <param name="Kind">Where the reply lies, or why the client takes no part.</param>
/// <param name="TrainingMinutes">Duration Tt of training.</param>
/// <param name="MiningMinutes">Duration Tm of mining.</param>
/// <param name="TrainingGhz">CPU frequency qt while training; 0 without work.</param>
/// <param name="MiningGhz">CPU frequency qm while mining; 0 without work.</param>
/// <param name="TrainingPaid">Payment for training in money.</param>
/// <param name="MiningPaid">Payment for mining in money.</param>
/// <param name="Utility">Payments less the cost of energy, Eq. (1), in money; at least 0 (to rounding) when the client takes part.</param>
/// <remarks>
/// When the client takes no part all amounts are 0, except under the published formula, which shows what it would have done.
/// </remarks>
public readonly record struct ClientReply(
    ReplyKind Kind,
    double TrainingMinutes,
    double MiningMinutes,
    double TrainingGhz,
    double MiningGhz,
    double TrainingPaid,
    double MiningPaid,
    double Utility)
{
    /// <summary>True when the client takes part.</summary>
    public bool TakesPart => Kind < ReplyKind.OutOfTime;

    /// <summary>Both payments in money.</summary>
    public double Payment => TrainingPaid + MiningPaid;

    internal static ClientReply NoPart(ReplyKind kind) => new(kind, 0, 0, 0, 0, 0, 0, 0);

    internal static ClientReply Uncapped(
        ReplyKind kind, ClientWork work, Prices prices, double trainingMinutes, double miningMinutes) =>
        Paid(
            kind,
            work,
            trainingMinutes,
            miningMinutes,
            prices.TrainingPerMinute * trainingMinutes,
            prices.MiningPerMinute * miningMinutes);

    /// <summary>A reply with given durations and payments; the rest follows from them.</summary>
    /// <param name="kind">Where it lies.</param>
    /// <param name="work">The client.</param>
    /// <param name="trainingMinutes">Duration Tt of training.</param>
    /// <param name="miningMinutes">Duration Tm of mining.</param>
    /// <param name="trainingPaid">Payment for training in money.</param>
    /// <param name="miningPaid">Payment for mining in money.</param>
    public static ClientReply Paid(
        ReplyKind kind, ClientWork work, double trainingMinutes, double miningMinutes, double trainingPaid, double miningPaid) =>
        new(
            kind,
            trainingMinutes,
            miningMinutes,
            work.TrainingGhzMinutes == 0 ? 0 : work.TrainingGhzMinutes / trainingMinutes,
            work.MiningGhzMinutes == 0 ? 0 : work.MiningGhzMinutes / miningMinutes,
            trainingPaid,
            miningPaid,
            trainingPaid + miningPaid - work.TrainingCost(trainingMinutes) - work.MiningCost(miningMinutes));
}
