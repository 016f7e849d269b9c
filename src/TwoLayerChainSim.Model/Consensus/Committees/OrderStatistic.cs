namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>Selection of the k-th smallest of many numbers without sorting them.</summary>
public static class OrderStatistic
{
    /// <summary>The <paramref name="rank"/>-th smallest value; reorders <paramref name="values"/>.</summary>
    /// <param name="values">The values.</param>
    /// <param name="rank">1 for the smallest, up to the number of values.</param>
    public static long Select(Span<long> values, int rank)
    {
        var (low, high, target) = (0, values.Length - 1, rank - 1);
        while (low < high)
        {
            // Median of three, then Hoare's partition (Hoare 1961, algorithm 65).
            var pivot = MedianOfThree(values[low], values[(low + high) >>> 1], values[high]);
            var (left, right) = (low, high);
            while (left <= right)
            {
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            if (target <= right)
            {
                high = right;
            }
            else if (target >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return values[target];
    }

    private static long MedianOfThree(long a, long b, long c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
