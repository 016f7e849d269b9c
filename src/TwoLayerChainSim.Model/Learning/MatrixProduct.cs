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
            Multiply(new Product(
                aStart, aRowStride, aDepthStride, bStart, biasStart, cStart, rows, depth, columns));
        }
    }

    private static void Multiply(in Product product)
    {
        var columns = product.Columns;
        if (columns < EightLanes.Count)
        {
            Scalar(product);
            return;
        }

        var column = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; column + 2 * SixteenLanes.Count <= columns; column += 2 * SixteenLanes.Count)
            {
                Panel<SixteenLanes>(product, column, SixteenLanes.Count);
            }
        }

        // The vectors of the last panel may overlap each other and the panel before: the same sums are then written twice.
        for (; column < columns; column += 2 * EightLanes.Count)
        {
            var start = Math.Min(column, columns - EightLanes.Count);
            Panel<EightLanes>(product, start, Math.Min(EightLanes.Count, columns - EightLanes.Count - start));
        }
    }

    private static void Panel<TLanes>(in Product product, int column, int offset)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var row = 0; row < product.Rows; row += BlockRows)
        {
            Block<TLanes>(product, row, column, offset);
        }
    }

    /// <summary>
    /// Four rows by two vectors: eight independent chains of sums keep the multipliers busy. Rows after the last stand for the last.
    /// </summary>
    /// <param name="product">The operands.</param>
    /// <param name="row">First row.</param>
    /// <param name="column">First column of the first vector.</param>
    /// <param name="offset">Columns from the first to the second vector.</param>
    private static void Block<TLanes>(in Product product, int row, int column, nint offset)
        where TLanes : struct, ILanes<TLanes>
    {
        unchecked
        {
            var rest = product.Rows - 1 - row;
            var (row1, row2, row3) = ((nint)Math.Min(1, rest), (nint)Math.Min(2, rest), (nint)Math.Min(3, rest));
            var (a1, a2, a3) = (row1 * product.ARowStride, row2 * product.ARowStride, row3 * product.ARowStride);
            var (step, columns) = (product.ADepthStride, (nint)product.Columns);
            var a = product.A + row * product.ARowStride;
            var b = product.B + column;
            var left = product.Bias == null ? TLanes.All(0f) : TLanes.Load(product.Bias + column);
            var right = product.Bias == null ? TLanes.All(0f) : TLanes.Load(product.Bias + column + offset);
            TLanes c00 = left, c01 = right, c10 = left, c11 = right, c20 = left, c21 = right, c30 = left, c31 = right;
            for (var p = product.Depth; p > 0; p--)
            {
                left = TLanes.Load(b);
                right = TLanes.Load(b + offset);
                var x = TLanes.All(*a);
                c00 = c00.AddProduct(x, left);
                c01 = c01.AddProduct(x, right);
                x = TLanes.All(a[a1]);
                c10 = c10.AddProduct(x, left);
                c11 = c11.AddProduct(x, right);
                x = TLanes.All(a[a2]);
                c20 = c20.AddProduct(x, left);
                c21 = c21.AddProduct(x, right);
                x = TLanes.All(a[a3]);
                c30 = c30.AddProduct(x, left);
                c31 = c31.AddProduct(x, right);
                a += step;
                b += columns;
            }

            var c = product.C + row * columns + column;
            Store(c, offset, c00, c01);
            Store(c + row1 * columns, offset, c10, c11);
            Store(c + row2 * columns, offset, c20, c21);
            Store(c + row3 * columns, offset, c30, c31);
        }
    }

    private static void Store<TLanes>(float* destination, nint offset, TLanes left, TLanes right)
        where TLanes : struct, ILanes<TLanes>
    {
        left.Store(destination);
        right.Store(destination + offset);
    }

    /// <summary>For fewer columns than a vector holds.</summary>
    private static void Scalar(in Product product)
    {
        unchecked
        {
            for (var row = 0; row < product.Rows; row++)
            {
                for (var column = 0; column < product.Columns; column++)
                {
                    var sum = product.Bias == null ? 0f : product.Bias[column];
                    for (var p = 0; p < product.Depth; p++)
                    {
                        sum = MathF.FusedMultiplyAdd(
                            product.A[row * product.ARowStride + p * product.ADepthStride],
                            product.B[(nint)p * product.Columns + column],
                            sum);
                    }

                    product.C[(nint)row * product.Columns + column] = sum;
                }
            }
        }
    }

    private readonly struct Product(
        float* a, nint aRowStride, nint aDepthStride, float* b, float* bias, float* c, int rows, int depth, int columns)
    {
        public readonly float* A = a;
        public readonly nint ARowStride = aRowStride;
        public readonly nint ADepthStride = aDepthStride;
        public readonly float* B = b;
        public readonly float* Bias = bias;
        public readonly float* C = c;
        public readonly int Rows = rows;
        public readonly int Depth = depth;
        public readonly int Columns = columns;
    }
}
