namespace TwoLayerChainSim.Experiments.Scenario;

/// <summary>Where a value came from.</summary>
/// <param name="Source">A file as the user named it, an option such as <c>--set</c>, or <c>default</c>.</param>
/// <param name="Line">Line in the file from 1; 0 when the source is no file.</param>
/// <param name="Column">Column in the file from 1; 0 when the source is no file.</param>
public readonly record struct ValueOrigin(string Source, int Line = 0, int Column = 0)
{
    /// <summary>The table's default.</summary>
    public static ValueOrigin Default { get; } = new("default");

    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? FormattableString.Invariant($"{Source}:{Line}:{Column}") : Source;
}

/// <summary>How much a diagnostic matters.</summary>
public enum Severity
{
    /// <summary>The scenario cannot be run.</summary>
    Error,

    /// <summary>Read this before trusting the numbers.</summary>
    Warning,
}

/// <summary>One thing that is wrong or remarkable about a scenario.</summary>
/// <param name="Severity">Error or warning.</param>
/// <param name="Origin">Where the value stands.</param>
/// <param name="Key">Dotted key; empty when the whole file is concerned.</param>
/// <param name="Problem">What was found.</param>
/// <param name="Allowed">What may be written; null when there is nothing to list.</param>
/// <param name="Suggestion">What was probably meant; null when nothing is close.</param>
public sealed record ScenarioDiagnostic(
    Severity Severity, ValueOrigin Origin, string Key, string Problem, string? Allowed = null, string? Suggestion = null)
{
    /// <summary>Problem, allowed values and suggestion in one line.</summary>
    public string Message =>
        Problem
        + (Allowed is null ? "" : $"; allowed: {Allowed}")
        + (Suggestion is null ? "" : $"; did you mean '{Suggestion}'?");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Origin}: {(Severity == Severity.Warning ? "warning: " : "")}{(Key.Length == 0 ? "" : Key + ": ")}{Message}";
}

/// <summary>Collects diagnostics, up to a limit, and sorts them by place.</summary>
internal sealed class DiagnosticList
{
    /// <summary>More errors than this are not read by anybody.</summary>
    private const int Limit = 100;

    private readonly List<ScenarioDiagnostic> _items = [];
    private int _dropped;

    /// <summary>True when further diagnostics would only be counted.</summary>
    public bool IsFull => _items.Count >= Limit;

    public bool HasErrors => _items.Exists(item => item.Severity == Severity.Error);

    public void Error(ValueOrigin origin, string key, string problem, string? allowed = null, string? suggestion = null) =>
        Add(new(Severity.Error, origin, key, problem, allowed, suggestion));

    public void Add(ScenarioDiagnostic diagnostic)
    {
        if (_items.Count < Limit)
        {
            _items.Add(diagnostic);
        }
        else
        {
            _dropped++;
        }
    }

    /// <summary>All errors by place; the warnings when there are none.</summary>
    public IReadOnlyList<ScenarioDiagnostic> Sorted()
    {
        var severity = HasErrors ? Severity.Error : Severity.Warning;
        var sorted = _items
            .Where(item => item.Severity == severity)
            .OrderBy(item => item.Origin.Line == 0)
            .ThenBy(item => item.Origin.Line)
            .ThenBy(item => item.Origin.Column)
            .ThenBy(item => item.Key, StringComparer.Ordinal)
            .ThenBy(item => item.Problem, StringComparer.Ordinal)
            .ToList();
        if (_dropped > 0)
        {
            sorted.Add(new(Severity.Error, sorted[^1].Origin, "", FormattableString.Invariant($"and {_dropped} more")));
        }

        return sorted;
    }
}
