using System.Globalization;
using System.Net;
using System.Text;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>
/// Builds HTML in which every inserted value is escaped, because it is inserted as a hole of an interpolated string; only
/// <see cref="Markup"/> goes in as it is.
/// </summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a piece of HTML and a line end.</summary>
    public Html Add(FormattableString piece)
    {
        var holes = piece.GetArguments().Select(hole => hole is Markup markup
            ? markup.Text
            : WebUtility.HtmlEncode(Convert.ToString(hole, CultureInfo.InvariantCulture)));
        _text.Append(string.Format(CultureInfo.InvariantCulture, piece.Format, [.. holes])).Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();
}

/// <summary>Text that is HTML already.</summary>
internal readonly record struct Markup(string Text);
