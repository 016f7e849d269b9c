namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// What the model owner offers a client, in money per minute of occupancy. A higher price rewards slowness: it is paid per unit
/// of time, not of work.
/// </summary>
/// <param name="TrainingPerMinute">Price pt of training, at least 0.</param>
/// <param name="MiningPerMinute">Price pm of mining, at least 0.</param>
public readonly record struct Prices(double TrainingPerMinute, double MiningPerMinute);

/// <summary>The most that the model owner may pay one client in a round, in money.</summary>
/// <param name="Training">Bound R_t on the payment for training, Eq. (6), at least 0.</param>
/// <param name="Mining">Bound R_m on the payment for mining, Eq. (3), at least 0.</param>
public readonly record struct PaymentBounds(double Training, double Mining);
