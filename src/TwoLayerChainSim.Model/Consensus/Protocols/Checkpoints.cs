using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// Checkpoints of a replica (Castro and Liskov, OSDI 1999, section 4.3): after every K heights it tells all others the digest
/// of what it has decided. The votes of a quorum make a checkpoint stable; those of f+1 tell a replica that it has fallen behind.
/// </summary>
/// <remarks>
/// The last height has no checkpoint, since nothing follows it. Deviations: the votes of a height are discarded with the height,
/// since one is decided after the other, and what waits for later heights is bounded by number, not by watermarks; decisions
/// stay, being the chain, and a replica that has fallen behind gets them with their own certificates.
/// </remarks>
/// <param name="settings">What the replica knows from the start.</param>
/// <param name="context">What it can do.</param>
public sealed class Checkpoints(ReplicaSettings settings, IReplicaContext context)
{
    private readonly (int Height, Digest State, ulong Signature)[] _latest =
        [.. Enumerable.Repeat((-1, default(Digest), 0UL), settings.Replicas)];

    private Digest _state;
    private int _fetched = -1;

    /// <summary>The votes that prove the last stable checkpoint; null before the first one.</summary>
    public VoteCertificate? Stable { get; private set; }

    /// <summary>Takes a decision into the state, and tells all others when a checkpoint is due.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="view">The view of the replica.</param>
    public void Add(Decision decision, int view)
    {
        Span<byte> content = stackalloc byte[2 * Digest.Bytes];
        _state.CopyTo(content);
        decision.Proposal.Value.CopyTo(content[Digest.Bytes..]);
        _state = Digest.Of(content);
        if (IsDue(decision.Height))
        {
            var signature = settings.Signer.Sign(Statement(decision.Height, _state));
            context.Broadcast(new(MessageKind.Checkpoint, decision.Height, view, _state, signature));
            Count(settings.Index, decision.Height, _state, signature);
        }
    }

    /// <summary>Another replica has reached a checkpoint.</summary>
    /// <param name="message">A message of kind <see cref="MessageKind.Checkpoint"/>.</param>
    /// <param name="height">The height that this replica decides next.</param>
    /// <param name="view">Its view.</param>
    public void Receive(in ConsensusMessage message, int height, int view)
    {
        var isNews = IsDue(message.Height) && message.Height > _latest[message.From].Height
            && settings.Signer.Verifies(message.From, Statement(message.Height, message.Value), message.Signature);
        if (!isNews)
        {
            return;
        }

        var votes = Count(message.From, message.Height, message.Value, message.Signature);
        if (votes > settings.Faults && message.Height >= height + settings.CheckpointInterval && message.Height > _fetched)
        {
            _fetched = message.Height;
            for (var replica = 0; replica < settings.Replicas; replica++)
            {
                if (_latest[replica].Height == message.Height && _latest[replica].State == message.Value)
                {
                    context.Send(replica, new(MessageKind.Fetch, height, view, default));
                }
            }
        }
    }

    private bool IsDue(int height) => settings.CheckpointInterval > 0
        && (height + 1) % settings.CheckpointInterval == 0 && height + 1 < settings.Heights;

    /// <summary>Counts a vote; one that is older than the last stable checkpoint is forgotten with the next of its sender.</summary>
    private int Count(int replica, int height, Digest state, ulong signature)
    {
        _latest[replica] = (height, state, signature);
        var votes = 0;
        foreach (var latest in _latest)
        {
            votes += latest.Height == height && latest.State == state ? 1 : 0;
        }

        if (votes >= settings.Quorum && Stable?.Height != height)
        {
            int[] voters =
            [
                .. Enumerable.Range(0, settings.Replicas)
                    .Where(voter => _latest[voter].Height == height && _latest[voter].State == state),
            ];
            Stable = new(
                VotePhase.Checkpoint, height, 0, state, [.. voters], [.. voters.Select(voter => _latest[voter].Signature)]);
        }

        return votes;
    }

    private static ulong Statement(int height, in Digest state) =>
        VoteSigner.Statement(VotePhase.Checkpoint, height, view: 0, state);
}
