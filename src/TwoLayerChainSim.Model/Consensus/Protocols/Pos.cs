using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// Proof of stake with immediate finality, in the manner of Tendermint (Buchman, Kwon and Milosevic, "The latest gossip on BFT
/// consensus", arXiv 1807.04938, 2018): <see cref="Ibft"/> whose proposers are chosen in proportion to their stakes.
/// </summary>
/// <remarks>
/// Deviations: the paper takes proposers by a weighted round-robin; here a hash that everybody can compute draws each one, so
/// that successive proposers are independent. The paper weighs votes by stake; here one validator has one vote, because faults
/// tolerated, certificates and verdicts count replicas in all protocols, and so stake decides about proposing only.
/// </remarks>
/// <param name="settings">What the replica knows from the start.</param>
/// <param name="context">What it can do.</param>
/// <param name="application">What it decides about.</param>
public sealed class Pos(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
    : Ibft(settings, context, application)
{
    /// <summary>Faulty proposers in a row that do not happen: the chance is below 3^-20 with equal stakes, of which f are faulty.</summary>
    public const int UnluckyLeaders = 20;

    /// <summary>
    /// The proposer of a view: a hash of seed, height and view is a point on the ring of all stakes, which begins with that of
    /// the first leader. The same at all replicas.
    /// </summary>
    /// <param name="settings">Stakes, seed and first leader.</param>
    /// <param name="height">The height, from 0.</param>
    /// <param name="view">The view, from 0.</param>
    public static int Proposer(ReplicaSettings settings, int height, int view)
    {
        var hash = StableHash.Combine(StableHash.Combine(settings.Seed, (ulong)height), (ulong)view);
        var share = StableHash.ToUniform(hash);
        double StakeOf(int place) =>
            settings.Stakes.IsEmpty ? 1 : settings.Stakes[(settings.FirstLeader + place) % settings.Replicas];

        var total = 0.0;
        for (var place = 0; place < settings.Replicas; place++)
        {
            total += StakeOf(place);
        }

        var (drawn, left) = (0, (share * total) - StakeOf(0));
        while (left >= 0 && drawn < settings.Replicas - 1)
        {
            drawn++;
            left -= StakeOf(drawn);
        }

        return (settings.FirstLeader + drawn) % settings.Replicas;
    }

    /// <inheritdoc/>
    /// <remarks>Where leaders are named, they lead in turns.</remarks>
    protected override int LeaderOf(int view) =>
        Settings.Leaders.IsEmpty ? Proposer(Settings, Height, view) : base.LeaderOf(view);
}
