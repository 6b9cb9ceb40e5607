namespace BlueGreen.Frosting.Tests.Ci.Examples;

/// <summary>One job of an example that runs commands, or one button that a person presses.</summary>
/// <param name="Name">The name, as the CI system shows it.</param>
/// <param name="Scripts">What it runs, each in a shell of its own; empty for a button.</param>
internal sealed record ExampleJob(string Name, IReadOnlyList<string> Scripts)
{
    /// <summary>Gets the name of the slot that one job at a time may hold; null without one.</summary>
    public string? Slot { get; init; }

    /// <summary>Gets after how many minutes it is ended; null when nothing ends it.</summary>
    public int? LimitMinutes { get; init; }

    /// <summary>Gets what it waits for.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Gets a value indicating whether it waits for a person, before it takes its slot.</summary>
    public bool WaitsForAPerson { get; init; }

    /// <summary>Gets what decides for which tags it runs.</summary>
    public required Func<string, bool> Takes { get; init; }
}
