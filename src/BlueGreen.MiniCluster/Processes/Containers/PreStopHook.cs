using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Does what a container asked for before it is told to end.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/"/>
internal static class PreStopHook
{
    /// <summary>Runs the hook, if there is one.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container's manifest.</param>
    /// <param name="run">The run that is about to end.</param>
    /// <param name="cancellationToken">Cancelled when the grace period is over.</param>
    /// <returns>When it is done.</returns>
    public static async Task RunAsync(
        PodContext pod, JsonObject container, ContainerRun run, CancellationToken cancellationToken)
    {
        var hook = container.At("lifecycle", "preStop");
        if (hook.Number("sleep", "seconds") is { } seconds)
        {
            await Task.Delay(PodSeconds.Limited(seconds, otherwise: 0), pod.Node.Time, cancellationToken);
        }

        var command = hook.Texts("exec", "command");
        if (command.Count > 0)
        {
            var failure = await new ContainerExec(pod.Node.Ledger).TryAsync(run, command, cancellationToken);
            if (failure is not null)
            {
                pod.Warn(container.Text("name"), "FailedPreStopHook", $"PreStopHook failed: {failure}");
            }
        }
    }
}
