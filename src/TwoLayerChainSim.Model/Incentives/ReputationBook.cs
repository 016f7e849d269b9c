namespace TwoLayerChainSim.Model.Incentives;

/// <summary>
/// The reputations that the global chain records: the direct opinion of every MEC node about every device it worked with,
/// and the final reputation after fusion with the recommendations of the other MEC nodes (Kang et al. 2019, Eqs. (5)-(9)).
/// </summary>
public sealed class ReputationBook
{
    private readonly SubjectiveLogicOptions _options;
    private readonly OpinionHistory[,] _direct;
    private readonly double[] _successProbability;
    private readonly double[]?[] _judgements;
    private readonly double[]?[] _trust;

    /// <summary>An empty book.</summary>
    /// <param name="mecNodes">Number of MEC nodes (publishers).</param>
    /// <param name="successProbability">Probability q that a packet arrives, per device (worker).</param>
    /// <param name="options">Parameters of the logic.</param>
    public ReputationBook(int mecNodes, double[] successProbability, SubjectiveLogicOptions options)
    {
        _options = options;
        _successProbability = successProbability;
        _direct = new OpinionHistory[mecNodes, successProbability.Length];
        (_judgements, _trust) = (new double[]?[mecNodes], new double[]?[mecNodes]);
        for (var mec = 0; mec < mecNodes; mec++)
        {
            for (var device = 0; device < successProbability.Length; device++)
            {
                _direct[mec, device] = new(options);
            }
        }
    }

    /// <summary>Records one judged update of <paramref name="device"/> at <paramref name="mec"/>: an interaction.</summary>
    /// <param name="mec">The MEC node that judged.</param>
    /// <param name="device">The device.</param>
    /// <param name="accepted">True for a positive interaction.</param>
    public void Record(int mec, int device, bool accepted)
    {
        _direct[mec, device].Add(accepted, _successProbability[device]);
        Forget(mec);
    }

    /// <summary>Records all interactions of <paramref name="device"/> with <paramref name="mec"/> in a time slot.</summary>
    /// <param name="mec">The MEC node that judged.</param>
    /// <param name="device">The device.</param>
    /// <param name="positive">Number of positive interactions.</param>
    /// <param name="negative">Number of negative interactions.</param>
    public void RecordSlot(int mec, int device, int positive, int negative)
    {
        _direct[mec, device].AddSlot(positive, negative, _successProbability[device]);
        Forget(mec);
    }

    /// <summary>The final reputation of <paramref name="device"/> as <paramref name="mec"/> sees it, [0, 1].</summary>
    /// <param name="mec">The MEC node that asks.</param>
    /// <param name="device">The device.</param>
    public double Reputation(int mec, int device)
    {
        var direct = _direct[mec, device].Current;
        var recommended = _options.Recommendations == Recommendations.Ignored ? null : Recommended(mec, device);
        var final = recommended is { } others ? Opinion.Fuse(direct, others) : direct;
        return final.Reputation(_options.UncertaintyWeight);
    }

    private Opinion? Recommended(int mec, int device)
    {
        var opinions = new List<Opinion>();
        var weights = new List<double>();
        for (var other = 0; other < _direct.GetLength(0); other++)
        {
            if (other == mec || !_direct[other, device].HasInteractions)
            {
                continue;
            }

            opinions.Add(_direct[other, device].Current);
            weights.Add(Trust(mec)[other]);
        }

        return Opinion.WeightedMean(opinions.ToArray(), weights.ToArray());
    }

    // Deviation: a negative similarity would leave the simplex in Eq. (8); it counts as no recommendation. The weight δ is the
    // same for all recommenders, so it cancels there.
    private double[] Trust(int mec) => _trust[mec] ??=
    [
        .. Enumerable.Range(0, _trust.Length).Select(other => _options.Recommendations == Recommendations.Equally
            ? 1
            : Math.Max(0, OpinionSimilarity.Between(Judgements(mec), Judgements(other)))),
    ];

    private void Forget(int mec)
    {
        _judgements[mec] = null;
        Array.Clear(_trust);
    }

    private double[] Judgements(int mec) => _judgements[mec] ??= Judge(mec);

    private double[] Judge(int mec)
    {
        var judgements = new double[_direct.GetLength(1)];
        for (var device = 0; device < judgements.Length; device++)
        {
            var history = _direct[mec, device];
            judgements[device] = history.HasInteractions
                ? history.Current.Reputation(_options.UncertaintyWeight)
                : double.NaN;
        }

        return judgements;
    }
}
