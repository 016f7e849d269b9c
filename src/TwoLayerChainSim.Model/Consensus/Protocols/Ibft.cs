namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// IBFT, also known as QBFT (Moniz, "The Istanbul BFT consensus algorithm", arXiv 2002.03613, 2020): PBFT whose leader
/// prepares like everybody else, with another leader at every height, where rounds begin at 0 again. A round change goes as
/// a view change; the pre-prepare of a later round, with its justification, goes as a new view.
/// </summary>
/// <remarks>
/// Prepared: the leader's pre-prepare and Q prepare votes, own included. Deviation: a replica decides when it is prepared
/// and has Q commit votes of its own round (models 5.1); the paper lets any Q commit votes of one round do.
/// </remarks>
/// <param name="settings">What the replica knows from the start.</param>
/// <param name="context">What it can do.</param>
/// <param name="application">What it decides about.</param>
public class Ibft(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
    : Pbft(settings, context, application)
{
    /// <inheritdoc/>
    protected override bool LeaderPrepares => true;

    /// <inheritdoc/>
    protected override bool RepeatsViewChange => false;

    /// <inheritdoc/>
    protected override int LeaderOf(int view) => Settings.LeaderOf((long)Height + view);

    /// <inheritdoc/>
    protected override int FirstViewAfter(Decision last) => 0;
}
