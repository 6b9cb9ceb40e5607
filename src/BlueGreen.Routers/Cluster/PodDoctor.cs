using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Routers.Cluster;

/// <summary>Finds out why pods do not become ready: states, conditions, events and last log lines.</summary>
/// <remarks>
/// A Deployment keeps saying "available" while old pods serve; only the pods' own states tell that a new one never
/// will.
/// </remarks>
internal sealed class PodDoctor(ClusterGate gate, ColorSettings settings)
{
    private const int LogLines = 8;
    private const int MaxFindings = 8;

    /// <summary>Throws when waiting longer makes no sense.</summary>
    /// <param name="state">The color as it was seen.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A task that ends when there is still hope.</returns>
    public async Task ThrowIfHopelessAsync(ColorState state, CancellationToken cancellationToken)
    {
        var pods = (await PodsAsync(state.Color, cancellationToken)).Where(pod => IsOf(pod, state.Evidence?.ReleaseId));
        var deployments = await gate.ListAsync(
            ResourceType.Deployments, settings.Selector(state.Color), cancellationToken);
        if (!pods.Any(PodStates.IsHopeless) && !deployments.Any(PodStates.IsOverdue))
        {
            return;
        }

        var findings = await DiagnoseAsync(state.Color, cancellationToken);
        throw new ReleaseException(
            ExitCode.NotSwitched,
            $"{state.Color.ToName()} does not start ({state.Evidence?.Tag ?? "no release tag"}).",
            string.Join(" ", findings.DefaultIfEmpty($"{state.Describe()}.")),
            "Mend the image or the manifest and run Deploy again; --keep-failed=true leaves the pods for a look.");
    }

    /// <summary>Collects what stands out.</summary>
    /// <param name="color">The color.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One sentence a finding, secrets masked.</returns>
    public async Task<IReadOnlyList<string>> DiagnoseAsync(Color color, CancellationToken cancellationToken)
    {
        var findings = new List<string>();
        var pods = await PodsAsync(color, cancellationToken);
        foreach (var pod in pods.Where(pod => !PodStates.IsReady(pod)))
        {
            var name = KubeObject.NameOf(pod)!;
            foreach (var problem in PodStates.Problems(pod))
            {
                findings.Add($"Pod {name}, container {problem.Container}: {problem.What}.");
                if (problem.HasRun)
                {
                    findings.Add(await LastLinesAsync(name, problem, cancellationToken));
                }
            }
        }

        findings.AddRange(await WarningsAsync(pods, cancellationToken));
        return [.. findings.Distinct(StringComparer.Ordinal).Take(MaxFindings).Select(settings.Mask)];
    }

    /// <summary>Pods of the release before, crashing perhaps, say nothing about this one: the rollout takes them
    /// away.</summary>
    private static bool IsOf(JsonObject pod, string? releaseId) =>
        releaseId is null
        || string.Equals(KubeObject.Label(pod, Evidence.ReleaseId), releaseId, StringComparison.Ordinal);

    private Task<IReadOnlyList<JsonObject>> PodsAsync(Color color, CancellationToken cancellationToken) =>
        gate.ListAsync(ResourceType.Pods, settings.Selector(color), cancellationToken);

    private async Task<string> LastLinesAsync(string pod, PodProblem problem, CancellationToken cancellationToken)
    {
        var options = new LogOptions
        {
            Container = problem.Container,
            TailLines = LogLines,
            Previous = problem.IsPrevious,
        };
        try
        {
            var text = await gate.CallAsync(
                $"read the log of {pod}",
                kube => kube.ReadLogAsync(gate.Namespace, pod, options, cancellationToken));
            return text.Trim() is { Length: > 0 } lines
                ? $"Its last log lines: {string.Join(" | ", lines.Split('\n').Select(line => line.Trim()))}."
                : "It printed nothing.";
        }
        catch (ReleaseException unreadable) when (unreadable.InnerException is ApiException)
        {
            // A log that cannot be read is a finding, not a reason to hide the other findings.
            return $"Its log cannot be read: {unreadable.Reason}";
        }
    }

    private async Task<IEnumerable<string>> WarningsAsync(
        IReadOnlyList<JsonObject> pods, CancellationToken cancellationToken)
    {
        var names =
            pods.Where(pod => !PodStates.IsReady(pod)).Select(KubeObject.NameOf).ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0)
        {
            return [];
        }

        IReadOnlyList<JsonObject> events;
        try
        {
            var list = await gate.CallAsync("list events", kube => kube.ListAsync(
                ResourceType.Events, gate.Namespace,
                    new ListOptions { FieldSelector = "type=Warning" }, cancellationToken));
            events = list.Items;
        }
        catch (ReleaseException unreadable) when (unreadable.InnerException is ApiException)
        {
            // As with a log: the other findings are worth more than a complaint about these.
            return [$"Its events cannot be read: {unreadable.Reason}"];
        }

        return events
            .Where(e => names.Contains(KubeObject.Text(e, "involvedObject", "name")))
            .OrderByDescending(e => KubeObject.Text(e, "lastTimestamp"), StringComparer.Ordinal)
            .Select(e => $"Event {KubeObject.Text(e, "reason")}: {KubeObject.Text(e, "message")?.Trim()}.")
            .Distinct(StringComparer.Ordinal)
            .Take(3);
    }
}
