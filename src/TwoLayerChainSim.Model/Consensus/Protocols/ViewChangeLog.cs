using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>The latest view change of each replica at one height.</summary>
/// <param name="replicas">Number of replicas.</param>
public sealed class ViewChangeLog(int replicas)
{
    private readonly ViewChange?[] _latest = new ViewChange?[replicas];

    /// <summary>Records a view change unless its sender has already moved at least as far.</summary>
    /// <param name="change">A valid view change.</param>
    /// <returns>False when it is not news.</returns>
    public bool Add(ViewChange change)
    {
        if (_latest[change.Sender] is { } known && known.View >= change.View)
        {
            return false;
        }

        _latest[change.Sender] = change;
        return true;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_latest);

    /// <summary>The view that <paramref name="replica"/> has moved to, or -1.</summary>
    /// <param name="replica">Index of the replica.</param>
    public int ViewOf(int replica) => _latest[replica]?.View ?? -1;

    /// <summary>The latest view change of a replica; null when there is none.</summary>
    /// <param name="replica">Index of the replica.</param>
    public ViewChange? Of(int replica) => _latest[replica];

    /// <summary>Number of replicas whose latest view change is for <paramref name="view"/>.</summary>
    /// <param name="view">The view.</param>
    public int Count(int view)
    {
        var count = 0;
        foreach (var change in _latest)
        {
            count += change?.View == view ? 1 : 0;
        }

        return count;
    }

    /// <summary>Number of replicas whose latest view change is for a view below <paramref name="view"/>.</summary>
    /// <param name="view">The view.</param>
    public int CountBelow(int view)
    {
        var count = 0;
        foreach (var change in _latest)
        {
            count += change?.View < view ? 1 : 0;
        }

        return count;
    }

    /// <summary>The view changes for <paramref name="view"/>, ascending by sender.</summary>
    /// <param name="view">The view.</param>
    public ImmutableArray<ViewChange> For(int view) => [.. _latest.Where(change => change?.View == view).Select(change => change!)];

    /// <summary>
    /// The least view above <paramref name="view"/> among the latest view changes, when more than <paramref name="faults"/>
    /// replicas are above it, so that a correct one is among them (Castro and Liskov, OSDI 1999, section 4.5.2).
    /// </summary>
    /// <param name="view">The own view.</param>
    /// <param name="faults">Faulty replicas tolerated.</param>
    public int? ViewToJoin(int view, int faults)
    {
        var (count, least) = (0, int.MaxValue);
        foreach (var change in _latest)
        {
            if (change?.View > view)
            {
                count++;
                least = Math.Min(least, change.View);
            }
        }

        return count > faults ? least : null;
    }
}
