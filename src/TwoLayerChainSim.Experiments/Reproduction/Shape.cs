using TwoLayerChainSim.Experiments.Report;

namespace TwoLayerChainSim.Experiments.Reproduction;

/// <summary>What a curve does from left to right, as far as papers claim it.</summary>
public enum Course
{
    /// <summary>It never falls and rises somewhere.</summary>
    Rises,

    /// <summary>It never rises and falls somewhere.</summary>
    Falls,

    /// <summary>It neither rises nor falls.</summary>
    IsConstant,

    /// <summary>It rises to one peak and falls behind it.</summary>
    RisesThenFalls,
}

/// <summary>The shape of a curve of exact numbers: in which order it rises, falls and is constant.</summary>
/// <remarks>A step counts as none when it is below 1e-9 of the greatest size on the curve.</remarks>
public sealed class Shape
{
    private const double RelativeTolerance = 1e-9;

    /// <summary>A curve whose ranks agree this much with a direction (Kendall's tau) still has its trend.</summary>
    private const double TrendTau = 0.8;

    private readonly IReadOnlyList<(double X, double Y)> _points;
    private readonly double _tolerance;
    private readonly List<(int Sign, int End)> _pieces = [];

    /// <summary>The shape of a curve.</summary>
    /// <param name="points">At least 2 points with increasing x.</param>
    public Shape(IEnumerable<(double X, double Y)> points)
    {
        _points = [.. points];
        Engine.Require.That(_points.Count >= 2, $"{_points.Count} points have no shape");
        _tolerance = RelativeTolerance * _points.Max(point => Math.Abs(point.Y));
        for (var i = 1; i < _points.Count; i++)
        {
            var sign = Sign(i - 1, i);
            if (_pieces.Count > 0 && _pieces[^1].Sign == sign)
            {
                _pieces.RemoveAt(_pieces.Count - 1);
            }

            _pieces.Add((sign, i));
        }
    }

    /// <summary>The verdict about the claim that the curve has a course.</summary>
    /// <param name="reading">Reading of the paper.</param>
    /// <param name="claimed">What the paper says.</param>
    public Finding Judge(string reading, Course claimed) => new(
        reading,
        Has(claimed) ? ClaimVerdict.Reproduced : HasTrend(claimed) ? ClaimVerdict.TrendOnly : ClaimVerdict.Contradicted,
        Words);

    /// <summary>True when the curve has the course.</summary>
    /// <param name="course">The course.</param>
    public bool Has(Course course)
    {
        var signs = _pieces.Select(piece => piece.Sign).Where(sign => sign != 0).ToArray();
        return course switch
        {
            Course.Rises => signs.Length > 0 && signs.All(sign => sign > 0),
            Course.Falls => signs.Length > 0 && signs.All(sign => sign < 0),
            Course.IsConstant => signs.Length == 0,
            _ => signs is [1, -1],
        };
    }

    /// <summary>What the curve does, with numbers.</summary>
    public string Words
    {
        get
        {
            var start = $"from {Text(_points[0].Y)} at {Text(_points[0].X)}";
            return _pieces is [(0, _)]
                ? $"is constant at {Text(_points[0].Y)}"
                : _pieces.Count > 4
                ? $"goes up and down {start} to {Text(_points[^1].Y)} at {Text(_points[^1].X)}"
                : string.Join(", ", _pieces.Select((piece, i) => Describe(piece, i == 0 ? $" {start}" : "")));
        }
    }

    private static string Text(double value) => EstimateText.Significant(value, 4);

    private string Describe((int Sign, int End) piece, string start)
    {
        var end = _points[piece.End];
        return piece.Sign == 0
            ? $"is constant{start} to {Text(end.X)}"
            : $"{(piece.Sign > 0 ? "rises" : "falls")}{start} to {Text(end.Y)} at {Text(end.X)}";
    }

    private bool HasTrend(Course claimed) => claimed switch
    {
        Course.Rises => Tau() >= TrendTau,
        Course.Falls => Tau() <= -TrendTau,
        _ => false,
    };

    /// <summary>Kendall's tau of y against x: pairs that agree less pairs that disagree, over all pairs.</summary>
    private double Tau()
    {
        var (sum, pairs) = (0, 0);
        for (var i = 0; i < _points.Count; i++)
        {
            for (var j = i + 1; j < _points.Count; j++)
            {
                sum += Sign(i, j);
                pairs++;
            }
        }

        return (double)sum / pairs;
    }

    private int Sign(int from, int to)
    {
        var step = _points[to].Y - _points[from].Y;
        return Math.Abs(step) <= _tolerance ? 0 : Math.Sign(step);
    }
}
