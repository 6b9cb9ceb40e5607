using BlueGreen.Frosting.Sessions;
using BlueGreen.Planning;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>
/// Shows what Deploy would do: plan and differences. Writes nothing. Every other target has <c>--dryrun</c>.
/// </summary>
[TaskName("Plan")]
[TaskDescription("Show what Deploy would do, step by step and object by object; the same as Deploy --dryrun.")]
public sealed class PlanTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context) =>
        TargetSession.RunAsync(context, new DeployPlanner(), isDryRun: true);
}
