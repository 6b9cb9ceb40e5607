using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Releases;

namespace BlueGreen.Routers.Cluster;

/// <summary>Removes a color: its Deployments, and what their inventory says was deployed with them.</summary>
internal sealed class ColorRemover(ClusterGate gate, ColorSettings settings, TimeProvider time)
{
    private const int MaxAttempts = 10;

    /// <summary>Removes everything of a color and waits until its pods are gone.</summary>
    /// <param name="color">Which color.</param>
    /// <param name="requireUnchanged">Asked of the Deployments that were found; throws when they are another's
    /// now.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when nothing is left.</returns>
    public async Task RemoveAsync(
        Color color, Action<IReadOnlyList<JsonObject>> requireUnchanged, CancellationToken cancellationToken)
    {
        var deployments = await ListAsync(color, cancellationToken);
        requireUnchanged(deployments);
        var inventory = deployments.SelectMany(Inventory).Distinct(StringComparer.Ordinal).ToList();
        foreach (var deployment in deployments)
        {
            await DeleteAsync(deployment, cancellationToken);
        }

        while (await PodsAsync(color, cancellationToken) > 0)
        {
            await Task.Delay(settings.PollInterval, time, cancellationToken);
        }

        foreach (var entry in inventory)
        {
            await DeleteListedAsync(entry, color, cancellationToken);
        }
    }

    private static IEnumerable<string> Inventory(JsonObject deployment) =>
        KubeObject.Annotation(deployment, Evidence.Objects)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private Task<IReadOnlyList<JsonObject>> ListAsync(Color color, CancellationToken cancellationToken) =>
        gate.ListAsync(ResourceType.Deployments, settings.Selector(color), cancellationToken);

    /// <summary>Deletes exactly what was read. A status moves on by itself, so a lost race is looked at
    /// again.</summary>
    private async Task DeleteAsync(JsonObject deployment, CancellationToken cancellationToken)
    {
        var current = deployment;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await DeleteOnceAsync(current, cancellationToken);
                return;
            }
            catch (ReleaseException lost)
                when (attempt < MaxAttempts && lost.InnerException is ApiException { IsConflict: true })
            {
                var target = new ResourceRef(ResourceType.Deployments, gate.Namespace, KubeObject.NameOf(deployment)!);
                var found = await gate.FindAsync(target, cancellationToken);
                if (found is null || !IsSame(found, deployment))
                {
                    throw;
                }

                current = found;
            }
        }
    }

    private static bool IsSame(JsonObject found, JsonObject deployment) =>
        string.Equals(KubeObject.UidOf(found), KubeObject.UidOf(deployment), StringComparison.Ordinal)
        && JsonNode.DeepEquals(found["spec"], deployment["spec"]);

    private Task<bool> DeleteOnceAsync(JsonObject deployment, CancellationToken cancellationToken)
    {
        var target = new ResourceRef(ResourceType.Deployments, gate.Namespace, KubeObject.NameOf(deployment)!);
        var options = new DeleteOptions
        {
            PreconditionUid = KubeObject.UidOf(deployment),
            ResourceVersion = KubeObject.ResourceVersionOf(deployment),
        };
        return gate.CallAsync($"delete {target}", kube => kube.DeleteAsync(target, options, cancellationToken));
    }

    private async Task<int> PodsAsync(Color color, CancellationToken cancellationToken) =>
        (await gate.ListAsync(ResourceType.Pods, settings.Selector(color), cancellationToken)).Count;

    /// <summary>The inventory is text on an object: it names what to look at, and the object's own labels
    /// decide.</summary>
    private async Task DeleteListedAsync(string entry, Color color, CancellationToken cancellationToken)
    {
        if (entry.Split(' ', '/') is not [.. var version, var kind, var name] || version.Length is 0 or > 2)
        {
            throw new ReleaseException(
                ExitCode.LeftOvers,
                $"'{entry}' is not an entry of the inventory {Evidence.Objects}.",
                $"Somebody changed the annotation on the Deployments of {color.ToName()}.",
                $"Delete what is left by hand: kubectl get all -l {settings.Selector(color)}.");
        }

        var type = await gate.CallAsync(
            $"find the API of {kind}", kube => kube.ResolveAsync(string.Join('/', version), kind, cancellationToken));
        var target = new ResourceRef(type, type.IsNamespaced ? gate.Namespace : null, name);
        var current = await gate.FindAsync(target, cancellationToken);
        if (current is null
            || !string.Equals(KubeObject.Label(current, "app"), settings.App, StringComparison.Ordinal)
            || !string.Equals(KubeObject.Label(current, "color"), color.ToName(), StringComparison.Ordinal))
        {
            return;
        }

        var options = new DeleteOptions { PreconditionUid = KubeObject.UidOf(current) };
        await gate.CallAsync($"delete {target}", kube => kube.DeleteAsync(target, options, cancellationToken));
    }
}
