namespace BlueGreen.Frosting.Output.Voices;

/// <summary>Lines of a log that belong together.</summary>
/// <param name="Title">The title, one line.</param>
/// <param name="Name">No other group of the job has it, not even one of another process: some systems open and close
/// by it.</param>
/// <param name="At">When it begins, or ends.</param>
internal sealed record CiGroup(string Title, string Name, DateTimeOffset At);
