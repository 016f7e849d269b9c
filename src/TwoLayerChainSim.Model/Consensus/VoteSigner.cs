using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus;

/// <summary>What a signed vote says.</summary>
public enum VotePhase
{
    /// <summary>The proposal of the view is accepted.</summary>
    Prepare,

    /// <summary>A quorum has prepared the value.</summary>
    Commit,

    /// <summary>The view is given up.</summary>
    ViewChange,

    /// <summary>A quorum has prepared the value, and this replica has seen the proof (HotStuff).</summary>
    PreCommit,

    /// <summary>All that was decided up to the height has this digest.</summary>
    Checkpoint,
}

/// <summary>
/// Simulated signatures of votes: 64 bits mixed from the signer's secret and the statement, some nanoseconds each. A replica
/// signs as itself only and verifies everyone, so that certificates cannot be forged by a faulty one.
/// </summary>
public sealed class VoteSigner
{
    private static readonly VotePhase[] Phases = Enum.GetValues<VotePhase>();

    private readonly ulong[] _secrets;
    private readonly bool[]? _voters;
    private readonly ulong _domain;

    private VoteSigner(ulong[] secrets, int replica, bool[]? voters = null, ulong domain = 0) =>
        (_secrets, Replica, _voters, _domain) = (secrets, replica, voters, domain);

    /// <summary>Index of the replica that signs.</summary>
    public int Replica { get; }

    /// <summary>The signers of a committee, by replica index.</summary>
    /// <param name="keys">The keys of all nodes.</param>
    /// <param name="nodes">Stable numbers of the members, by replica index.</param>
    public static VoteSigner[] ForCommittee(KeyRing keys, IReadOnlyList<int> nodes)
    {
        var secrets = new ulong[nodes.Count];
        for (var i = 0; i < secrets.Length; i++)
        {
            secrets[i] = keys.Secret(nodes[i]).Prefix;
        }

        return [.. Enumerable.Range(0, secrets.Length).Select(replica => new VoteSigner(secrets, replica))];
    }

    /// <summary>The same signer, to whom only the signatures of some replicas are good.</summary>
    /// <param name="voters">Indices of these replicas.</param>
    public VoteSigner OnlyFor(IReadOnlyCollection<int> voters) =>
        new(_secrets, Replica, [.. Enumerable.Range(0, _secrets.Length).Select(voters.Contains)], _domain);

    /// <summary>The signer of another protocol instance: a signature for one instance is not good for another.</summary>
    /// <param name="instance">Number of the instance; 0 is the signer of the committee.</param>
    public VoteSigner ForInstance(int instance) =>
        new(_secrets, Replica, _voters, instance == 0 ? 0 : StableHash.Mix((ulong)instance));

    /// <summary>The statement of a vote.</summary>
    /// <param name="phase">What the vote says.</param>
    /// <param name="height">Which decision.</param>
    /// <param name="view">In which view.</param>
    /// <param name="value">For which value.</param>
    public static ulong Statement(VotePhase phase, int height, int view, in Digest value)
    {
        var place = unchecked(((ulong)(uint)height << 32) | (uint)view);
        return StableHash.Combine(StableHash.Combine((ulong)phase, place), value.Prefix);
    }

    /// <summary>Signs a statement as this replica.</summary>
    /// <param name="statement">The statement.</param>
    public ulong Sign(ulong statement) => StableHash.Mix(_secrets[Replica] ^ _domain ^ statement);

    /// <summary>True when <paramref name="replica"/> signed the statement.</summary>
    /// <param name="replica">Index of the alleged signer.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="signature">The signature.</param>
    public bool Verifies(int replica, ulong statement, ulong signature) =>
        (uint)replica < (uint)_secrets.Length && _voters?[replica] != false
        && StableHash.Mix(_secrets[replica] ^ _domain ^ statement) == signature;

    /// <summary>What this replica said about the value of a message by signing it; null when the signature is no such vote.</summary>
    /// <param name="message">A message of this replica.</param>
    public VotePhase? PhaseOf(in ConsensusMessage message)
    {
        foreach (var phase in Phases)
        {
            if (Verifies(Replica, Statement(phase, message.Height, message.View, message.Value), message.Signature))
            {
                return phase;
            }
        }

        return null;
    }

    /// <summary>A message of this replica with another value; when it is signed, the signature is for that value.</summary>
    /// <param name="message">The message.</param>
    /// <param name="value">What it votes for or proposes instead.</param>
    public ConsensusMessage Restate(in ConsensusMessage message, in Digest value) =>
        Restate(message, message with { Value = value });

    /// <summary>A proposal of this replica with another body; when it is signed, the signature is for what that stands for.</summary>
    /// <param name="message">The message.</param>
    /// <param name="body">Its body instead.</param>
    public ConsensusMessage Restate(in ConsensusMessage message, IProposalBody body) =>
        Restate(message, message with { Value = body.Vote, Body = body });

    /// <summary>A changed message of this replica; when the original is signed, the signature is for the change.</summary>
    /// <param name="original">The message.</param>
    /// <param name="changed">The message with another height, view, value or body.</param>
    public ConsensusMessage Restate(in ConsensusMessage original, in ConsensusMessage changed) =>
        PhaseOf(original) is { } phase
            ? changed with { Signature = Sign(Statement(phase, changed.Height, changed.View, changed.Value)) }
            : changed;
}
