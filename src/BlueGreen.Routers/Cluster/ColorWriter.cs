using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Routers.Cluster;

/// <summary>Writes a release to its color: what both colors share first, the Deployments last.</summary>
/// <remarks>
/// A Deployment is written only while it is the one that was read: a process that slept through the loss of its lease
/// then changes nothing, whatever the other pipeline has done with the color meanwhile.
/// </remarks>
internal sealed class ColorWriter(
    ClusterGate gate, ColorSettings settings, IReleaseManifests manifests, TimeProvider time)
{
    private const int MaxComparisons = 5;

    /// <summary>Tells what a deploy would change.</summary>
    /// <param name="release">The release.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One entry an object that would change.</returns>
    public async Task<IReadOnlyList<ObjectChange>> PreviewAsync(Release release, CancellationToken cancellationToken)
    {
        var changes = new List<ObjectChange>();
        foreach (var wanted in await WantedAsync(release, cancellationToken))
        {
            if (await CompareAsync(wanted, cancellationToken) is { } change)
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    /// <summary>Writes the release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="requireUnchanged">
    /// Asked after the objects were read and before the first write, which is conditional on what was read; throws
    /// when the color is another's now.
    /// </param>
    /// <param name="cancellationToken">Stops between two objects.</param>
    /// <returns>A task that ends when every object was accepted.</returns>
    public async Task DeployAsync(Release release, Func<Task> requireUnchanged, CancellationToken cancellationToken)
    {
        var all = await WantedAsync(release, cancellationToken);
        await requireUnchanged();
        foreach (var wanted in all)
        {
            var request = wanted.IsDeployment
                ? new ApplyRequest(
                    wanted.Current is null ? null : KubeObject.ResourceVersionOf(wanted.Current), IsExclusive: true)
                : new ApplyRequest();
            await gate.ApplyAsync(wanted.Object, request, cancellationToken);
        }
    }

    /// <summary>
    /// Compares what is there with what would be. A controller may write between the two readings, as it does with a
    /// new Deployment's revision: that is no difference of ours, so only an object that stood still is believed.
    /// </summary>
    private async Task<ObjectChange?> CompareAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        var current = wanted.Current;
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await gate.ApplyAsync(wanted.Object, new ApplyRequest(DryRun: true), cancellationToken);
            var change = ObjectDiff.Between(current, outcome, settings.Mask);
            if (change is null || attempt == MaxComparisons)
            {
                return change;
            }

            var again = await CurrentAsync(wanted.Object, cancellationToken);
            if (string.Equals(Version(current), Version(again), StringComparison.Ordinal))
            {
                return change;
            }

            current = again;
        }
    }

    private static string? Version(JsonObject? value) => value is null ? null : KubeObject.ResourceVersionOf(value);

    /// <summary>Lists what is wanted beside what is there, in the order of the writes.</summary>
    private async Task<IReadOnlyList<Wanted>> WantedAsync(Release release, CancellationToken cancellationToken)
    {
        var objects = manifests.Render(release);
        var deployments = objects.Colored.Where(IsDeployment).ToList();
        var others = objects.Colored.Except(deployments).ToList();
        foreach (var value in others)
        {
            Evidence.Write(value, release);
        }

        var inventory = string.Join(
            ',', others.Select(value => $"{(string?)value["apiVersion"]} {ClusterGate.Describe(value)}"));
        var wanted = new List<Wanted>();
        foreach (var value in objects.Shared.Concat(others))
        {
            wanted.Add(new Wanted(value, await CurrentAsync(value, cancellationToken), IsDeployment: false));
        }

        foreach (var value in deployments)
        {
            var current = await CurrentAsync(value, cancellationToken);
            Complete(value, current, release, inventory);
            wanted.Add(new Wanted(value, current, IsDeployment: true));
        }

        return wanted;
    }

    private void Complete(JsonObject deployment, JsonObject? current, Release release, string inventory)
    {
        Evidence.Write(deployment, release);
        Evidence.WriteTime(deployment, current, time.GetUtcNow());
        Evidence.Child(deployment, "metadata", "annotations")[Evidence.Objects] = inventory;

        // The label on the pods makes every release a rollout of its own, even when two tags carry the same image.
        var labels = Evidence.Child(deployment, "spec", "template", "metadata", "labels");
        (labels["app"], labels["color"]) = (release.App, release.Target.ToName());
        labels[Evidence.ReleaseId] = release.Id;
        if (current is not null && ReplicasOwner.IsAnother(current))
        {
            // Replicas belong to whoever scales: an autoscaler's count is left alone.
            deployment["spec"]!.AsObject().Remove("replicas");
        }
    }

    private async Task<JsonObject?> CurrentAsync(JsonObject value, CancellationToken cancellationToken)
    {
        var target = await gate.CallAsync(
            $"find the API of {ClusterGate.Describe(value)}", kube => kube.RefOfAsync(value, cancellationToken));
        return await gate.FindAsync(target, cancellationToken);
    }

    private static bool IsDeployment(JsonObject value) =>
        string.Equals((string?)value["kind"], "Deployment", StringComparison.Ordinal);

    private sealed record Wanted(JsonObject Object, JsonObject? Current, bool IsDeployment);
}
