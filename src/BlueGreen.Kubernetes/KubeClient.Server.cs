using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Calls;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Watching;

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

    /// <summary>Watches objects: first all of them, then each change, for as long as the reader reads.</summary>
    /// <param name="type">The type.</param>
    /// <param name="ns">The namespace; null is all of them.</param>
    /// <param name="options">Which objects, and how patiently; null is the defaults.</param>
    /// <param name="cancellationToken">Ends the watch by an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The stream that <see cref="WatchEvent"/> describes. It has no end of its own.</returns>
    /// <exception cref="ApiException">The server refuses, and not just for a while.</exception>
    /// <exception cref="ClusterUnreachableException">The server was away for too long.</exception>
    public IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new Watcher(_caller, _timeProvider, type, ns).RunAsync(options ?? new WatchOptions(), cancellationToken);
    }

    /// <summary>Asks the server whether our account may do something.</summary>
    /// <param name="verb">The verb, such as <c>patch</c>.</param>
    /// <param name="resource">The type of objects.</param>
    /// <param name="ns">The namespace; null is the default one, or all for types without namespaces.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it may.</returns>
    /// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/"/>
    public async Task<bool> CanIAsync(
        string verb, ResourceType resource, string? ns, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var attributes = new JsonObject
        {
            ["verb"] = verb,
            ["group"] = resource.Group,
            ["version"] = resource.Version,
            ["resource"] = resource.Plural,
            ["namespace"] = resource.IsNamespaced ? ns ?? DefaultNamespace : "",
        };
        var type = ResourceType.SelfSubjectAccessReviews;
        var question = new JsonObject
        {
            ["apiVersion"] = type.ApiVersion,
            ["kind"] = type.Kind,
            ["spec"] = new JsonObject { ["resourceAttributes"] = attributes },
        };
        var call = new ApiCall(HttpMethod.Post, "create", ApiPath.Collection(type, ns: null)) { Body = question };
        var answer = await _caller.SendAsync(call, cancellationToken);
        return answer["status"] is JsonObject status
            && status["allowed"] is JsonValue allowed && allowed.TryGetValue<bool>(out var may) && may;
    }

    /// <summary>Asks the server for its version.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Such as <c>v1.36.0</c>; empty when it does not tell.</returns>
    public async Task<string> GetServerVersionAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _caller.SendAsync(ApiCall.Get(ApiPath.Server("/version")), cancellationToken);
        return KubeObject.Text(answer, "gitVersion") ?? "";
    }

    private static string Required(JsonObject item, string key) => KubeObject.Text(item, key)
        ?? throw new ArgumentException($"A manifest has no {key}.", nameof(item));
}
