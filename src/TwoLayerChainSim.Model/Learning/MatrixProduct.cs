using System.Runtime.Intrinsics;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// Dense products C = bias + A·B of row-major matrices. Every element of C is one chain of fused multiply-adds in the order
/// of the inner index; vectors run over columns only. The result therefore has the same bits for every vector width, block shape
/// and thread.
/// </summary>
internal static unsafe class MatrixProduct
{
    private const int Lanes = 8;
    private const int BlockRows = 4;

    /// <summary>C = bias + A·B with A rows × depth, B depth × columns.</summary>
    public static void Multiply(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, Span<float> c,
        int rows, int depth, int columns) => Multiply(a, depth, 1, b, bias, c, rows, depth, columns);

    /// <summary>C = transpose(A)·B with A depth × rows, B depth × columns.</summary>
    public static void MultiplyTransposed(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int depth, int columns) =>
        Multiply(a, 1, rows, b, [], c, rows, depth, columns);

    private static void Multiply(
        ReadOnlySpan<float> a, nint aRowStride, nint aDepthStride, ReadOnlySpan<float> b, ReadOnlySpan<float> bias,
        Span<float> c, int rows, int depth, int columns)
    {
        Require.That(a.Length == (long)rows * depth, $"A holds {a.Length} values, {rows} x {depth} expected");
        Require.That(b.Length == (long)depth * columns, $"B holds {b.Length} values, {depth} x {columns} expected");
        Require.That(c.Length == (long)rows * columns, $"C holds {c.Length} values, {rows} x {columns} expected");
        Require.That(
            bias.Length == 0 || bias.Length == columns, $"bias holds {bias.Length} values, 0 or {columns} expected");
        fixed (float* aStart = a, bStart = b, biasStart = bias, cStart = c)
        {
            var product = new Product(aStart, aRowStride, aDepthStride, bStart, biasStart, cStart, depth, columns);
            var column = 0;
            for (; column + 2 * Lanes <= columns; column += 2 * Lanes)
            {
                Panel(product, rows, column, width: 2 * Lanes);
            }

            for (; column + Lanes <= columns; column += Lanes)
            {
                Panel(product, rows, column, width: Lanes);
            }

            if (column < columns && columns >= Lanes)
            {
                // The last panel overlaps the one before: the same sums are written twice.
                Panel(product, rows, columns - Lanes, width: Lanes);
            }
            else if (column < columns)
            {
                Scalar(product, rows, columns);
            }
        }
    }

    /// <summary>All rows of a panel of 8 or 16 columns, in blocks of four rows; the last block overlaps the one before.</summary>
    private static void Panel(in Product product, int rows, int column, int width)
    {
        if (rows < BlockRows)
        {
            for (var row = 0; row < rows; row++)
            {
                for (var part = 0; part < width; part += Lanes)
                {
                    Block1X8(product, row, column + part);
                }
            }

            return;
        }

        for (var row = 0; row < rows; row += BlockRows)
        {
            var start = Math.Min(row, rows - BlockRows);
            if (width == Lanes)
            {
                Block4X8(product, start, column);
            }
            else
            {
                Block4X16(product, start, column);
            }
        }
    }

    private static void Block4X16(in Product product, int row, int column)
    {
        unchecked
        {
            var a = product.A + row * product.ARowStride;
            var (row1, row2, row3) = (product.ARowStride, 2 * product.ARowStride, 3 * product.ARowStride);
            var b = product.B + column;
            var bias0 = product.BiasAt(column);
            var bias1 = product.BiasAt(column + Lanes);
            Vector256<float> c00 = bias0, c01 = bias1, c10 = bias0, c11 = bias1;
            Vector256<float> c20 = bias0, c21 = bias1, c30 = bias0, c31 = bias1;
            var (step, columns) = (product.ADepthStride, (nint)product.Columns);
            for (var p = product.Depth; p > 0; p--)
            {
                var b0 = Vector256.Load(b);
                var b1 = Vector256.Load(b + Lanes);
                var x = Vector256.Create(*a);
                c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
                c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
                x = Vector256.Create(a[row1]);
                c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
                c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
                x = Vector256.Create(a[row2]);
                c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
                c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
                x = Vector256.Create(a[row3]);
                c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
                c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
                a += step;
                b += columns;
            }

            var c = product.C + row * columns + column;
            c00.Store(c);
            c01.Store(c + Lanes);
            c10.Store(c += columns);
            c11.Store(c + Lanes);
            c20.Store(c += columns);
            c21.Store(c + Lanes);
            c30.Store(c += columns);
            c31.Store(c + Lanes);
        }
    }

    private static void Block4X8(in Product product, int row, int column)
    {
        unchecked
        {
            var a = product.A + row * product.ARowStride;
            var (row1, row2, row3) = (product.ARowStride, 2 * product.ARowStride, 3 * product.ARowStride);
            var b = product.B + column;
            var bias = product.BiasAt(column);
            Vector256<float> c0 = bias, c1 = bias, c2 = bias, c3 = bias;
            var (step, columns) = (product.ADepthStride, (nint)product.Columns);
            for (var p = product.Depth; p > 0; p--)
            {
                var b0 = Vector256.Load(b);
                c0 = Vector256.FusedMultiplyAdd(Vector256.Create(*a), b0, c0);
                c1 = Vector256.FusedMultiplyAdd(Vector256.Create(a[row1]), b0, c1);
                c2 = Vector256.FusedMultiplyAdd(Vector256.Create(a[row2]), b0, c2);
                c3 = Vector256.FusedMultiplyAdd(Vector256.Create(a[row3]), b0, c3);
                a += step;
                b += columns;
            }

            var c = product.C + row * columns + column;
            c0.Store(c);
            c1.Store(c += columns);
            c2.Store(c += columns);
            c3.Store(c += columns);
        }
    }

    private static void Block1X8(in Product product, int row, int column)
    {
        unchecked
        {
            var a = product.A + row * product.ARowStride;
            var b = product.B + column;
            var c = product.BiasAt(column);
            for (var p = 0; p < product.Depth; p++)
            {
                c = Vector256.FusedMultiplyAdd(
                    Vector256.Create(a[p * product.ADepthStride]), Vector256.Load(b + (nint)p * product.Columns), c);
            }

            c.Store(product.C + (nint)row * product.Columns + column);
        }
    }

    /// <summary>For fewer columns than a vector holds.</summary>
    private static void Scalar(in Product product, int rows, int columns)
    {
        unchecked
        {
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    var sum = product.Bias == null ? 0f : product.Bias[column];
                    for (var p = 0; p < product.Depth; p++)
                    {
                        sum = MathF.FusedMultiplyAdd(
                            product.A[row * product.ARowStride + p * product.ADepthStride],
                            product.B[(nint)p * columns + column],
                            sum);
                    }

                    product.C[(nint)row * columns + column] = sum;
                }
            }
        }
    }

    private readonly struct Product(
        float* a, nint aRowStride, nint aDepthStride, float* b, float* bias, float* c, int depth, int columns)
    {
        public readonly float* A = a;
        public readonly nint ARowStride = aRowStride;
        public readonly nint ADepthStride = aDepthStride;
        public readonly float* B = b;
        public readonly float* Bias = bias;
        public readonly float* C = c;
        public readonly int Depth = depth;
        public readonly int Columns = columns;

        public Vector256<float> BiasAt(int column) =>
            Bias == null ? Vector256<float>.Zero : Vector256.Load(Bias + column);
    }
}
