using BlueGreen.Frosting.Sessions;
using BlueGreen.Planning;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Moves all users back.</summary>
[TaskName("Rollback")]
[TaskDescription("Move all users back to the color that was live before. Never waits for the one they leave.")]
public sealed class RollbackTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context) => TargetSession.RunAsync(context, new RollbackPlanner());
}
