using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Checking;

/// <summary>
/// Proposals and prepare votes as they were sent (a proposal is a vote too), to tell whether the votes of correct replicas follow
/// from them: a prepare vote from the proposal of the leader, whoever that is, and a later vote from the prepare votes of a quorum.
/// </summary>
/// <param name="quorum">Votes that are needed.</param>
internal sealed class PrepareVotes(int quorum)
{
    private readonly HashSet<ulong> _votes = [];
    private readonly Dictionary<ulong, int> _counts = [];
    private readonly Dictionary<ulong, ulong> _proposers = [];
    private readonly Dictionary<(int Height, int View), ulong> _leaders = [];

    /// <summary>Notes who proposes a value.</summary>
    /// <param name="message">A message with a proposal.</param>
    public void NoteProposal(in ConsensusMessage message)
    {
        var key = Key(message.Height, message.View, message.Value);
        _proposers[key] = _proposers.GetValueOrDefault(key) | Bit(message.From);
    }

    /// <summary>Notes a vote; only the first prepare vote of a replica for a value counts.</summary>
    /// <param name="voter">Index of the replica.</param>
    /// <param name="phase">What the vote says.</param>
    /// <param name="height">Which decision.</param>
    /// <param name="view">In which view.</param>
    /// <param name="value">For which value.</param>
    public void Note(int voter, VotePhase phase, int height, int view, in Digest value)
    {
        var key = Key(height, view, value);
        if (phase == VotePhase.Prepare && _votes.Add(StableHash.Combine(key, (ulong)voter)))
        {
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>Why a correct replica should not have sent a vote; null for a vote that follows, and for what is no vote.</summary>
    /// <param name="message">A message of a correct replica.</param>
    public string? Problem(in ConsensusMessage message)
    {
        var key = Key(message.Height, message.View, message.Value);
        return message.Kind switch
        {
            MessageKind.PreCommit or MessageKind.Commit when _counts.GetValueOrDefault(key) < quorum =>
                "a correct replica votes to commit what no quorum has prepared",
            MessageKind.Prepare when !Follows(message, _proposers.GetValueOrDefault(key)) =>
                "correct replicas follow two leaders in one view",
            _ => null,
        };
    }

    /// <summary>False when nobody is left who may be the leader whose proposals correct replicas vote for in this view.</summary>
    private bool Follows(in ConsensusMessage message, ulong proposers)
    {
        var place = (message.Height, message.View);
        return (_leaders[place] = _leaders.GetValueOrDefault(place, ulong.MaxValue) & proposers) != 0;
    }

    /// <summary>Replicas from the 65th on share bits: that can only hide a violation.</summary>
    private static ulong Bit(int replica) => 1UL << (replica % 64);

    private static ulong Key(int height, int view, in Digest value) =>
        StableHash.Combine(value.Prefix, unchecked(((ulong)(uint)height << 32) | (uint)view));
}
