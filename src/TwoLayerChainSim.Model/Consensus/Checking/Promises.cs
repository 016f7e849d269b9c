using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Checking;

/// <summary>
/// What correct replicas have said and must not contradict: each its own votes, all together who leads a term of Raft and what was
/// decided up to a checkpoint.
/// </summary>
internal sealed class Promises
{
    private readonly Dictionary<ulong, Digest> _votes = [];
    private readonly Dictionary<int, int> _leaders = [];
    private readonly Dictionary<int, Digest> _states = [];

    /// <summary>Checker and clause that a message of a correct replica breaks; null when it contradicts nothing.</summary>
    /// <param name="message">The message.</param>
    public (string Checker, string Clause)? Problem(in ConsensusMessage message) => message.Kind switch
    {
        MessageKind.AppendEntries when !Holds(_leaders, message.View, message.From) => ("election", "two correct replicas lead one term"),
        MessageKind.Checkpoint when !Holds(_states, message.Height, message.Value) =>
            ("checkpoint", "correct replicas tell two states at one height"),
        _ when message.Kind.Vote() is not null && !Holds(_votes, Key(message), message.Value) =>
            ("promise", "a correct replica votes for two values in one view"),
        _ => null,
    };

    /// <summary>Notes a statement, unless there is another one about the same.</summary>
    private static bool Holds<TKey, TValue>(Dictionary<TKey, TValue> statements, TKey key, TValue value)
        where TKey : notnull
        where TValue : IEquatable<TValue> =>
        statements.TryAdd(key, value) || statements[key].Equals(value);

    private static ulong Key(in ConsensusMessage message) => StableHash.Combine(
        ((ulong)message.From << 8) | (uint)message.Kind, ((ulong)message.Height << 32) | (uint)message.View);
}
