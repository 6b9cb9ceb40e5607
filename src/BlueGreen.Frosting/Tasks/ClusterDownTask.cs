using BlueGreen.Frosting.Local;
using BlueGreen.Frosting.Sessions;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Stops the local mini-cluster.</summary>
[TaskName("ClusterDown")]
[TaskDescription("Stop the local mini-cluster and its pods.")]
public sealed class ClusterDownTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, () => ClusterCommands.DownAsync(context));
    }
}
