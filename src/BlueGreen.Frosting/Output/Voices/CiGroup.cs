namespace BlueGreen.Frosting.Output.Voices;

/// <summary>Lines of a log that belong together.</summary>
/// <param name="Title">The title, one line.</param>
/// <param name="Number">Counts the groups of a process: some systems want each to have a name of its own.</param>
/// <param name="At">When it begins, or ends.</param>
internal sealed record CiGroup(string Title, int Number, DateTimeOffset At);
