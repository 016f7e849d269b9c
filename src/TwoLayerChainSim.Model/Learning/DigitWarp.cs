using System.Numerics;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// A random hand: an elastic distortion of the unit square (a smooth field of displacements, after Simard et al. 2003) followed by
/// slant, stretch, rotation and shift onto the canvas.
/// </summary>
/// <remarks>Only + - * / are used, which give the same bits on every machine.</remarks>
internal sealed class DigitWarp
{
    private const int Knots = 4; // of the displacement field in each direction
    private const float Elastic = 0.10f; // largest displacement of a knot, share of the unit square
    private const float SmallestSize = 17f; // pixels of height
    private const float LargestSize = 21f;
    private const float LargestStretch = 0.25f; // width against height
    private const float LargestSlant = 0.32f; // horizontal shift a unit of height
    private const float LargestHalfTurn = 0.12f; // tangent of half the angle: 13.7 degrees
    private const float LargestShift = 1.2f; // pixels

    private readonly Vector2[] _field = new Vector2[Knots * Knots];
    private float _xx, _xy, _yx, _yy;
    private Vector2 _centre;

    /// <summary>Draws the hand of the next image.</summary>
    public void Draw(RandomStream stream, int canvas)
    {
        for (var i = 0; i < _field.Length; i++)
        {
            _field[i] = new Vector2(stream.NextSigned(Elastic), stream.NextSigned(Elastic));
        }

        var height = stream.NextBetween(SmallestSize, LargestSize);
        var width = height * (1 + stream.NextSigned(LargestStretch));
        var slant = stream.NextSigned(LargestSlant);
        var halfTurn = stream.NextSigned(LargestHalfTurn);
        var cosine = (1 - halfTurn * halfTurn) / (1 + halfTurn * halfTurn);
        var sine = 2 * halfTurn / (1 + halfTurn * halfTurn);

        // rotation · slant · stretch
        _xx = cosine * width;
        _xy = (cosine * -slant - sine) * height;
        _yx = sine * width;
        _yy = (sine * -slant + cosine) * height;
        var middle = (canvas - 1) * 0.5f;
        _centre = new Vector2(middle + stream.NextSigned(LargestShift), middle + stream.NextSigned(LargestShift));
    }

    /// <summary>From the unit square to the canvas.</summary>
    public Vector2 Apply(Vector2 point)
    {
        var (x, y) = Displace(point);
        return new Vector2(_centre.X + _xx * x + _xy * y, _centre.Y + _yx * x + _yy * y);
    }

    /// <summary>The point with the elastic distortion, relative to the centre of the square.</summary>
    private (float X, float Y) Displace(Vector2 point)
    {
        var (column, right) = Cell(point.X);
        var (row, lower) = Cell(point.Y);
        var first = row * Knots + column;
        var above = _field[first] * (1 - right) + _field[first + 1] * right;
        var below = _field[first + Knots] * (1 - right) + _field[first + Knots + 1] * right;
        return (
            point.X - 0.5f + above.X * (1 - lower) + below.X * lower,
            point.Y - 0.5f + above.Y * (1 - lower) + below.Y * lower);
    }

    /// <summary>The knot before a coordinate and the smooth share of the knot after it.</summary>
    private static (int Knot, float Share) Cell(float coordinate)
    {
        var position = Math.Clamp(coordinate, 0f, 1f) * (Knots - 1);
        var knot = Math.Min((int)position, Knots - 2);
        var share = position - knot;
        return (knot, share * share * (3 - 2 * share));
    }
}
