using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Errors;
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
    private const int MaxAttempts = 10;
    private readonly ColorWriter _writer = new(gate, settings, manifests, time);
    private readonly PodDoctor _doctor = new(gate, settings);
    private readonly PodCommands _commands = new(gate, settings);

    /// <inheritdoc/>
    public async Task<ColorState> ObserveAsync(Color color, CancellationToken cancellationToken)
    {
        var deployments = await DeploymentsAsync(color, cancellationToken);
        return Read(color, deployments);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ObjectChange>> PreviewAsync(Release release, CancellationToken cancellationToken) =>
        _writer.PreviewAsync(release, cancellationToken);

    /// <inheritdoc/>
    public Task DeployAsync(Release release, ColorState seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(release);
        return _writer.DeployAsync(
            release, async () => RequireStill(seen, await ObserveAsync(release.Target, cancellationToken)),
                cancellationToken);
    }

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
            var wanted = twins.FirstOrDefault(
                twin => string.Equals(twin.Role, workload.Role, StringComparison.Ordinal))?.Desired;
            if (wanted > workload.Desired)
            {
                var target = new ResourceRef(ResourceType.Deployments, gate.Namespace, workload.Name);
                await gate.CallAsync(
                    $"scale {target}", kube =>
                        kube.ScaleAsync(target, wanted.Value, cancellationToken: cancellationToken));
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
        await AnnotateAsync(
            color, (Evidence.SmokePassed, Evidence.WriteSmokeTest(record)), RequireTested, cancellationToken);

        void RequireTested(ColorEvidence? evidence)
        {
            if (!string.Equals(evidence?.ReleaseId, record.ReleaseId, StringComparison.Ordinal)
                || !string.Equals(evidence?.TemplateHash, record.TemplateHash, StringComparison.Ordinal))
            {
                throw EvidenceErrors.Changed(
                    $"The smoke test of release {record.ReleaseId}", color, evidence, "SmokeTest");
            }
        }
    }

    /// <inheritdoc/>
    public Task RecordExpandAsync(Color color, string release, CancellationToken cancellationToken)
    {
        return AnnotateAsync(color, (Evidence.ExpandedBy, release), RequireOwned, cancellationToken);

        void RequireOwned(ColorEvidence? evidence)
        {
            if (!string.Equals($"{evidence?.ReleaseId} {evidence?.Tag}", release, StringComparison.Ordinal))
            {
                throw EvidenceErrors.Changed($"The expand migration of release {release}", color, evidence, "Deploy");
            }
        }
    }

    /// <inheritdoc/>
    public Task RemoveAsync(ColorState seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return new ColorRemover(gate, settings, time).RemoveAsync(
            seen.Color, found => RequireStill(seen, Read(seen.Color, found)), cancellationToken);
    }

    private static ColorState Read(Color color, IReadOnlyList<JsonObject> deployments) =>
        new(color, [.. deployments.Select(deployment => WorkloadReader.Read(deployment, color))],
            Evidence.Read(deployments));

    private static void RequireStill(ColorState seen, ColorState now)
    {
        if (!seen.IsStill(now))
        {
            throw EvidenceErrors.Taken(seen, now);
        }
    }

    private Task<IReadOnlyList<JsonObject>> DeploymentsAsync(Color color, CancellationToken cancellationToken) =>
        gate.ListAsync(ResourceType.Deployments, settings.Selector(color), cancellationToken);

    /// <summary>
    /// Writes one annotation on condition that each Deployment is still the one that was judged. A status moves on by
    /// itself, so a lost race is judged again.
    /// </summary>
    private async Task AnnotateAsync(
        Color color, (string Name, string Value) note, Action<ColorEvidence?> require,
            CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var deployments = await DeploymentsAsync(color, cancellationToken);
            require(Evidence.Read(deployments));
            try
            {
                foreach (var deployment in deployments)
                {
                    await AnnotateOnceAsync(deployment, note, cancellationToken);
                }

                return;
            }
            catch (Errors.ReleaseException lost)
                when (attempt < MaxAttempts && lost.InnerException is ApiException { IsConflict: true })
            {
                await Task.Yield();
            }
        }
    }

    private Task<JsonObject> AnnotateOnceAsync(
        JsonObject deployment, (string Name, string Value) note, CancellationToken cancellationToken)
    {
        var target = new ResourceRef(ResourceType.Deployments, gate.Namespace, KubeObject.NameOf(deployment)!);
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["uid"] = KubeObject.UidOf(deployment),
                ["resourceVersion"] = KubeObject.ResourceVersionOf(deployment),
                ["annotations"] = new JsonObject { [note.Name] = note.Value },
            },
        };
        var options = new WriteOptions { FieldManager = "bluegreen-evidence" };
        return gate.CallAsync(
            $"annotate {target}",
            kube => kube.PatchAsync(target, new Patch(PatchKind.Merge, body), options, cancellationToken));
    }
}
