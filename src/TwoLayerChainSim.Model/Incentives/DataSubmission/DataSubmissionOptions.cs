namespace TwoLayerChainSim.Model.Incentives.DataSubmission;

/// <summary>
/// Parameters of the negotiation between a device and its edge server about one sensing datum (Hu et al. 2021, Sec. IV-B and
/// V-A). Money has no unit there.
/// </summary>
public sealed record DataSubmissionOptions
{
    /// <summary>Reward R of the server for processing the datum, at least 0. Default 10.</summary>
    public double Reward { get; init; } = 10;

    /// <summary>Slope α of the extra reward r(θ) = αθ + β for leaking the datum, at least 0. Default 3.</summary>
    public double LeakageSlope { get; init; } = 3;

    /// <summary>Constant β of the extra reward r(θ) = αθ + β, at least 0. Default 2.</summary>
    public double LeakageConstant { get; init; } = 2;

    /// <summary>Privacy leakage degree θ of the server, its private information, [0, 1]. Default 0.5.</summary>
    public double PrivacyLeakage { get; init; } = 0.5;

    /// <summary>Greatest value v̄ that a device may ask for, positive. Default 50.</summary>
    public double MaxValue { get; init; } = 50;

    /// <summary>Greatest profit s̄ that a server may offer, positive. Default 500.</summary>
    public double MaxProfit { get; init; } = 500;

    /// <summary>Cost c_d of sensing, at least 0. Default 2.</summary>
    public double SensingCost { get; init; } = 2;

    /// <summary>
    /// Expected loss ηξ of the device per unit of value, caused by leakage, at least 0. Only the product of η and ξ matters. The
    /// paper sweeps it over 0..225 in Fig. 3. Default 4.
    /// </summary>
    public double LossPerValue { get; init; } = 4;

    /// <summary>Weight ε of the value in the probability that the datum is submitted, Eq. (2), [0, 1]. Default 0.9.</summary>
    public double ValueWeight { get; init; } = 0.9;

    /// <summary>What the datum is worth to the server: K = R + αθ + β.</summary>
    public double Worth => Reward + (LeakageSlope * PrivacyLeakage) + LeakageConstant;

    /// <summary>What is wrong with the values, with what is allowed; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Check("reward", Reward, Reward >= 0, ">= 0"),
        .. Check("leakage slope", LeakageSlope, LeakageSlope >= 0, ">= 0"),
        .. Check("leakage constant", LeakageConstant, LeakageConstant >= 0, ">= 0"),
        .. Check("privacy leakage", PrivacyLeakage, PrivacyLeakage is >= 0 and <= 1, "[0, 1]"),
        .. Check("max value", MaxValue, MaxValue > 0, "> 0"),
        .. Check("max profit", MaxProfit, MaxProfit > 0, "> 0"),
        .. Check("sensing cost", SensingCost, SensingCost >= 0, ">= 0"),
        .. Check("loss per value", LossPerValue, LossPerValue >= 0, ">= 0"),
        .. Check("value weight", ValueWeight, ValueWeight is >= 0 and <= 1, "[0, 1]"),
    ];

    private static IEnumerable<string> Check(string name, double value, bool isInside, string allowed) =>
        isInside && double.IsFinite(value) ? [] : [FormattableString.Invariant($"{name} is {value}; allowed: {allowed}")];
}
