using System.Buffers.Binary;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes.Crowdsensing;

/// <summary>An edge server's update as it is submitted: signed over task, round and the hash of the update.</summary>
/// <param name="Task">Number of the task.</param>
/// <param name="Round">Number of the round.</param>
/// <param name="Sender">Ledger number of the edge server in whose name it comes.</param>
/// <param name="Update">The update.</param>
/// <param name="Signature">The signature.</param>
public sealed record SignedUpdate(int Task, int Round, int Sender, LocalUpdate Update, Signature Signature)
{
    /// <summary>Signs an update.</summary>
    /// <param name="keys">The keys of all nodes.</param>
    /// <param name="task">Number of the task.</param>
    /// <param name="round">Number of the round.</param>
    /// <param name="sender">Ledger number of the edge server.</param>
    /// <param name="update">The update.</param>
    public static SignedUpdate Sign(KeyRing keys, int task, int round, int sender, LocalUpdate update) =>
        new(task, round, sender, update, keys.Sign(sender, Statement(task, round, update.Digest)));

    /// <summary>True when the sender has signed exactly this.</summary>
    /// <param name="keys">The keys of all nodes.</param>
    public bool Verifies(KeyRing keys) => keys.Verifies(Sender, Statement(Task, Round, Update.Digest), Signature);

    private static Digest Statement(int task, int round, Digest update)
    {
        Span<byte> bytes = stackalloc byte[8 + Digest.Bytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, task);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], round);
        update.CopyTo(bytes[8..]);
        return Digest.Of(bytes);
    }
}
