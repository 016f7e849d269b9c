namespace TwoLayerChainSim.Model.Consensus.ProofOfWork;

/// <summary>
/// Closed forms of one BlockFL epoch when all miners start at <see cref="WaitSeconds"/> (Kim, Park, Bennis, Kim, arXiv
/// 1808.03949; models 1.4). The defaults are the paper's.
/// </summary>
/// <remarks>
/// Deviation: Eq. (4) is taken literally, with the propagation time in every attempt; Eqs. (6), (7) and (9) of the paper drop
/// it or have a sign error. What the paper prints is in <see cref="AsPublished"/>.
/// </remarks>
public sealed record BlockFlDelayModel
{
    /// <summary>Number of devices N_D. Default 10.</summary>
    public int Devices { get; init; } = 10;

    /// <summary>Number of miners N_M. Default 10.</summary>
    public int Miners { get; init; } = 10;

    /// <summary>Bandwidth of each link in Hz. Default 300 kHz.</summary>
    public double BandwidthHz { get; init; } = 300e3;

    /// <summary>Signal-to-noise ratio of each link in dB. Default 10.</summary>
    public double SnrDb { get; init; } = 10;

    /// <summary>Size of a model update in bits. Default 5 kbit.</summary>
    public double UpdateBits { get; init; } = 5e3;

    /// <summary>Size of a block header in bits. Default 200 kbit.</summary>
    public double HeaderBits { get; init; } = 200e3;

    /// <summary>Clock of a device in Hz; one cycle handles one bit. Default 1 GHz.</summary>
    public double ClockHz { get; init; } = 1e9;

    /// <summary>Waiting time from the beginning of the epoch to the start of mining, in seconds. Default 0.05.</summary>
    public double WaitSeconds { get; init; } = 0.05;

    /// <summary>Rate of a link, R = W·log2(1+γ), in bit/s.</summary>
    public double LinkBitsPerSecond => BandwidthHz * Math.Log2(1 + Math.Pow(10, SnrDb / 10));

    /// <summary>Upload of an update, T_up, in seconds.</summary>
    public double UploadSeconds => UpdateBits / LinkBitsPerSecond;

    /// <summary>Transfer of a block to one miner, T_bp, or to a device, T_dn, in seconds.</summary>
    public double BlockTransferSeconds => (HeaderBits + (UpdateBits * Devices)) / LinkBitsPerSecond;

    /// <summary>Aggregation at a device, T_global, in seconds.</summary>
    public double GlobalUpdateSeconds => UpdateBits * Devices / ClockHz;

    /// <summary>Sum of the transfer times to the other miners, Σ_bp, in seconds.</summary>
    public double PropagationSumSeconds => (Miners - 1) * BlockTransferSeconds;

    /// <summary>The block generation rate per miner that minimises <see cref="EpochSeconds"/>; infinite for one miner.</summary>
    public double OptimalRateHz => OptimalRate(WaitSeconds + BlockTransferSeconds);

    /// <summary>What the paper prints.</summary>
    public PublishedForms AsPublished => new(this);

    /// <summary>Probability that an attempt forks, p = 1 - exp(-λ·Σ_bp).</summary>
    /// <param name="rateHz">Block generation rate λ per miner, above 0.</param>
    public double ForkProbability(double rateHz) => -double.ExpM1(-rateHz * PropagationSumSeconds);

    /// <summary>Mean number of attempts, exp(λ·Σ_bp).</summary>
    /// <param name="rateHz">Block generation rate λ per miner, above 0.</param>
    public double MeanAttempts(double rateHz) => Math.Exp(rateHz * PropagationSumSeconds);

    /// <summary>Mean time of an epoch, E[T_o] of Eq. (4), in seconds.</summary>
    /// <param name="rateHz">Block generation rate λ per miner, above 0.</param>
    public double EpochSeconds(double rateHz) =>
        ((WaitSeconds + (1 / (rateHz * Miners)) + BlockTransferSeconds) * MeanAttempts(rateHz))
        + BlockTransferSeconds + GlobalUpdateSeconds;

    /// <summary>Minimiser of (fixed + 1/(λN_M))·exp(λΣ_bp): the root of a quadratic in λ (models 1.4).</summary>
    private double OptimalRate(double fixedSeconds)
    {
        var sum = PropagationSumSeconds;
        return sum == 0 ? double.PositiveInfinity : 2 / (sum * (1 + Math.Sqrt(1 + (4 * Miners * fixedSeconds / sum))));
    }

    /// <summary>The forms as printed, for comparison.</summary>
    /// <param name="model">The parameters.</param>
    public sealed class PublishedForms(BlockFlDelayModel model)
    {
        /// <summary>The optimal rate of Proposition 1; exact only for two miners.</summary>
        public double OptimalRateHz
        {
            get
            {
                var transfer = model.BlockTransferSeconds;
                return 2 / (transfer * (1 + Math.Sqrt(1 + (4 * model.Miners * (1 + (model.WaitSeconds / transfer))))));
            }
        }

        /// <summary>The rate that minimises Eq. (9).</summary>
        public double MinimiserOfEpochHz => model.OptimalRate(model.WaitSeconds);

        /// <summary>Mean time of an epoch by Eq. (9), in seconds.</summary>
        /// <param name="rateHz">Block generation rate λ per miner, above 0.</param>
        public double EpochSeconds(double rateHz) =>
            ((model.WaitSeconds + (1 / (rateHz * model.Miners))) * model.MeanAttempts(rateHz))
            + model.BlockTransferSeconds + model.GlobalUpdateSeconds;
    }
}
