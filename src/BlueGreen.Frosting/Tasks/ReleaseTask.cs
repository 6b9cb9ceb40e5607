using BlueGreen.Frosting.Sessions;
using BlueGreen.Planning;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Deploy, SmokeTest and Activate in one job, for teams without a manual gate.</summary>
[TaskName("Release")]
[TaskDescription("Deploy, SmokeTest and Activate in one job; goes back by itself when the switch cannot be proven.")]
public sealed class ReleaseTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await TargetSession.RunAsync(context, new DeployPlanner(), goesOn: true);
        if (!context.IsDryRun && context.Inputs.Release is not null)
        {
            await TargetSession.RunAsync(context, new SmokeTestPlanner(), goesOn: true);
            await TargetSession.RunAsync(context, new ActivatePlanner());
        }
    }
}
