using System.Numerics;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>Draws anti-aliased curves on a square grey canvas: 0 is paper, 1 is full ink.</summary>
/// <param name="size">Pixels of a side.</param>
internal sealed class DigitPen(int size)
{
    private const int CurveSteps = 5; // straight pieces between two points of a curve

    private readonly float[] _ink = new float[size * size];

    /// <summary>The ink of every pixel, row major, [0, 1].</summary>
    public Span<float> Ink => _ink;

    /// <summary>Draws the smooth curve (Catmull and Rom 1974) through the points.</summary>
    /// <param name="points">Points on the canvas, at least two.</param>
    /// <param name="startRadius">Half the width of the line at its start, in pixels.</param>
    /// <param name="endRadius">Half the width of the line at its end, in pixels.</param>
    public void Curve(ReadOnlySpan<Vector2> points, float startRadius, float endRadius)
    {
        var from = points[0];
        var steps = (points.Length - 1) * CurveSteps;
        for (var step = 1; step <= steps; step++)
        {
            var to = OnCurve(points, step);
            Line(from, to, startRadius + (endRadius - startRadius) * step / steps);
            from = to;
        }
    }

    private static Vector2 OnCurve(ReadOnlySpan<Vector2> points, int step)
    {
        var piece = Math.Min(step / CurveSteps, points.Length - 2);
        var t = step / (float)CurveSteps - piece;
        var (p1, p2) = (points[piece], points[piece + 1]);
        var p0 = piece > 0 ? points[piece - 1] : p1;
        var p3 = piece + 2 < points.Length ? points[piece + 2] : p2;
        var slope1 = (p2 - p0) * 0.5f;
        var slope2 = (p3 - p1) * 0.5f;
        var cubic = (p1 - p2) * 2 + slope1 + slope2;
        var square = (p2 - p1) * 3 - slope1 * 2 - slope2;
        return ((cubic * t + square) * t + slope1) * t + p1;
    }

    private void Line(Vector2 from, Vector2 to, float radius)
    {
        var reach = radius + 0.5f;
        var left = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach));
        var right = Math.Min(size - 1, (int)(Math.Max(from.X, to.X) + reach) + 1);
        var top = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach));
        var bottom = Math.Min(size - 1, (int)(Math.Max(from.Y, to.Y) + reach) + 1);
        var (lengthX, lengthY) = (to.X - from.X, to.Y - from.Y);
        var square = lengthX * lengthX + lengthY * lengthY;
        var perSquare = square > 0 ? 1 / square : 0;
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var (fromX, fromY) = (x - from.X, y - from.Y);
                var along = Math.Clamp((fromX * lengthX + fromY * lengthY) * perSquare, 0f, 1f);
                var (awayX, awayY) = (fromX - along * lengthX, fromY - along * lengthY);
                var away = awayX * awayX + awayY * awayY;
                if (away < reach * reach)
                {
                    ref var ink = ref _ink[y * size + x];
                    ink = Math.Max(ink, Math.Min(1f, reach - MathF.Sqrt(away)));
                }
            }
        }
    }
}
