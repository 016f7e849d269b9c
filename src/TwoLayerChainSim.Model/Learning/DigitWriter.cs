using System.Collections.Immutable;
using System.Numerics;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>Writes one digit after the other as a person would: never twice the same.</summary>
/// <param name="size">Pixels of a side.</param>
internal sealed class DigitWriter(int size)
{
    private const float Shake = 0.06f; // largest displacement of a point of a stroke, share of the unit square
    private const float ThinnestPen = 0.9f; // radius in pixels
    private const float ThickestPen = 1.9f;
    private const float PenVariation = 0.25f; // of the radius between the two ends of a stroke
    private const float LightestInk = 0.85f;
    private const float StrayShare = 0.25f; // of the images have a stray piece of line
    private const float Grain = 0.18f; // largest relative loss of ink in a pixel

    private readonly DigitWarp _warp = new();
    private readonly DigitPen _pen = new(size);

    /// <summary>Writes a digit.</summary>
    /// <param name="digit">0 .. 9.</param>
    /// <param name="stream">The stream of this image.</param>
    /// <param name="image">Receives the pixels, multiples of 1/255 in [0, 1].</param>
    public void Write(int digit, RandomStream stream, Span<float> image)
    {
        _pen.Ink.Clear();
        _warp.Draw(stream, size);
        var radius = stream.NextBetween(ThinnestPen, ThickestPen);
        var styles = DigitStrokes.Styles[digit];
        foreach (var stroke in styles[stream.NextInt(styles.Length)])
        {
            Draw(stroke, radius, stream);
        }

        if (stream.NextDouble() < StrayShare)
        {
            DrawStray(radius, stream);
        }

        var pressure = stream.NextBetween(LightestInk, 1f);
        for (var i = 0; i < image.Length; i++)
        {
            var ink = _pen.Ink[i];
            var seen = ink > 0 ? ink * pressure * (1 - stream.NextBetween(0, Grain)) : 0;
            image[i] = (int)(seen * 255 + 0.5f) / 255f;
        }
    }

    private void Draw(ImmutableArray<Vector2> stroke, float radius, RandomStream stream)
    {
        Span<Vector2> points = stackalloc Vector2[stroke.Length];
        for (var i = 0; i < stroke.Length; i++)
        {
            points[i] = _warp.Apply(stroke[i] + new Vector2(stream.NextSigned(Shake), stream.NextSigned(Shake)));
        }

        _pen.Curve(
            points,
            radius * (1 + stream.NextSigned(PenVariation)),
            radius * (1 + stream.NextSigned(PenVariation)));
    }

    /// <summary>A short line anywhere, as from a neighbouring letter.</summary>
    private void DrawStray(float radius, RandomStream stream)
    {
        var start = new Vector2(stream.NextBetween(3, size - 3), stream.NextBetween(3, size - 3));
        var end = start + new Vector2(stream.NextSigned(5), stream.NextSigned(5));
        _pen.Curve([start, end], radius * 0.7f, radius * 0.7f);
    }
}
