using BlueGreen.Ci;
using BlueGreen.Planning;
using BlueGreen.Ports;

namespace BlueGreen.Frosting.Sessions;

/// <summary>What a session says beside its plan and steps.</summary>
internal static class SessionWords
{
    /// <summary>Says which CI run it is: a log outlives the page it was on. Says nothing on a person's
    /// machine.</summary>
    /// <param name="context">Output.</param>
    /// <param name="run">The run.</param>
    public static void SayWhere(BlueGreenContext context, CiRun run)
    {
        if (run.System != CiSystem.Local)
        {
            context.Say($"  {CiSystems.NameOf(run.System)}: release {run.ReleaseId}, {run.Tag ?? "no tag"}, " +
                $"started by {run.Actor} ({run.Job})");
        }
    }

    /// <summary>Words why a tag is not released.</summary>
    /// <param name="tag">The tag, or null.</param>
    /// <param name="pattern">What release tags look like.</param>
    /// <returns>The words.</returns>
    public static string NotAReleaseTag(string? tag, string pattern) => tag is null
        ? "no tag is known. Name one with --tag=v1.0-green."
        : $"'{tag}' is not a release tag ({pattern}).";

    /// <summary>Says whom a target waits for.</summary>
    /// <param name="context">Output.</param>
    /// <param name="planner">The target.</param>
    /// <param name="state">The queue.</param>
    /// <returns>A task that is done.</returns>
    public static Task SayWaitingAsync(BlueGreenContext context, ITargetPlanner planner, QueueState state)
    {
        if (state.Trouble is { } trouble)
        {
            context.Say($"  waiting: {planner.Target} keeps its place, though the queue cannot be read now: {trouble}");
            return Task.CompletedTask;
        }

        var mine = state.Waiting.Length - 1;
        var holder = state.Holder is { } held
            ? $"{held.Request.Describe()}, which holds the lease since {held.Since:u}"
            : "those before it";
        context.Say($"  waiting: {planner.Target} waits for {holder} ({Math.Max(0, mine)} others wait too)");
        return Task.CompletedTask;
    }
}
