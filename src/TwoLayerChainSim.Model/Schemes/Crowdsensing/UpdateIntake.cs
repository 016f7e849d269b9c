using System.Collections.Immutable;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes.Crowdsensing;

/// <summary>What a leader says to a submission.</summary>
public enum SubmissionVerdict
{
    /// <summary>It goes into the aggregate.</summary>
    Valid,

    /// <summary>The sender is not registered, or has not signed this.</summary>
    BadSignature,

    /// <summary>It was signed for another task or round.</summary>
    Replayed,

    /// <summary>The sender has a valid update in this round already.</summary>
    Duplicate,

    /// <summary>The deadline is over.</summary>
    Late,
}

/// <summary>The updates of one round at its leader: what is not valid is dropped and counted (Hu et al. 2021, Algorithm 2).</summary>
/// <param name="keys">The keys of all nodes.</param>
/// <param name="task">Number of the task.</param>
/// <param name="round">Number of the round.</param>
/// <param name="registered">Ledger numbers of the edge servers of the task.</param>
public sealed class UpdateIntake(KeyRing keys, int task, int round, ImmutableArray<int> registered)
{
    private static readonly int Verdicts = Enum.GetValues<SubmissionVerdict>().Length;

    private readonly SortedDictionary<int, SignedUpdate> _valid = [];
    private readonly int[] _counts = new int[Verdicts];
    private bool _isClosed;

    /// <summary>The valid submissions in the order of their senders.</summary>
    public ImmutableArray<SignedUpdate> Valid => [.. _valid.Values];

    /// <summary>Number of submissions with a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    public int Count(SubmissionVerdict verdict) => _counts[(int)verdict];

    /// <summary>Judges a submission and keeps it when it is valid.</summary>
    /// <param name="submission">The submission.</param>
    public SubmissionVerdict Take(SignedUpdate submission)
    {
        var verdict = Judge(submission);
        _counts[(int)verdict]++;
        if (verdict == SubmissionVerdict.Valid)
        {
            _valid.Add(submission.Sender, submission);
        }

        return verdict;
    }

    /// <summary>Takes nothing more.</summary>
    public void Close() => _isClosed = true;

    private SubmissionVerdict Judge(SignedUpdate submission) =>
        _isClosed ? SubmissionVerdict.Late
        : !registered.Contains(submission.Sender) || !submission.Verifies(keys) ? SubmissionVerdict.BadSignature
        : submission.Task != task || submission.Round != round ? SubmissionVerdict.Replayed
        : _valid.ContainsKey(submission.Sender) ? SubmissionVerdict.Duplicate
        : SubmissionVerdict.Valid;
}
