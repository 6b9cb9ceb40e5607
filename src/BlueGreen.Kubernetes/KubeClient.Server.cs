using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;

namespace BlueGreen.Kubernetes;

/// <content>What concerns the server rather than single objects.</content>
public sealed partial class KubeClient
{
    /// <summary>Finds out which resource a manifest's apiVersion and kind stand for.</summary>
    /// <param name="apiVersion">The apiVersion, such as <c>apps/v1</c>.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The type.</returns>
    /// <exception cref="UnknownResourceTypeException">The cluster does not serve it.</exception>
    public Task<ResourceType> ResolveAsync(
        string apiVersion, string kind, CancellationToken cancellationToken = default) =>
        _discovery.ResolveAsync(apiVersion, kind, cancellationToken);

    /// <summary>Finds out which object a manifest describes.</summary>
    /// <param name="item">The manifest; a missing namespace is the default one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The object's address.</returns>
    /// <exception cref="UnknownResourceTypeException">The cluster does not serve its kind.</exception>
    /// <exception cref="ArgumentException">The manifest lacks apiVersion, kind or name.</exception>
    public async Task<ResourceRef> RefOfAsync(JsonObject item, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        var type = await ResolveAsync(Required(item, "apiVersion"), Required(item, "kind"), cancellationToken);
        var name = KubeObject.NameOf(item)
            ?? throw new ArgumentException($"A manifest of kind {type.Kind} has no metadata.name.", nameof(item));
        var ns = type.IsNamespaced ? KubeObject.NamespaceOf(item) ?? DefaultNamespace : null;
        return new ResourceRef(type, ns, name);
    }

    private static string Required(JsonObject item, string key) => KubeObject.Text(item, key)
        ?? throw new ArgumentException($"A manifest has no {key}.", nameof(item));
}
