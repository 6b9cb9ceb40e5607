using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Processes.Probes;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Does what a container asked for after it was started, or before it is told to end.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/"/>
internal static class LifecycleHook
{
    /// <summary>Runs a hook, if there is one.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="hook">The hook's part of the manifest, or null.</param>
    /// <param name="target">The container.</param>
    /// <param name="cancellationToken">Cancelled when there is no time left for it.</param>
    /// <returns>Null when it succeeded or there is none, otherwise why not.</returns>
    public static async Task<string?> RunAsync(
        PodContext pod, JsonNode? hook, IProbeTarget target, CancellationToken cancellationToken)
    {
        if (hook is not JsonObject action || action.Count == 0)
        {
            return null;
        }

        if (action["sleep"] is { } sleep)
        {
            var wait = PodSeconds.Limited(sleep.Number("seconds"), otherwise: 0);
            await Task.Delay(wait, pod.Node.Time, cancellationToken);
            return null;
        }

        return await pod.Node.Checks.TryAsync(action, target, cancellationToken);
    }
}
