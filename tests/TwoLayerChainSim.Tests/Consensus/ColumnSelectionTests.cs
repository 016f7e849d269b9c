using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Tests.Consensus;

public class ColumnSelectionTests
{
    [Fact]
    public void Every_rank_of_every_column_is_what_sorting_gives() => Prop.ForAll(
        Table().ToArbitrary(), table => Enumerable.Range(1, table.GetLength(0)).All(rank => Agrees(table, rank)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_rank_of_zero_selects_zero_and_numbers_that_are_not_there_do_not_count()
    {
        var results = new long[3];
        ColumnSelection.Select([9, long.MaxValue, 5, 0, 7, 4, 5, 0, 8, 6, 5, 0], 4, [0, 2, 3], results);
        Assert.Equal([0, 6, 5], results);
    }

    private static Gen<long[,]> Table() =>
        from rows in Gen.Choose(1, 40)
        from columns in Gen.Choose(1, 9)
        from spread in Gen.Elements(0, 3, 1000, int.MaxValue - 1)
        from cells in Gen.Choose(0, spread).ListOf(rows * columns)
        select Fill(rows, columns, [.. cells]);

    private static long[,] Fill(int rows, int columns, int[] cells)
    {
        var table = new long[rows, columns];
        for (var i = 0; i < cells.Length; i++)
        {
            // Squares are far from evenly spread, which interpolation must survive.
            table[i / columns, i % columns] = (long)cells[i] * cells[i];
        }

        return table;
    }

    private static bool Agrees(long[,] table, int rank)
    {
        var (rows, columns) = (table.GetLength(0), table.GetLength(1));
        var stride = ColumnSelection.PaddedColumns(columns);
        var padded = new long[rows * stride];
        var sorted = new long[columns];
        for (var column = 0; column < columns; column++)
        {
            var values = Enumerable.Range(0, rows).Select(row => table[row, column]).ToArray();
            for (var row = 0; row < rows; row++)
            {
                padded[(row * stride) + column] = values[row];
            }

            sorted[column] = values.Order().ElementAt(rank - 1);
        }

        var results = new long[columns];
        ColumnSelection.Select(padded, stride, [.. Enumerable.Repeat(rank, columns)], results);
        return results.SequenceEqual(sorted);
    }
}
