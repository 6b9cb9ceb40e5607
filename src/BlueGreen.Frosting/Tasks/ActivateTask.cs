using BlueGreen.Frosting.Sessions;
using BlueGreen.Planning;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Moves all users to the target, and proves it.</summary>
[TaskName("Activate")]
[TaskDescription("Move all users to the tested release in one write, and prove that no request failed.")]
public sealed class ActivateTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context) => TargetSession.RunAsync(context, new ActivatePlanner());
}
