using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>Says whether the place that a new object is for still takes new ones.</summary>
/// <param name="store">Holds the namespaces.</param>
/// <param name="catalog">Knows which resources there are now.</param>
internal sealed class CreationRules(ObjectStore store, KindCatalog catalog)
{
    /// <summary>Refuses a new object whose resource or namespace is gone or going.</summary>
    /// <param name="call">The request.</param>
    /// <exception cref="ApiException">It is: 404, 405 or 403.</exception>
    public void Require(ApiCall call)
    {
        if (call.Kind.Custom is not null)
        {
            RequireDefinition(call);
        }

        if (call.Kind.IsNamespaced)
        {
            RequireNamespace(call);
        }
    }

    // Asked anew: a body may take its time, and nobody would ever delete what comes after its definition has gone.
    private void RequireDefinition(ApiCall call)
    {
        var now = catalog.Find(call.Kind.Group, call.Version, call.Kind.Plural) ?? throw ApiErrors.UnknownResource();
        if (now.Custom is { IsEnding: true })
        {
            throw new ApiException(
                405, "MethodNotAllowed", "create not allowed while custom resource definition is terminating");
        }
    }

    private void RequireNamespace(ApiCall call)
    {
        var namespaces = KindCatalog.Core("namespaces");
        var name = call.Namespace!;
        var found = store.Find(namespaces.KeyOf(null, name)) ?? throw ApiErrors.NotFound(namespaces, name);
        if (found.At("metadata", "deletionTimestamp") is not null)
        {
            throw ApiErrors.Forbidden(
                call.Kind,
                call.Name,
                $"unable to create new content in namespace {name} because it is being terminated");
        }
    }
}
