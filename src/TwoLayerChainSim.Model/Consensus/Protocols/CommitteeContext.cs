namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// What a member of a committee within a larger group can do: it speaks to the committee only, and when it has led a decision
/// it passes that on to the rest.
/// </summary>
/// <param name="inner">What it can do in the group.</param>
/// <param name="settings">What it knows, the leaders being the committee.</param>
/// <param name="turnOf">Whose turn led to a decision: the view, where the height does not matter.</param>
internal sealed class CommitteeContext(IReplicaContext inner, ReplicaSettings settings, Func<Decision, long> turnOf) : IReplicaContext
{
    private readonly int[] _others =
        [.. settings.Leaders.Where(replica => replica != settings.Index).Order()];

    private readonly int[] _rest = [.. Enumerable.Range(0, settings.Replicas).Except(settings.Leaders)];

    public void Send(int receiver, in ConsensusMessage message) => inner.Send(receiver, message);

    public void Broadcast(in ConsensusMessage message) => inner.Multicast(_others, message);

    public void Multicast(ReadOnlySpan<int> receivers, in ConsensusMessage message) => inner.Multicast(receivers, message);

    public void SetTimer(int timer, Engine.SimDuration delay) => inner.SetTimer(timer, delay);

    public void CancelTimer(int timer) => inner.CancelTimer(timer);

    public void Commit(Decision decision)
    {
        if (settings.LeaderOf(turnOf(decision)) == settings.Index)
        {
            inner.Multicast(_rest, DecisionLog.Message(decision));
        }

        inner.Commit(decision);
    }
}
