using System.Globalization;

namespace TwoLayerChainSim.Tests.Support;

/// <summary>
/// While it lives, the current culture writes 0.5 as 0,5 and -1 with another minus sign. It is made by hand because the
/// machine may have no data of cultures.
/// </summary>
internal sealed class HostileCulture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public HostileCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
