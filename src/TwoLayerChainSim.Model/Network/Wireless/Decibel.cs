namespace TwoLayerChainSim.Model.Network;

/// <summary>Decibels and ratios.</summary>
public static class Decibel
{
    /// <summary>Power ratio of a level: 10^(dB/10).</summary>
    /// <param name="decibels">Level in dB.</param>
    public static double ToRatio(double decibels) => Math.Pow(10, decibels / 10);

    /// <summary>Level of a power ratio: 10·log10(ratio), in dB.</summary>
    /// <param name="ratio">Power ratio, positive.</param>
    public static double FromRatio(double ratio) => 10 * Math.Log10(ratio);
}
