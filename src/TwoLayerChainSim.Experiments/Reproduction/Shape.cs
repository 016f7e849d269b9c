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

    /// <summary>A curve with more pieces is not described piece by piece.</summary>
    private const int MostPieces = 4;

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

    /// <summary>True when the curve goes that way on the whole: by its ranks, or with a rise and a fall at its end.</summary>
    /// <param name="claimed">The course.</param>
    public bool HasTrend(Course claimed) => claimed switch
    {
        Course.Rises => Tau() >= TrendTau,
        Course.Falls => Tau() <= -TrendTau,
        Course.RisesThenFalls => _pieces.Select(piece => piece.Sign).Where(sign => sign != 0).ToArray() is [.., 1, -1],
        _ => false,
    };

    /// <summary>What the curve does, with numbers.</summary>
    public string Words
    {
        get
        {
            var start = $"from {Y(0)} at {X(0)}";
            return _pieces is [(0, _)]
                ? $"is constant at {Y(0)}"
                : _pieces.Count > MostPieces
                ? $"goes up and down {start} to {Y(_points.Count - 1)} at {X(_points.Count - 1)}"
                : string.Join(", ", _pieces.Select((piece, i) => Describe(piece, i == 0 ? $" {start}" : "")));
        }
    }

    private string Describe((int Sign, int End) piece, string start) => piece.Sign == 0
        ? $"is constant{start} to {X(piece.End)}"
        : $"{(piece.Sign > 0 ? "rises" : "falls")}{start} to {Y(piece.End)} at {X(piece.End)}";

    private string X(int point) => Reproduction.Judge.Text(_points[point].X);

    /// <summary>A height with as many digits as it takes to tell the ends of the curve apart.</summary>
    private string Y(int point)
    {
        var digits = Enumerable.Range(4, 6).FirstOrDefault(
            digits => Reproduction.Judge.Text(_points[0].Y, digits) != Reproduction.Judge.Text(_points[^1].Y, digits), 4);
        return Reproduction.Judge.Text(_points[point].Y, digits);
    }

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
