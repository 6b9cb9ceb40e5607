using BlueGreen.Frosting.Local.Gateway;
using BlueGreen.Frosting.Sessions;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Runs the mini-cluster's gateway in front of any cluster.</summary>
[TaskName("GatewayRun")]
[TaskDescription("Run the gateway alone for the cluster of the kubeconfig, until it is stopped: without Istio at hand.")]
public sealed class GatewayRunTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, () => GatewayCommand.RunAsync(context));
    }
}
