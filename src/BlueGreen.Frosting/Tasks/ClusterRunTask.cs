using BlueGreen.Frosting.Local;
using BlueGreen.Frosting.Sessions;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Runs the local mini-cluster in this process.</summary>
[TaskName("ClusterRun")]
[TaskDescription("Run the local mini-cluster in the foreground until it is stopped; what ClusterUp starts.")]
public sealed class ClusterRunTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, () => ClusterCommands.RunAsync(context));
    }
}
