namespace BlueGreen.Frosting.Output;

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
