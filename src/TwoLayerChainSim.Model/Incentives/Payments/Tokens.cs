using System.Globalization;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.Payments;

/// <summary>An amount of money: a whole number of micro-tokens, so that sums are exact. Checked arithmetic.</summary>
/// <param name="Micro">Amount in micro-tokens; may be negative.</param>
public readonly record struct Tokens(long Micro) : IComparable<Tokens>
{
    /// <summary>Micro-tokens of one token.</summary>
    public const long MicroPerToken = 1_000_000;

    /// <summary>The largest amount, in tokens, that may be given as a number: a million of them still fit a balance.</summary>
    public const double MostTokens = 9e6;

    /// <summary>No money.</summary>
    public static Tokens Zero => default;

    /// <summary>The amount nearest to <paramref name="tokens"/> (the one place where prices become micro-tokens).</summary>
    /// <param name="tokens">Amount in tokens; finite.</param>
    public static Tokens FromTokens(double tokens)
    {
        var micro = Math.Round(tokens * MicroPerToken);
        Require.That(Math.Abs(micro) < 9.2e18, $"{tokens} tokens do not fit an amount");
        return new((long)micro);
    }

    /// <inheritdoc/>
    public int CompareTo(Tokens other) => Micro.CompareTo(other.Micro);

    /// <summary>Sum.</summary>
    public static Tokens operator +(Tokens a, Tokens b) => new(a.Micro + b.Micro);

    /// <summary>Difference; may be negative.</summary>
    public static Tokens operator -(Tokens a, Tokens b) => new(a.Micro - b.Micro);

    /// <summary>Exact multiple.</summary>
    public static Tokens operator *(Tokens a, long factor) => new(a.Micro * factor);

    /// <summary>True when less.</summary>
    public static bool operator <(Tokens a, Tokens b) => a.Micro < b.Micro;

    /// <summary>True when more.</summary>
    public static bool operator >(Tokens a, Tokens b) => a.Micro > b.Micro;

    /// <summary>True when not more.</summary>
    public static bool operator <=(Tokens a, Tokens b) => a.Micro <= b.Micro;

    /// <summary>True when not less.</summary>
    public static bool operator >=(Tokens a, Tokens b) => a.Micro >= b.Micro;

    /// <inheritdoc/>
    public override string ToString() => ((decimal)Micro / MicroPerToken).ToString("0.######", CultureInfo.InvariantCulture);
}
