namespace BlueGreen.Frosting.Output;

/// <summary>How far a step of a running target is.</summary>
internal enum StepRowState
{
    /// <summary>Its turn has not come.</summary>
    Pending,

    /// <summary>It is looked at, or under way.</summary>
    Running,

    /// <summary>It was done already when its turn came.</summary>
    AlreadyDone,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>The run was stopped during it.</summary>
    Stopped,

    /// <summary>Its turn will not come any more.</summary>
    NotReached,

    /// <summary>No step: a remark between two plans.</summary>
    Remark,
}

/// <summary>One step in the live list.</summary>
/// <param name="Key">The step's key; empty for a remark.</param>
/// <param name="Title">What people read.</param>
internal sealed record StepRow(string Key, string Title)
{
    /// <summary>Gets how far it is.</summary>
    public StepRowState State { get; init; }

    /// <summary>Gets what was said of it last: evidence, or why it failed.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>Gets when its turn came, as a timestamp.</summary>
    public long BeganAt { get; init; }

    /// <summary>Gets how long it took; null until it has ended.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Gets a value indicating whether its turn is over.</summary>
    public bool HasEnded => State is not (StepRowState.Pending or StepRowState.Running);
}
