namespace Build.Benching;

/// <summary>One measured figure, and the limit it must keep.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure; null when it could not be measured.</param>
/// <param name="Unit">Its unit; empty for a ratio.</param>
/// <param name="Limit">The limit; null for a figure that is only told.</param>
/// <param name="IsLeast">Whether the limit is the least that is wanted, and not the most.</param>
/// <param name="Note">How it came about, or why it could not be measured.</param>
internal sealed record Figure(
    string Name, double? Value, string Unit, double? Limit, bool IsLeast = false, string Note = "")
{
    /// <summary>Gets a value indicating whether the limit is kept; a figure that is missing keeps none.</summary>
    public bool IsKept => Value is { } value
        && (Limit is not { } limit || (IsLeast ? value >= limit : value <= limit));

    /// <summary>Makes a figure that could not be measured.</summary>
    /// <param name="name">What was to be measured.</param>
    /// <param name="reason">Why it was not, and what to do.</param>
    /// <returns>The figure.</returns>
    public static Figure NotRun(string name, string reason) => new(name, Value: null, string.Empty, null, Note: reason);

    /// <summary>Takes the one in the middle, which one odd run does not move.</summary>
    /// <param name="values">The figures of the runs.</param>
    /// <returns>The median.</returns>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1
            ? sorted[sorted.Count / 2]
            : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
