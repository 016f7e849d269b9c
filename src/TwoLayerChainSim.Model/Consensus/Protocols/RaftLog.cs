using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>The log of one replica; indices begin at 1.</summary>
public sealed class RaftLog
{
    /// <summary>Term of the place before the first entry.</summary>
    private const int NoTerm = -1;

    private readonly List<LogEntry> _entries = [];

    /// <summary>Index of the last entry; 0 for an empty log.</summary>
    public int LastIndex => _entries.Count;

    /// <summary>Term of the last entry.</summary>
    public int LastTerm => TermAt(LastIndex);

    /// <summary>The entry of an index.</summary>
    /// <param name="index">From 1 to <see cref="LastIndex"/>.</param>
    public LogEntry this[int index] => _entries[index - 1];

    /// <summary>Term of the entry of an index.</summary>
    /// <param name="index">From 0, the place before the first entry, to <see cref="LastIndex"/>.</param>
    public int TermAt(int index) => index == 0 ? NoTerm : this[index].Term;

    /// <summary>True when the log has an entry of this term at this index, and therefore the same entries before it.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="term">The term.</param>
    public bool Matches(int index, int term) => index >= 0 && index <= LastIndex && TermAt(index) == term;

    /// <summary>Index of the value of a height; 0 when there is none.</summary>
    /// <param name="height">The height.</param>
    public int IndexOf(int height) =>
        1 + _entries.FindLastIndex(entry => entry.Height == height && entry.Proposal is not null);

    /// <summary>The entries from an index on.</summary>
    /// <param name="index">From 1.</param>
    public ImmutableArray<LogEntry> From(int index) => [.. _entries.Skip(index - 1)];

    /// <summary>Adds an entry at the end.</summary>
    /// <param name="entry">The entry.</param>
    public void Add(LogEntry entry) => _entries.Add(entry);

    /// <summary>
    /// Takes over entries of a leader: the first one that contradicts the log ends it, what is there already stays, the rest is
    /// added (Ongaro and Ousterhout 2014, Fig. 2, AppendEntries steps 3 and 4).
    /// </summary>
    /// <param name="previous">Index of the entry before them, which matches.</param>
    /// <param name="entries">The entries.</param>
    /// <returns>True when an entry was added.</returns>
    public bool Merge(int previous, ImmutableArray<LogEntry> entries)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            var index = previous + 1 + i;
            if (!Matches(index, entries[i].Term))
            {
                _entries.RemoveRange(index - 1, LastIndex - index + 1);
                _entries.AddRange(entries.AsSpan()[i..]);
                return true;
            }
        }

        return false;
    }
}
