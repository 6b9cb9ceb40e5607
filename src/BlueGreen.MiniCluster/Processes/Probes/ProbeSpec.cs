using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;

namespace BlueGreen.MiniCluster.Processes.Probes;

/// <summary>How a container is asked whether it is well, with Kubernetes' defaults filled in.</summary>
/// <param name="Action">The part of the manifest that says what to do: <c>httpGet</c>, <c>tcpSocket</c> or
/// <c>exec</c>.</param>
/// <param name="InitialDelay">Wait before the first try.</param>
/// <param name="Period">Time from one try to the next.</param>
/// <param name="Timeout">Limit of one try.</param>
/// <param name="SuccessThreshold">Successes in a row that change the answer to yes.</param>
/// <param name="FailureThreshold">Failures in a row that change the answer to no.</param>
/// <seealso href="https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"/>
internal sealed record ProbeSpec(
    JsonObject Action,
    TimeSpan InitialDelay,
    TimeSpan Period,
    TimeSpan Timeout,
    int SuccessThreshold,
    int FailureThreshold)
{
    /// <summary>Reads a probe of a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="name">Such as <c>readinessProbe</c>.</param>
    /// <returns>The probe, or null when there is none.</returns>
    public static ProbeSpec? Find(JsonObject container, string name) =>
        container[name] is JsonObject probe
            ? new ProbeSpec(
                probe,
                PodSeconds.Limited(probe.Number("initialDelaySeconds"), otherwise: 0),
                PodSeconds.Limited(probe.Number("periodSeconds"), otherwise: 10, least: 1),
                PodSeconds.Limited(probe.Number("timeoutSeconds"), otherwise: 1, least: 1),
                Math.Max(1, probe.Number("successThreshold") ?? 1),
                Math.Max(1, probe.Number("failureThreshold") ?? 3))
            : null;
}
