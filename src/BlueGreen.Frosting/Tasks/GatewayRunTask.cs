using BlueGreen.Frosting.Local.Gateway;
using BlueGreen.Frosting.Sessions;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Runs the mini-cluster's gateway in front of any cluster.</summary>
[TaskName("GatewayRun")]
[TaskDescription("Run the gateway alone, for any cluster without Istio: that of --kubeconfig; until it is stopped.")]
public sealed class GatewayRunTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, () => GatewayCommand.RunAsync(context));
    }
}
