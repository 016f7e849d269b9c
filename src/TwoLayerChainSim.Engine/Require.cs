using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace TwoLayerChainSim.Engine;

/// <summary>Invariants that are checked in every build; a broken one ends the run as a failure, never as a quiet result.</summary>
public static class Require
{
    /// <summary>Asserts that <paramref name="condition"/> holds.</summary>
    /// <param name="condition">What must be true.</param>
    /// <param name="message">What is wrong, with the values; it is formatted only when the condition is false.</param>
    /// <exception cref="InvariantException">The condition is false.</exception>
    public static void That(
        [DoesNotReturnIf(false)] bool condition,
        [InterpolatedStringHandlerArgument(nameof(condition))] ref InvariantMessage message)
    {
        if (!condition)
        {
            throw new InvariantException(message.ToText());
        }
    }

    /// <summary>Asserts that <paramref name="condition"/> holds, with a constant message.</summary>
    /// <param name="condition">What must be true.</param>
    /// <param name="message">What is wrong.</param>
    /// <exception cref="InvariantException">The condition is false.</exception>
    public static void That([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            throw new InvariantException(message);
        }
    }
}

/// <summary>A broken invariant of the simulator: a bug, not bad input.</summary>
public sealed class InvariantException(string message) : Exception(message);

/// <summary>Formats the message of <see cref="Require"/> only when the condition is false (no allocation otherwise).</summary>
[InterpolatedStringHandler]
public ref struct InvariantMessage
{
    private DefaultInterpolatedStringHandler _inner;
    private readonly bool _enabled;

    /// <summary>Called by the compiler.</summary>
    /// <param name="literalLength">Length of the literal parts in characters.</param>
    /// <param name="formattedCount">Number of holes.</param>
    /// <param name="condition">The condition being asserted.</param>
    /// <param name="shouldAppend">False when the message is not needed.</param>
    public InvariantMessage(int literalLength, int formattedCount, bool condition, out bool shouldAppend)
    {
        _enabled = shouldAppend = !condition;
        _inner = _enabled
            ? new DefaultInterpolatedStringHandler(
                literalLength, formattedCount, System.Globalization.CultureInfo.InvariantCulture)
            : default;
    }

    /// <summary>Called by the compiler for a literal part.</summary>
    /// <param name="value">The literal text.</param>
    public void AppendLiteral(string value) => _inner.AppendLiteral(value);

    /// <summary>Called by the compiler for a hole.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    public void AppendFormatted<T>(T value) => _inner.AppendFormatted(value);

    internal string ToText() => _enabled ? _inner.ToStringAndClear() : string.Empty;
}
