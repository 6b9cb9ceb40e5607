using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Calls;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;

namespace BlueGreen.Kubernetes;

/// <content>Creating, changing and deleting objects.</content>
public sealed partial class KubeClient
{
    private const string ApplyContent = "application/apply-patch+yaml";

    /// <summary>Creates an object.</summary>
    /// <param name="item">The object; a missing namespace is the default one.</param>
    /// <param name="options">How; null is the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The object as stored.</returns>
    /// <exception cref="ApiException">It exists already, or was refused.</exception>
    public async Task<JsonObject> CreateAsync(
        JsonObject item, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var target = await RefOfAsync(item, cancellationToken);
        var path = Written(ApiPath.Collection(target.Type, target.Namespace), options ?? new WriteOptions());
        return await _caller.SendAsync(new ApiCall(HttpMethod.Post, "create", path) { Body = item }, cancellationToken);
    }

    /// <summary>Applies an object on the server: its fields become ours, fields of others stay.</summary>
    /// <param name="item">The object, holding only the fields that we mean.</param>
    /// <param name="options">How; null is the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The object as stored.</returns>
    /// <exception cref="ApiException">Others own a field (and force was not asked for), or it was refused.</exception>
    /// <seealso href="https://kubernetes.io/docs/reference/using-api/server-side-apply/"/>
    public async Task<JsonObject> ApplyAsync(
        JsonObject item, ApplyOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ApplyOptions();
        var target = await RefOfAsync(item, cancellationToken);
        var body = (JsonObject)item.DeepClone();
        if (body["metadata"] is JsonObject metadata)
        {
            // The server refuses an apply that carries its own notes on ownership.
            metadata.Remove("managedFields");
            metadata.Remove("resourceVersion");
            if (options.ExpectedResourceVersion is { } expected)
            {
                metadata["resourceVersion"] = expected;
            }
        }

        var path = Written(ApiPath.Of(target), options).With("force", options.Force ? "true" : "false");
        var call = new ApiCall(HttpMethod.Patch, "patch", path)
        {
            Body = body,
            ContentType = ApplyContent,

            // With a condition the second would be refused because of the first, and look like somebody else's write.
            MayArriveTwice = options.DryRun || options.ExpectedResourceVersion is null,
        };
        return await _caller.SendAsync(call, cancellationToken);
    }

    /// <summary>Replaces an object as a whole.</summary>
    /// <param name="item">The object; with a metadata.resourceVersion the write is conditional on it.</param>
    /// <param name="options">How; null is the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The object as stored.</returns>
    /// <exception cref="ApiException">Somebody was faster (<see cref="ApiException.IsConflict"/>), or it was
    /// refused.</exception>
    public async Task<JsonObject> ReplaceAsync(
        JsonObject item, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var path = Written(ApiPath.Of(await RefOfAsync(item, cancellationToken)), options ?? new WriteOptions());
        return await _caller.SendAsync(new ApiCall(HttpMethod.Put, "update", path) { Body = item }, cancellationToken);
    }

    /// <summary>Changes parts of an object.</summary>
    /// <param name="target">The object.</param>
    /// <param name="patch">What to change, and how that is written.</param>
    /// <param name="options">How; null is the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The object as stored.</returns>
    public Task<JsonObject> PatchAsync(
        ResourceRef target, Patch patch, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return PatchAsync(PathOf(target), patch, options ?? new WriteOptions(), cancellationToken);
    }

    /// <summary>Sets how many pods a deployment or replica set is to have.</summary>
    /// <param name="target">The object.</param>
    /// <param name="replicas">The number, 0 or more.</param>
    /// <param name="options">How; null is the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The scale as stored.</returns>
    public Task<JsonObject> ScaleAsync(
        ResourceRef target, int replicas, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replicas);
        var body = new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } };
        var patch = new Patch(PatchKind.Merge, body);
        return PatchAsync(PathOf(target).Sub("scale"), patch, options ?? new WriteOptions(), cancellationToken);
    }

    /// <summary>Deletes an object; returns when the server has taken note, which may be before the object is
    /// gone.</summary>
    /// <param name="target">The object.</param>
    /// <param name="options">How; null is the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when it was absent already.</returns>
    /// <exception cref="ApiException">A precondition does not hold, or it was refused.</exception>
    public async Task<bool> DeleteAsync(
        ResourceRef target, DeleteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var body = (options ?? new DeleteOptions()).ToBody();
        try
        {
            var call = new ApiCall(HttpMethod.Delete, "delete", PathOf(target))
            {
                Body = body,
                MayArriveTwice = true,
            };
            await _caller.SendAsync(call, cancellationToken);
            return true;
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            return false;
        }
    }

    private static ApiPath Written(ApiPath path, WriteOptions options) => path
        .With("fieldManager", options.FieldManager)
        .With("fieldValidation", options.Strict ? "Strict" : "Ignore")
        .With("dryRun", options.DryRun ? "All" : null);

    private Task<JsonObject> PatchAsync(
        ApiPath path, Patch patch, WriteOptions options, CancellationToken cancellationToken)
    {
        var call = new ApiCall(HttpMethod.Patch, "patch", Written(path, options))
        {
            Body = patch.Body,
            ContentType = patch.ContentType,
        };
        return _caller.SendAsync(call, cancellationToken);
    }
}
