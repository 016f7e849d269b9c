using System.Globalization;
using TwoLayerChainSim.Experiments.Figures;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>The answer of the verb stress in words, from the tables alone.</summary>
internal static class StressAnswer
{
    /// <summary>What happens to a shard where the whole GMUC just holds, and what is left of the accuracy.</summary>
    /// <param name="results">The results.</param>
    public static IReadOnlyList<string> Of(StressResults results) => [.. Failures(results), .. Accuracy(results)];

    private static IEnumerable<string> Failures(StressResults results)
    {
        foreach (var misbehaviour in results.Failures.Where(point => point.Size is not null)
            .GroupBy(point => point.Misbehaviour).OrderBy(points => StressFigures.RankOf(points.Key)))
        {
            var whole = misbehaviour.Where(point => point.Committee == "gmuc").ToArray();
            var held = whole.Where(point => point.ByzantineMecNodes <= point.Tolerated).MaxBy(point => point.ByzantineMecNodes);
            var shard = misbehaviour.FirstOrDefault(
                point => point.Committee == "shard" && point.ByzantineMecNodes == held?.ByzantineMecNodes);
            if (held is null || shard is null)
            {
                continue;
            }

            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"A shard of {shard.Size} fails with probability {Probability(shard)} at b = {shard.ByzantineMecNodes} of {held.Size} MEC "
                + $"nodes that {StressFigures.Words(misbehaviour.Key)}{Parts(shard)}, {Whole(held)}.");
        }
    }

    private static string Whole(FailurePoint point) => point.Failures == 0
        ? $"although the GMUC tolerates {Text(point.Tolerated!.Value)}: it failed in none of {Text(point.Trials)} trials"
        : $"and the whole GMUC in {Text(point.Failures)} of {Text(point.Trials)} trials";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Probability(FailurePoint point)
    {
        var (_, mean, _, low, high) = point.Probability;
        var formula = StressFigures.IsBound(point.Misbehaviour) ? "at most" : "closed form";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{mean:0.000} (95 % CI {low:0.000} to {high:0.000}, {formula} {point.ClosedForm:0.000})");
    }

    /// <summary>How the failures divide, when there are several kinds.</summary>
    private static string Parts(FailurePoint point)
    {
        (string Word, int Count)[] parts =
            [("no progress", point.NoProgress), ("captured", point.Captured), ("diverged", point.Diverged)];
        var found = parts.Where(part => part.Count > 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Word} {(double)part.Count / point.Trials:0.000}"));
        return point.Failures == 0 ? string.Empty : $" ({string.Join(", ", found)})";
    }

    private static IEnumerable<string> Accuracy(StressResults results)
    {
        foreach (var figure in StressFigures.From(results).OfType<LineFigure>().Where(figure => figure.Id == "accuracy-by-malicious"))
        {
            var last = figure.Curves.SelectMany(curve => curve.Points).Max(point => point.X);
            foreach (var x in figure.Curves.SelectMany(curve => curve.Points).Select(point => point.X).Distinct()
                .Where(x => x == 0 || x == last).Order())
            {
                var values = figure.Curves.SelectMany(curve => curve.Points.Where(point => point.X == x)
                    .Select(point => $"{SchemeStyle.Of(curve.Scheme).Label} {EstimateText.Of(point.Estimate)}"));
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"{figure.Y.Title} with {x} % malicious devices: {string.Join(", ", values)}.");
            }
        }

        foreach (var map in StressFigures.From(results).OfType<HeatMapFigure>().Where(map => map.Id == "map-accuracy"))
        {
            var (best, worst) = (map.Cells.MaxBy(cell => cell.Value), map.Cells.MinBy(cell => cell.Value));
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{map.Title}: from {best.Value:0.00} ({best.Y} %, {best.X} nodes) to {worst.Value:0.00} ({worst.Y} %, {worst.X} nodes).");
        }
    }
}
