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
