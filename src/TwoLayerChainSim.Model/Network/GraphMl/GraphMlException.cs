using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Network;

/// <summary>A network file that cannot be used. The message lists everything that is wrong, one line each.</summary>
/// <param name="errors">What is wrong, each with file and line.</param>
public sealed class GraphMlException(ImmutableArray<string> errors) : Exception(string.Join('\n', errors))
{
    /// <summary>What is wrong, each with file and line.</summary>
    public ImmutableArray<string> Errors { get; } = errors;
}

/// <summary>Collects what is wrong with a network file.</summary>
/// <param name="fileName">Name of the file.</param>
internal sealed class GraphMlErrors(string fileName)
{
    private const int MostErrors = 50;
    private readonly List<string> _errors = [];

    /// <summary>Notes an error in a line; line 0 is the file as a whole.</summary>
    public void Add(int line, FormattableString message)
    {
        if (_errors.Count < MostErrors)
        {
            var place = line > 0 ? FormattableString.Invariant($"{fileName}:{line}") : fileName;
            _errors.Add(place + ": " + FormattableString.Invariant(message));
        }
    }

    /// <exception cref="GraphMlException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new GraphMlException([.. _errors]);
        }
    }
}
