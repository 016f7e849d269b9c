namespace TwoLayerChainSim.Model.Network;

/// <summary>The mean loss of a radio link by distance. Some models know a line-of-sight (LOS) and a blocked (NLOS) state.</summary>
public abstract class PathLoss
{
    /// <summary>Macro cell at 2 GHz: 128.1 + 37.6·log10(d/km) dB (3GPP TR 36.814; models.md §4).</summary>
    public static PathLoss MacroCell { get; } = new LogDistancePathLoss(128.1, 37.6);

    /// <summary>Device to device at 2 GHz: 148 + 40·log10(d/km) dB (models.md §4).</summary>
    public static PathLoss DeviceToDevice { get; } = new LogDistancePathLoss(148, 40);

    /// <summary>Loss in dB.</summary>
    /// <param name="distanceMetres">Distance in metres, positive.</param>
    /// <param name="lineOfSight">State of the link; without effect where the model has one state.</param>
    public abstract double LossDb(double distanceMetres, bool lineOfSight);

    /// <summary>Probability that a link of this length has line of sight; 1 where the model has one state.</summary>
    /// <param name="distanceMetres">Distance in metres, positive.</param>
    public virtual double LineOfSightProbability(double distanceMetres) => 1;

    /// <summary>
    /// min(18/d, 1)·(1 − e^(−d/36)) + e^(−d/36), for urban micro cells and outdoor D2D links (3GPP TR 38.901, 36.843).
    /// </summary>
    private protected static double UrbanMicroLineOfSightProbability(double distanceMetres)
    {
        var decay = Math.Exp(-distanceMetres / 36);
        return (Math.Min(18 / distanceMetres, 1) * (1 - decay)) + decay;
    }
}

/// <summary>Intercept + slope·log10(distance in <b>kilometres</b>).</summary>
/// <param name="interceptDb">Loss at 1 km in dB.</param>
/// <param name="slopeDb">Loss per decade of distance in dB.</param>
public sealed class LogDistancePathLoss(double interceptDb, double slopeDb) : PathLoss
{
    /// <inheritdoc/>
    public override double LossDb(double distanceMetres, bool lineOfSight) =>
        interceptDb + (slopeDb * Math.Log10(distanceMetres / 1000));
}

/// <summary>Urban micro cell, street canyon (3GPP TR 38.901 Table 7.4.1-1), distances in <b>metres</b>.</summary>
/// <remarks>The distance given is taken as the three-dimensional one.</remarks>
/// <param name="carrierGigahertz">Carrier in GHz. Default 2.</param>
/// <param name="baseStationHeightMetres">Height of the base station in metres. Default 10.</param>
/// <param name="deviceHeightMetres">Height of the device in metres. Default 1.5.</param>
public sealed class UrbanMicroPathLoss(
    double carrierGigahertz = 2, double baseStationHeightMetres = 10, double deviceHeightMetres = 1.5) : PathLoss
{
    private const double LightMetresPerNanosecond = 0.299792458;

    // d'_BP = 4 (h_BS − 1)(h_UT − 1) f_c / c
    private readonly double _breakpointMetres =
        4 * (baseStationHeightMetres - 1) * (deviceHeightMetres - 1) * carrierGigahertz / LightMetresPerNanosecond;

    /// <inheritdoc/>
    public override double LossDb(double distanceMetres, bool lineOfSight)
    {
        var carrierDb = 20 * Math.Log10(carrierGigahertz);
        var heights = baseStationHeightMetres - deviceHeightMetres;
        var visible = distanceMetres <= _breakpointMetres
            ? 32.4 + (21 * Math.Log10(distanceMetres)) + carrierDb
            : 32.4 + (40 * Math.Log10(distanceMetres)) + carrierDb
                - (9.5 * Math.Log10((_breakpointMetres * _breakpointMetres) + (heights * heights)));
        var blocked = (35.3 * Math.Log10(distanceMetres)) + 22.4 + (21.3 * Math.Log10(carrierGigahertz))
            - (0.3 * (deviceHeightMetres - 1.5));
        return lineOfSight ? visible : Math.Max(visible, blocked);
    }

    /// <inheritdoc/>
    public override double LineOfSightProbability(double distanceMetres) =>
        UrbanMicroLineOfSightProbability(distanceMetres);
}

/// <summary>Outdoor D2D link: WINNER+ B1 with the changes of 3GPP TR 36.843, distances in <b>metres</b>, at least 3.</summary>
/// <param name="carrierGigahertz">Carrier in GHz. Default 2.</param>
/// <param name="antennaHeightMetres">Height of both antennas in metres. Default 1.5.</param>
public sealed class WinnerB1PathLoss(double carrierGigahertz = 2, double antennaHeightMetres = 1.5) : PathLoss
{
    /// <inheritdoc/>
    public override double LossDb(double distanceMetres, bool lineOfSight)
    {
        var distanceDb = Math.Log10(distanceMetres);
        var carrierDb = Math.Log10(carrierGigahertz);
        var heightDb = Math.Log10(antennaHeightMetres);
        var freeSpace = (20 * distanceDb) + 46.6 + (20 * Math.Log10(carrierGigahertz / 5));
        var loss = lineOfSight
            ? (22.7 * distanceDb) + 27 + (20 * carrierDb)
            : ((44.9 - (6.55 * heightDb)) * distanceDb) + (5.83 * heightDb) + 14.78 + (34.97 * carrierDb) - 5;
        return Math.Max(freeSpace, loss);
    }

    /// <inheritdoc/>
    public override double LineOfSightProbability(double distanceMetres) =>
        UrbanMicroLineOfSightProbability(distanceMetres);
}
