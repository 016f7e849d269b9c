namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>How a requestor plays: the probability that it pays in full after it saw what the leader did in this round.</summary>
/// <param name="AfterCooperation">q1, when the leader cooperated, [0, 1].</param>
/// <param name="AfterDefection">q2, when the leader defected, [0, 1].</param>
public readonly record struct RequestorMix(double AfterCooperation, double AfterDefection)
{
    /// <summary>The mix after a step, clipped to [0, 1].</summary>
    /// <param name="afterCooperation">Step of q1.</param>
    /// <param name="afterDefection">Step of q2.</param>
    public RequestorMix Step(double afterCooperation, double afterDefection) => new(
        Math.Clamp(AfterCooperation + afterCooperation, 0, 1), Math.Clamp(AfterDefection + afterDefection, 0, 1));
}
