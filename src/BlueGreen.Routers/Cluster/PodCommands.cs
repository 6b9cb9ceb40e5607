using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Execution;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Routers.Cluster;

/// <summary>Runs commands in the pods of a color.</summary>
internal sealed partial class PodCommands(ClusterGate gate, ColorSettings settings)
{
    private const string Sidecar = "istio-proxy";
    private static readonly string[] AskForClusters = ["pilot-agent", "request", "GET", "clusters"];

    /// <summary>Runs a command in one ready pod.</summary>
    /// <param name="color">The color.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Exit code and the end of the output, secrets masked.</returns>
    public async Task<CommandResult> RunAsync(
        Color color, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var pods = await ReadyPodsAsync(color, cancellationToken);
        if (pods.Count == 0)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                $"No pod of {color.ToName()} can run '{string.Join(' ', command)}'.",
                "None of them is ready.",
                "Run Deploy again, or look with: kubectl get pods -l " + settings.Selector(color));
        }

        var container = settings.Container ?? DefaultContainer(pods[0]);
        var result = await ExecAsync(pods[0], container, command, cancellationToken);
        return new CommandResult(result.ExitCode, settings.Mask(Text(result)));
    }

    /// <summary>Asks the sidecars of a color for requests in flight.</summary>
    /// <param name="color">The color.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>The sum, or null when a pod has no sidecar to ask.</returns>
    /// <seealso href="https://www.envoyproxy.io/docs/envoy/latest/operations/admin#get--clusters"/>
    public async Task<int?> CountInFlightAsync(Color color, CancellationToken cancellationToken)
    {
        var sum = 0;
        foreach (var pod in await ReadyPodsAsync(color, cancellationToken))
        {
            if (!Containers(pod).Contains(Sidecar, StringComparer.Ordinal))
            {
                return null;
            }

            var result = await ExecAsync(pod, Sidecar, AskForClusters, cancellationToken);
            if (result.ExitCode != 0)
            {
                return null;
            }

            sum += ActiveRequests(Text(result));
        }

        return sum;
    }

    /// <summary>Sums the active requests of the inbound clusters in Envoy's text.</summary>
    /// <param name="text">The answer of the admin page <c>/clusters</c>.</param>
    /// <returns>The sum.</returns>
    internal static int ActiveRequests(string text) => InboundActive().Matches(text)
        .Sum(match => int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture));

    private static IEnumerable<string?> Containers(JsonObject pod) =>
        ((string[])["containers", "initContainers"])
            .SelectMany(list => pod["spec"]?[list] as JsonArray ?? [])
            .Select(container => (string?)container?["name"]);

    private static string? DefaultContainer(JsonObject pod) =>
        KubeObject.Annotation(pod, "kubectl.kubernetes.io/default-container") ?? Containers(pod).FirstOrDefault();

    private static string Text(ExecResult result) => $"{result.Output}{result.Error}";

    private async Task<ExecResult> ExecAsync(
        JsonObject pod, string? container, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var target = new PodContainer(gate.Namespace, KubeObject.NameOf(pod)!, container);
        var what = $"run '{string.Join(' ', command)}' in pod {target.Pod}";
        try
        {
            return await gate.CallAsync(what, kube => kube.ExecAsync(target, command, null, cancellationToken));
        }
        catch (ExecException failed)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched, $"Could not {what}.", settings.Mask(failed.Message),
                "Check that the program is in the image, then run the same target again.", failed);
        }
    }

    private async Task<IReadOnlyList<JsonObject>> ReadyPodsAsync(Color color, CancellationToken cancellationToken)
    {
        var pods = await gate.ListAsync(ResourceType.Pods, settings.Selector(color), cancellationToken);
        return [.. pods.Where(PodStates.IsReady)];
    }

    [GeneratedRegex(@"^inbound\|[^\n]*::rq_active::(?<count>[0-9]{1,9})\s*$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex InboundActive();
}
