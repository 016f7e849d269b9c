using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives;

/// <summary>The direct opinion of one publisher about one worker over time slots, Eq. (7) of Kang et al. 2019.</summary>
/// <remarks>
/// The weights z^(Y-y) of slot y are kept as a running sum. Deviation: the paper is silent about slots without interaction;
/// they are skipped, and a worker without any has the vacuous opinion.
/// </remarks>
/// <param name="options">Parameters of the logic.</param>
public sealed class OpinionHistory(SubjectiveLogicOptions options)
{
    private double _belief;
    private double _disbelief;
    private double _uncertainty;
    private double _weight;

    /// <summary>True once a slot had an interaction.</summary>
    public bool HasInteractions => _weight > 0;

    /// <summary>The opinion over all slots so far.</summary>
    public Opinion Current => HasInteractions
        ? new(_belief / _weight, _disbelief / _weight, _uncertainty / _weight)
        : Opinion.Vacuous;

    /// <summary>Closes a time slot.</summary>
    /// <param name="positive">Number of positive interactions in it.</param>
    /// <param name="negative">Number of negative interactions in it.</param>
    /// <param name="successProbability">Probability q that a packet of this worker arrives, [0, 1].</param>
    public void AddSlot(int positive, int negative, double successProbability)
    {
        Require.That(positive >= 0 && negative >= 0, $"interactions {positive}, {negative} must not be negative");
        var slot = Opinion.FromInteractions(positive, negative, successProbability, options);
        var isEmpty = positive + negative == 0;
        _belief = (options.Freshness * _belief) + (isEmpty ? 0 : slot.Belief);
        _disbelief = (options.Freshness * _disbelief) + (isEmpty ? 0 : slot.Disbelief);
        _uncertainty = (options.Freshness * _uncertainty) + (isEmpty ? 0 : slot.Uncertainty);
        _weight = (options.Freshness * _weight) + (isEmpty ? 0 : 1);
    }
}
