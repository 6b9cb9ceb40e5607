using BlueGreen.Frosting.Local;
using BlueGreen.Frosting.Sessions;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Starts the local mini-cluster in the background.</summary>
[TaskName("ClusterUp")]
[TaskDescription("Start the local mini-cluster in the background, and print how to reach it.")]
public sealed class ClusterUpTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, () => ClusterCommands.UpAsync(context));
    }
}
