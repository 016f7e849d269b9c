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
    private (int Positive, int Negative, double SuccessProbability) _open;

    /// <summary>True once there was an interaction.</summary>
    public bool HasInteractions => _weight > 0 || _open.Positive + _open.Negative > 0;

    /// <summary>The opinion over all slots so far, the open one included.</summary>
    public Opinion Current
    {
        get
        {
            var (belief, disbelief, uncertainty, weight) = (_belief, _disbelief, _uncertainty, _weight);
            if (_open.Positive + _open.Negative > 0)
            {
                var slot = Opinion.FromInteractions(_open.Positive, _open.Negative, _open.SuccessProbability, options);
                belief = (options.Freshness * belief) + slot.Belief;
                disbelief = (options.Freshness * disbelief) + slot.Disbelief;
                uncertainty = (options.Freshness * uncertainty) + slot.Uncertainty;
                weight = (options.Freshness * weight) + 1;
            }

            return weight > 0 ? new(belief / weight, disbelief / weight, uncertainty / weight) : Opinion.Vacuous;
        }
    }

    /// <summary>Adds an interaction to the open slot, which closes when it has as many as the options say.</summary>
    /// <param name="positive">True for a positive interaction.</param>
    /// <param name="successProbability">Probability q that a packet of this worker arrives, [0, 1].</param>
    public void Add(bool positive, double successProbability)
    {
        _open = (_open.Positive + (positive ? 1 : 0), _open.Negative + (positive ? 0 : 1), successProbability);
        if (_open.Positive + _open.Negative >= options.SlotInteractions)
        {
            AddSlot(_open.Positive, _open.Negative, successProbability);
            _open = default;
        }
    }

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
