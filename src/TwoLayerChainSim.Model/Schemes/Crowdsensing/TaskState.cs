using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Schemes.Crowdsensing;

/// <summary>Where a crowdsensing task stands (Hu et al. 2021, Algorithm 2; a round passes through the states from collecting on).</summary>
public enum TaskState
{
    /// <summary>On the chain; the initial model is the requestor's.</summary>
    Published,

    /// <summary>Edge servers buy data and train on what they hold.</summary>
    LocalTraining,

    /// <summary>The leader verifies submitted updates, until all are there or the deadline is over.</summary>
    Verifying,

    /// <summary>The leader has aggregated the valid updates.</summary>
    Aggregated,

    /// <summary>The committee decides about the block; view changes belong here.</summary>
    BlockProposed,

    /// <summary>The block is stored and the round settled.</summary>
    Committed,

    /// <summary>The committee came to no decision; the round left nothing.</summary>
    Undecided,

    /// <summary>The last round is over.</summary>
    Final,
}

/// <summary>Follows a task through its states and lets no step be left out.</summary>
public sealed class TaskProgress
{
    /// <summary>Where the task stands.</summary>
    public TaskState State { get; private set; } = TaskState.Published;

    /// <summary>Rounds that began.</summary>
    public int Rounds { get; private set; }

    /// <summary>Goes to the next state.</summary>
    /// <param name="next">The state.</param>
    /// <exception cref="InvariantException">The state cannot follow the present one.</exception>
    public void Advance(TaskState next)
    {
        Require.That(Follows(next), $"a task cannot go from {State} to {next}");
        Rounds += next == TaskState.LocalTraining ? 1 : 0;
        State = next;
    }

    private bool Follows(TaskState next) => (State, next) switch
    {
        (TaskState.Published or TaskState.Committed or TaskState.Undecided, TaskState.LocalTraining) => true,
        (TaskState.LocalTraining, TaskState.Verifying) => true,
        (TaskState.Verifying, TaskState.Aggregated) => true,
        (TaskState.Aggregated, TaskState.BlockProposed) => true,
        (TaskState.BlockProposed, TaskState.Committed or TaskState.Undecided) => true,
        (TaskState.Committed or TaskState.Undecided, TaskState.Final) => true,
        _ => false,
    };
}
