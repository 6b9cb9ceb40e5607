using BlueGreen.Planning;
using BlueGreen.Ports;
using BlueGreen.Steps;

namespace BlueGreen.Running;

/// <summary>One target to run, and for whom.</summary>
/// <param name="Planner">Decides what the target does.</param>
/// <param name="Request">What was asked; the generation is filled in under the lease.</param>
/// <param name="RunId">Unique to this process.</param>
/// <param name="Link">The CI run, or null.</param>
public sealed record TargetOrder(ITargetPlanner Planner, PlanRequest Request, string RunId, string? Link)
{
    /// <summary>Gets the name of the target.</summary>
    public string Target => Planner.Target;

    /// <summary>Gets a value indicating whether the target changes what others rely on. The smoke test only looks and
    /// records.</summary>
    public bool TakesLease => Planner is not SmokeTestPlanner;

    /// <summary>Gets who asks for the lease.</summary>
    public TicketRequest Ticket => new(Request.ReleaseId, Target, Request.Release?.Tag.Text, Request.Actor, Link);
}

/// <summary>Who is told what, while a target runs.</summary>
/// <param name="OnWaiting">Whom we wait for, each time that changes.</param>
/// <param name="OnPlan">The plan, before its first step.</param>
/// <param name="OnEnd">The end, however it ended, while what was measured is still there.</param>
public sealed record TargetHooks(
    Func<QueueState, Task> OnWaiting,
    Func<ReleasePlan, StepContext, Task> OnPlan,
    Func<ReleasePlan, StepContext, Task> OnEnd)
{
    /// <summary>Gets who is told of what went wrong beside the release: a report or a progress file that cannot be
    /// written.</summary>
    public Func<string, Task> OnWarning { get; init; } = _ => Task.CompletedTask;

    /// <summary>Gets hooks that tell nobody.</summary>
    public static TargetHooks None { get; } =
        new(_ => Task.CompletedTask, (_, _) => Task.CompletedTask, (_, _) => Task.CompletedTask);
}
