using System.Runtime.CompilerServices;

namespace TwoLayerChainSim.Engine;

/// <summary>
/// The ziggurat method (Marsaglia and Tsang, J. Stat. Softw. 5(8), 2000) with 256 layers, in the form of Doornik (2005):
/// the layer, the sign and the abscissa come from disjoint bits of one 64-bit draw.
/// </summary>
internal static class Ziggurat
{
    private const int Layers = 256;
    private const double NormalTail = 3.6541528853610088;
    private const double NormalArea = 0.00492867323399;
    private const double ExponentialTail = 7.69711747013104972;
    private const double ExponentialArea = 0.0039496598225815571993;

    private static readonly double[] NormalX = Abscissas(
        NormalTail, NormalArea, x => Math.Exp(-0.5 * x * x), y => Math.Sqrt(-2 * Math.Log(y)));

    private static readonly double[] NormalY = Array.ConvertAll(NormalX, x => Math.Exp(-0.5 * x * x));

    private static readonly double[] ExponentialX = Abscissas(
        ExponentialTail, ExponentialArea, x => Math.Exp(-x), y => -Math.Log(y));

    private static readonly double[] ExponentialY = Array.ConvertAll(ExponentialX, x => Math.Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Normal(RandomStream stream)
    {
        var bits = stream.NextUInt64();
        var layer = (int)(bits & 0xFF);
        var x = (bits >> 11) * (1.0 / (1UL << 53)) * NormalX[layer];
        if (x < NormalX[layer + 1])
        {
            return (bits & 0x100) == 0 ? x : -x;
        }

        return NormalSlow(stream, bits, layer, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exponential(RandomStream stream)
    {
        var bits = stream.NextUInt64();
        var layer = (int)(bits & 0xFF);
        var x = (bits >> 11) * (1.0 / (1UL << 53)) * ExponentialX[layer];
        return x < ExponentialX[layer + 1] ? x : ExponentialSlow(stream, layer, x);
    }

    private static double NormalSlow(RandomStream stream, ulong bits, int layer, double x)
    {
        while (true)
        {
            if (layer == 0)
            {
                x = NormalTailSample(stream);
                return (bits & 0x100) == 0 ? x : -x;
            }

            var y = NormalY[layer] + (stream.NextDouble() * (NormalY[layer + 1] - NormalY[layer]));
            if (y < Math.Exp(-0.5 * x * x))
            {
                return (bits & 0x100) == 0 ? x : -x;
            }

            bits = stream.NextUInt64();
            layer = (int)(bits & 0xFF);
            x = (bits >> 11) * (1.0 / (1UL << 53)) * NormalX[layer];
            if (x < NormalX[layer + 1])
            {
                return (bits & 0x100) == 0 ? x : -x;
            }
        }
    }

    private static double NormalTailSample(RandomStream stream)
    {
        double x;
        double y;
        do
        {
            x = -Math.Log(stream.NextOpenDouble()) / NormalTail;
            y = -Math.Log(stream.NextOpenDouble());
        }
        while (y + y < x * x);
        return NormalTail + x;
    }

    private static double ExponentialSlow(RandomStream stream, int layer, double x)
    {
        while (true)
        {
            if (layer == 0)
            {
                return ExponentialTail - Math.Log(stream.NextOpenDouble());
            }

            var y = ExponentialY[layer] + (stream.NextDouble() * (ExponentialY[layer + 1] - ExponentialY[layer]));
            if (y < Math.Exp(-x))
            {
                return x;
            }

            var bits = stream.NextUInt64();
            layer = (int)(bits & 0xFF);
            x = (bits >> 11) * (1.0 / (1UL << 53)) * ExponentialX[layer];
            if (x < ExponentialX[layer + 1])
            {
                return x;
            }
        }
    }

    /// <summary>Right edges of the layers: x[0] is the width of the base strip (tail included), x[256] = 0.</summary>
    private static double[] Abscissas(double tail, double area, Func<double, double> density, Func<double, double> inverse)
    {
        var x = new double[Layers + 1];
        x[0] = area / density(tail);
        x[1] = tail;
        for (var i = 2; i < Layers; i++)
        {
            x[i] = inverse((area / x[i - 1]) + density(x[i - 1]));
        }

        x[Layers] = 0;
        return x;
    }
}
