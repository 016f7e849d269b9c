namespace TwoLayerChainSim.Model.Incentives.Contracts;

/// <summary>Types that share one frequency because they would be out of order with frequencies of their own.</summary>
/// <param name="First">Number of the first type, from 0.</param>
/// <param name="Last">Number of the last type.</param>
/// <param name="Frequency">Their frequency f.</param>
public readonly record struct FrequencyBlock(int First, int Last, double Frequency);

/// <summary>
/// The frequencies that maximise the publisher's profit, Eq. (38) of Kang et al. 2019. The Lagrangian with a multiplier ν of the
/// budget is separable and concave in the frequencies, so each is the root of a decreasing function, and pooling adjacent
/// violators keeps them in order exactly.
/// </summary>
internal sealed class FrequencyProgram
{
    private readonly ContractOptions _options;
    private readonly double[] _cycles;
    private readonly double[] _weights;

    /// <summary>The program of a contract problem.</summary>
    /// <param name="options">Valid parameters.</param>
    public FrequencyProgram(ContractOptions options)
    {
        _options = options;
        var types = options.Types;
        var iterations = Enumerable.Range(0, types.Count).Select(options.Iterations).ToArray();
        _cycles = [.. iterations.Select(count => count * options.IterationCycles)];

        // Eq. (37): g_n = ψp_n/θ_n + (ψ/θ_n − ψ/θ_{n+1}) Σ_{i>n} p_i. The conference version prints 1/θ_{n+1}: erratum.
        _weights = new double[types.Count];
        double above = 0;
        for (var n = types.Count - 1; n >= 0; n--)
        {
            var step = n + 1 < types.Count ? iterations[n] - iterations[n + 1] : 0;
            _weights[n] = (types[n].Share * iterations[n]) + (step * above);
            above += types[n].Share;
        }
    }

    /// <summary>The optimum: the least multiplier at which the rewards stay within the budget.</summary>
    /// <param name="isIroned">True to keep the frequencies in order; the paper holds that they always are.</param>
    /// <returns>Blocks in the order of types, and the multiplier ν, 0 where the budget does not bind.</returns>
    public (FrequencyBlock[] Blocks, double Multiplier) Solve(bool isIroned)
    {
        var blocks = Blocks(0, isIroned);
        if (TotalReward(blocks) <= _options.Budget)
        {
            return (blocks, 0);
        }

        var (low, high) = (0.0, 1.0);
        while (TotalReward(Blocks(high, isIroned)) > _options.Budget)
        {
            (low, high) = (high, 2 * high);
        }

        for (var middle = 0.5 * (low + high); middle > low && middle < high; middle = 0.5 * (low + high))
        {
            (low, high) = TotalReward(Blocks(middle, isIroned)) > _options.Budget ? (middle, high) : (low, middle);
        }

        return (Blocks(high, isIroned), high);
    }

    /// <summary>Eq. (37) without the factor l: what is paid to all workers.</summary>
    private double TotalReward(FrequencyBlock[] blocks)
    {
        double energy = 0;
        foreach (var block in blocks)
        {
            energy += Sum(_weights, block.First, block.Last) * block.Frequency * block.Frequency;
        }

        return _options.Workers * _options.EnergyCost
            * (_options.CommunicationEnergy + (_options.EnergyCoefficient * _options.IterationCycles * energy));
    }

    private FrequencyBlock[] Blocks(double multiplier, bool isIroned)
    {
        var blocks = new List<FrequencyBlock>();
        for (var n = 0; n < _cycles.Length; n++)
        {
            var block = Block(n, n, multiplier);
            while (isIroned && blocks.Count > 0 && blocks[^1].Frequency > block.Frequency)
            {
                block = Block(blocks[^1].First, n, multiplier);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return [.. blocks];
    }

    /// <summary>The frequency of types that share one, at least one local iteration within T_max.</summary>
    private FrequencyBlock Block(int first, int last, double multiplier) => new(
        first, last, Math.Max(_options.IterationCycles / _options.LongestTime, Root(first, last, multiplier)));

    /// <summary>
    /// Where Σ p_n ω k_n / (f² (T_max − T_com − k_n/f)) = 2 (l+ν) μ ζ c s f Σ g_n, k_n = (ψ/θ_n) c s: the left side falls from
    /// infinity, the right side rises from 0.
    /// </summary>
    private double Root(int first, int last, double multiplier)
    {
        var time = _options.LongestTime - _options.CommunicationTime;
        var cost = 2 * (_options.RewardCost + multiplier) * _options.EnergyCost * _options.EnergyCoefficient
            * _options.IterationCycles * Sum(_weights, first, last);
        var low = _cycles[first] / time;
        var high = 2 * low;
        while (Slope(high) > 0)
        {
            (low, high) = (high, 2 * high);
        }

        for (var middle = 0.5 * (low + high); middle > low && middle < high; middle = 0.5 * (low + high))
        {
            (low, high) = Slope(middle) > 0 ? (middle, high) : (low, middle);
        }

        return high;

        double Slope(double frequency)
        {
            var slope = -cost * frequency;
            for (var n = first; n <= last; n++)
            {
                slope += _options.Types[n].Share * _options.SatisfactionWeight * _cycles[n]
                    / (frequency * ((frequency * time) - _cycles[n]));
            }

            return slope;
        }
    }

    private static double Sum(double[] values, int first, int last)
    {
        double sum = 0;
        for (var n = first; n <= last; n++)
        {
            sum += values[n];
        }

        return sum;
    }
}
