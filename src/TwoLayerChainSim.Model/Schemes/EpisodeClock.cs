using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>A stage of an episode.</summary>
public enum Stage
{
    /// <summary>Negotiating about sensing data and submitting them.</summary>
    Collect,

    /// <summary>Local training.</summary>
    Train,

    /// <summary>Sharing and uploading updates.</summary>
    Upload,

    /// <summary>Consensus of the local chains.</summary>
    LocalChain,

    /// <summary>Exchange between MEC nodes.</summary>
    CrossChain,

    /// <summary>Consensus and storage of the global chain.</summary>
    GlobalChain,

    /// <summary>Distribution of the new model.</summary>
    Download,
}

/// <summary>
/// Divides an episode into stages. Stages of different cells overlap; a stage lasts from the latest end of the stages before
/// it to its own latest end, so the parts add up to the length of the episode.
/// </summary>
/// <param name="simulator">The run.</param>
public sealed class EpisodeClock(Simulator simulator)
{
    private readonly SimTime _start = simulator.Now;
    private readonly SimTime[] _ends = new SimTime[Enum.GetValues<Stage>().Length];
    private SimTime _attemptStart = simulator.Now;

    /// <summary>Says that some actor has finished <paramref name="stage"/> now.</summary>
    /// <param name="stage">The stage.</param>
    public void Finish(Stage stage) => _ends[(int)stage] = simulator.Now;

    /// <summary>Says that everything since the start was in vain and the episode begins again now.</summary>
    public void Restart()
    {
        Array.Clear(_ends);
        _attemptStart = simulator.Now;
    }

    /// <summary>The stages so far.</summary>
    public DelayParts Parts()
    {
        var parts = new SimDuration[_ends.Length];
        var before = _attemptStart;
        for (var stage = 0; stage < parts.Length; stage++)
        {
            var end = SimTime.Max(before, _ends[stage]);
            parts[stage] = end - before;
            before = end;
        }

        return new(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], _attemptStart - _start);
    }
}
