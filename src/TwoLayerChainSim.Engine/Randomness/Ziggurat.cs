using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        var x = StableHash.ToUniform(bits) * NormalX[layer];
        return x < NormalX[layer + 1] ? Signed(x, bits) : NormalSlow(stream, bits, layer, x);
    }

    /// <summary>
    /// Standard normals of the next four draws as one after the other would give them, up to the first that needs another
    /// draw; a bit is set for each that needs none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint FourNormals(RandomStream stream, out Vector256<double> normals)
    {
        var bits = stream.NextFour();
        var layers = bits & Vector256.Create(0xFFUL);
        ref var table = ref MemoryMarshal.GetArrayDataReference(NormalX);
        ref var first = ref Unsafe.Add(ref table, (int)layers.GetElement(0));
        ref var second = ref Unsafe.Add(ref table, (int)layers.GetElement(1));
        ref var third = ref Unsafe.Add(ref table, (int)layers.GetElement(2));
        ref var fourth = ref Unsafe.Add(ref table, (int)layers.GetElement(3));
        var widths = Vector256.Create(first, second, third, fourth);
        var inner = Vector256.Create(
            Unsafe.Add(ref first, 1), Unsafe.Add(ref second, 1), Unsafe.Add(ref third, 1), Unsafe.Add(ref fourth, 1));
        var x = Vector256.ConvertToDouble(bits >>> 11) * Vector256.Create(1.0 / (1UL << 53)) * widths;
        var signs = (bits & Vector256.Create(0x100UL)) << 55;
        normals = (x.AsUInt64() | signs).AsDouble();
        return Vector256.LessThan(x, inner).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Signed(double x, ulong bits) =>
        BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(x) | ((bits & 0x100) << 55));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exponential(RandomStream stream)
    {
        var bits = stream.NextUInt64();
        var layer = (int)(bits & 0xFF);
        var x = StableHash.ToUniform(bits) * ExponentialX[layer];
        return x < ExponentialX[layer + 1] ? x : ExponentialSlow(stream, layer, x);
    }

    private static double NormalSlow(RandomStream stream, ulong bits, int layer, double x)
    {
        while (true)
        {
            if (layer == 0)
            {
                x = NormalTailSample(stream);
                return Signed(x, bits);
            }

            var y = NormalY[layer] + (stream.NextDouble() * (NormalY[layer + 1] - NormalY[layer]));
            if (y < Math.Exp(-0.5 * x * x))
            {
                return Signed(x, bits);
            }

            bits = stream.NextUInt64();
            layer = (int)(bits & 0xFF);
            x = StableHash.ToUniform(bits) * NormalX[layer];
            if (x < NormalX[layer + 1])
            {
                return Signed(x, bits);
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
            x = StableHash.ToUniform(bits) * ExponentialX[layer];
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
