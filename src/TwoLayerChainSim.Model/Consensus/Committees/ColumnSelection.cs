using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// The k-th smallest number of every column of a table, four columns at once: values not above a pivot are counted, and the
/// pivot moves by interpolation (regula falsi, every third time by bisection) until the count is k. Nothing is moved.
/// </summary>
public static class ColumnSelection
{
    private static readonly int Lanes = Vector256<long>.Count;

    /// <summary>Columns that a table must have in memory for <paramref name="columns"/> of them to be selected from.</summary>
    /// <param name="columns">Number of columns.</param>
    public static int PaddedColumns(int columns) => (columns + Lanes - 1) / Lanes * Lanes;

    /// <summary>Selects from each column.</summary>
    /// <param name="table">Rows of numbers from 0, one after the other; <see cref="long.MaxValue"/> for one that is not there.</param>
    /// <param name="stride">Length of a row, from <see cref="PaddedColumns"/>.</param>
    /// <param name="ranks">For each column, 1 for the smallest, up to the numbers that are there; 0 or less selects 0.</param>
    /// <param name="results">Where the selected numbers go.</param>
    public static void Select(ReadOnlySpan<long> table, int stride, ReadOnlySpan<int> ranks, Span<long> results)
    {
        Span<long> wanted = stackalloc long[Lanes];
        Span<long> selected = stackalloc long[Lanes];
        selected.Clear();
        for (var column = 0; column < ranks.Length; column += Lanes)
        {
            var count = Math.Min(Lanes, ranks.Length - column);
            wanted.Clear();
            for (var lane = 0; lane < count; lane++)
            {
                wanted[lane] = ranks[column + lane];
            }

            SelectFour(new(table, stride, column), wanted, selected);
            selected[..count].CopyTo(results[column..]);
        }
    }

    /// <summary>Selects from four columns, beginning at what was selected from the four before.</summary>
    private static void SelectFour(Strip strip, ReadOnlySpan<long> wanted, Span<long> selected)
    {
        Span<long> pivots = stackalloc long[Lanes];
        selected.CopyTo(pivots);
        Span<Bracket> brackets = stackalloc Bracket[Lanes];
        var (smallest, largest, present) = strip.Extremes();
        var open = 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var rank = wanted[lane];
            brackets[lane] = new(rank, smallest[lane] - 1, largest[lane], present[lane]);
            selected[lane] = rank <= 0 ? 0 : rank == 1 ? smallest[lane] : largest[lane];
            open += brackets[lane].IsOpen ? 1 : 0;
        }

        for (var step = 0; open > 0; step++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                pivots[lane] = brackets[lane].Pivot(step, pivots[lane]);
            }

            var (counts, below, above) = strip.Split(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(pivots)));
            for (var lane = 0; lane < Lanes; lane++)
            {
                ref var bracket = ref brackets[lane];
                if (bracket.IsOpen && bracket.Narrow(counts[lane], below[lane], above[lane]) is { } value)
                {
                    selected[lane] = value;
                    open--;
                }
            }
        }
    }

    /// <summary>The wanted number lies above Low, up to High; so many numbers are not above either.</summary>
    private record struct Bracket(long Rank, long Low, long High, long NotAboveHigh)
    {
        private long _notAboveLow;

        public bool IsOpen { get; private set; } = Rank > 1 && Rank < NotAboveHigh && High - Low > 1;

        public readonly long Pivot(int step, long last)
        {
            if (!IsOpen || (step == 0 && Low < last && last < High))
            {
                return last;
            }

            var share = step % 3 == 0 ? 0.5 : (Rank - _notAboveLow - 0.5) / (NotAboveHigh - _notAboveLow);
            return Math.Clamp(Low + (long)((High - Low) * share), Low + 1, High - 1);
        }

        /// <summary>Takes the count at a pivot, and its neighbours; the wanted number when that settles it.</summary>
        public long? Narrow(long count, long below, long above)
        {
            if (count >= Rank)
            {
                (High, NotAboveHigh) = (below, count);
            }
            else
            {
                (Low, _notAboveLow) = (above - 1, count);
            }

            // One number above Low, or numbers that are all the same: the wanted one is High, or the least above Low.
            long? settled = count == Rank ? below : count == Rank - 1 ? above : High - Low == 1 ? High : null;
            IsOpen = settled is null;
            return settled;
        }
    }

    /// <summary>Four columns of a table.</summary>
    private readonly ref struct Strip
    {
        private readonly ref long _first;
        private readonly int _stride;
        private readonly int _rows;

        public Strip(ReadOnlySpan<long> table, int stride, int column)
        {
            _first = ref Unsafe.Add(ref MemoryMarshal.GetReference(table), column);
            (_stride, _rows) = (stride, table.Length / stride);
        }

        /// <summary>Smallest and largest number that is there, and how many are.</summary>
        public (Vector256<long> Smallest, Vector256<long> Largest, Vector256<long> Present) Extremes()
        {
            var never = Vector256.Create(long.MaxValue);
            var (smallest, largest, present) = (never, Vector256<long>.Zero, Vector256<long>.Zero);
            for (var row = 0; row < _rows; row++)
            {
                var values = Row(row);
                var isThere = Vector256.LessThan(values, never);
                smallest = Vector256.Min(smallest, values);
                largest = Vector256.Max(largest, values & isThere);
                present -= isThere;
            }

            return (smallest, largest, present);
        }

        /// <summary>How many numbers are not above the pivots, the largest of them, and the smallest of the others.</summary>
        public (Vector256<long> Count, Vector256<long> Below, Vector256<long> Above) Split(Vector256<long> pivots)
        {
            var (count, below, above) = (Vector256<long>.Zero, Vector256<long>.Zero, Vector256.Create(long.MaxValue));
            for (var row = 0; row < _rows; row++)
            {
                var values = Row(row);
                var isAbove = Vector256.GreaterThan(values, pivots);
                count += Vector256<long>.One + isAbove;
                below = Vector256.Max(below, Vector256.AndNot(values, isAbove));
                above = Vector256.Min(above, Vector256.ConditionalSelect(isAbove, values, above));
            }

            return (count, below, above);
        }

        private Vector256<long> Row(int row) => Vector256.LoadUnsafe(ref _first, (nuint)(row * _stride));
    }
}
