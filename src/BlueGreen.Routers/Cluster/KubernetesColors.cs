using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Routers.Cluster;

/// <summary>The two colors as Deployments in a cluster: those with the labels <c>app</c> and <c>color</c>.</summary>
/// <param name="gate">The way to the cluster.</param>
/// <param name="settings">Names and limits.</param>
/// <param name="manifests">Renders what is deployed.</param>
/// <param name="time">The clock.</param>
public sealed class KubernetesColors(
    ClusterGate gate, ColorSettings settings, IReleaseManifests manifests, TimeProvider time) : IColorEnvironment
{
    private readonly ColorWriter _writer = new(gate, settings, manifests, time);
    private readonly PodDoctor _doctor = new(gate, settings);
    private readonly PodCommands _commands = new(gate, settings);

    /// <inheritdoc/>
    public async Task<ColorState> ObserveAsync(Color color, CancellationToken cancellationToken)
    {
        var deployments = await DeploymentsAsync(color, cancellationToken);
        ImmutableArray<WorkloadState> workloads = [.. deployments.Select(d => WorkloadReader.Read(d, color))];
        return new ColorState(color, workloads, Evidence.Read(deployments));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ObjectChange>> PreviewAsync(Release release, CancellationToken cancellationToken) =>
        _writer.PreviewAsync(release, cancellationToken);

    /// <inheritdoc/>
    public Task DeployAsync(Release release, CancellationToken cancellationToken) =>
        _writer.DeployAsync(release, cancellationToken);

    /// <inheritdoc/>
    public async Task AwaitReadyAsync(Color color, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await ObserveAsync(color, cancellationToken);
            if (state.IsReady)
            {
                return;
            }

            await _doctor.ThrowIfHopelessAsync(state, cancellationToken);
            await Task.Delay(settings.PollInterval, time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> DiagnoseAsync(Color color, CancellationToken cancellationToken) =>
        _doctor.DiagnoseAsync(color, cancellationToken);

    /// <inheritdoc/>
    public async Task MatchReplicasAsync(Color color, Color like, CancellationToken cancellationToken)
    {
        var twins = (await ObserveAsync(like, cancellationToken)).Workloads;
        foreach (var workload in (await ObserveAsync(color, cancellationToken)).Workloads)
        {
            var wanted = twins.FirstOrDefault(twin => string.Equals(twin.Role, workload.Role, StringComparison.Ordinal))?.Desired;
            if (wanted > workload.Desired)
            {
                var target = new ResourceRef(ResourceType.Deployments, gate.Namespace, workload.Name);
                await gate.CallAsync(
                    $"scale {target}", kube => kube.ScaleAsync(target, wanted.Value, cancellationToken: cancellationToken));
            }
        }
    }

    /// <inheritdoc/>
    public Task<CommandResult> RunAsync(
        Color color, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        _commands.RunAsync(color, command, cancellationToken);

    /// <inheritdoc/>
    public Task<int?> CountInFlightAsync(Color color, CancellationToken cancellationToken) =>
        _commands.CountInFlightAsync(color, cancellationToken);

    /// <inheritdoc/>
    public async Task RecordSmokeTestAsync(Color color, SmokeTestRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var deployments = await DeploymentsAsync(color, cancellationToken);
        var evidence = Evidence.Read(deployments);
        if (!string.Equals(evidence?.ReleaseId, record.ReleaseId, StringComparison.Ordinal)
            || !string.Equals(evidence?.TemplateHash, record.TemplateHash, StringComparison.Ordinal))
        {
            throw new Errors.ReleaseException(
                Errors.ExitCode.NotSwitched,
                $"The smoke test of release {record.ReleaseId} cannot be recorded.",
                $"{color.ToName()} changed while it was tested: it now runs {evidence?.Tag ?? "nothing"} of release {evidence?.ReleaseId}.",
                "Run SmokeTest again in the release that owns the color.");
        }

        await AnnotateAsync(deployments, Evidence.SmokePassed, Evidence.WriteSmokeTest(record), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RecordExpandAsync(Color color, string release, CancellationToken cancellationToken) =>
        await AnnotateAsync(
            await DeploymentsAsync(color, cancellationToken), Evidence.ExpandedBy, release, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(Color color, CancellationToken cancellationToken) =>
        new ColorRemover(gate, settings, time).RemoveAsync(color, cancellationToken);

    private Task<IReadOnlyList<JsonObject>> DeploymentsAsync(Color color, CancellationToken cancellationToken) =>
        gate.ListAsync(ResourceType.Deployments, settings.Selector(color), cancellationToken);

    /// <summary>Writes one annotation, on condition that the Deployment is still the one that was read.</summary>
    private async Task AnnotateAsync(
        IReadOnlyList<JsonObject> deployments, string name, string value, CancellationToken cancellationToken)
    {
        foreach (var deployment in deployments)
        {
            var target = new ResourceRef(ResourceType.Deployments, gate.Namespace, KubeObject.NameOf(deployment)!);
            var body = new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["uid"] = KubeObject.UidOf(deployment),
                    ["annotations"] = new JsonObject { [name] = value },
                },
            };
            var options = new WriteOptions { FieldManager = "bluegreen-evidence" };
            await gate.CallAsync(
                $"annotate {target}",
                kube => kube.PatchAsync(target, new Patch(PatchKind.Merge, body), options, cancellationToken));
        }
    }
}
