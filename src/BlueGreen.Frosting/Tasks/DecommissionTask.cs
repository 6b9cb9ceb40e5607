using BlueGreen.Frosting.Sessions;
using BlueGreen.Planning;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Frees the idle color.</summary>
[TaskName("Decommission")]
[TaskDescription("Drain the idle color and remove it.")]
public sealed class DecommissionTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context) =>
        TargetSession.RunAsync(context, new DecommissionPlanner());
}
