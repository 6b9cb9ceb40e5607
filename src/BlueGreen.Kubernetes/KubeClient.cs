using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Calls;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Kubernetes.Transport;

namespace BlueGreen.Kubernetes;

/// <summary>Reads, writes and watches objects of any kind in one cluster, as JSON.</summary>
/// <remarks>
/// A call goes <c>KubeClient</c> → <c>ApiPath</c> → <c>ApiCaller</c> → <see cref="IClusterTransport"/>, and comes
/// back as an object, an <see cref="ApiException"/> (the server refused) or a
/// <see cref="ClusterUnreachableException"/> (no answer).
/// Safe for use by several threads.
/// </remarks>
public sealed partial class KubeClient : IDisposable
{
    private readonly ApiCaller _caller;
    private readonly TimeProvider _timeProvider;
    private readonly Discovery _discovery;

    /// <summary>Initializes a new instance of the <see cref="KubeClient"/> class.</summary>
    /// <param name="connection">Where to, and as whom.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="options">The limits of the transport; null is the defaults.</param>
#pragma warning disable CA2000 // The client owns the transport, and disposes it in Dispose.
    public KubeClient(ClusterConnection connection, TimeProvider timeProvider, TransportOptions? options = null)
        : this(new KubeTransport(connection, timeProvider, options), connection.Namespace, timeProvider)
    {
    }
#pragma warning restore CA2000

    /// <summary>Initializes a new instance of the <see cref="KubeClient"/> class over a transport.</summary>
    /// <param name="transport">The transport; the client disposes it.</param>
    /// <param name="defaultNamespace">The namespace of objects that name none.</param>
    /// <param name="timeProvider">The clock.</param>
    public KubeClient(IClusterTransport transport, string defaultNamespace, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(transport);
        DefaultNamespace = defaultNamespace;
        _timeProvider = timeProvider;
        _caller = new ApiCaller(transport, timeProvider);
        _discovery = new Discovery(_caller);
    }

    /// <summary>Gets the namespace of objects that name none.</summary>
    public string DefaultNamespace { get; }

    /// <summary>Gets the server.</summary>
    public Uri Server => _caller.Transport.Server;

    /// <summary>Reads an object that may not exist.</summary>
    /// <param name="target">The object.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The object; null only when the server says that this object does not exist.</returns>
    /// <exception cref="ApiException">Anything else, an unknown resource type among it: unreadable is not
    /// absent.</exception>
    public async Task<JsonObject?> FindAsync(ResourceRef target, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetAsync(target, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Reads an object that must exist.</summary>
    /// <param name="target">The object.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ApiException">It does not exist, or may not be read.</exception>
    public Task<JsonObject> GetAsync(ResourceRef target, CancellationToken cancellationToken = default) =>
        _caller.SendAsync(ApiCall.Get(PathOf(target)), cancellationToken);

    /// <summary>Reads all objects of a type, page by page.</summary>
    /// <param name="type">The type.</param>
    /// <param name="ns">The namespace; null is all of them.</param>
    /// <param name="options">Which objects; null is all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The objects and the version of the list.</returns>
    public Task<ResourceList> ListAsync(
        ResourceType type, string? ns, ListOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new ListReader(_caller).ReadAsync(type, ns, options ?? new ListOptions(), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _discovery.Dispose();
        _caller.Transport.Dispose();
    }

    private ApiPath PathOf(ResourceRef target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return ApiPath.Of(target.Type.IsNamespaced && target.Namespace is null
            ? target with { Namespace = DefaultNamespace }
            : target);
    }
}
