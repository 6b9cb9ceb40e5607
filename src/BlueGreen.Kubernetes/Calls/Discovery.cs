using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;

namespace BlueGreen.Kubernetes.Calls;

/// <summary>Asks the server which resource a manifest's apiVersion and kind stand for, and remembers the
/// answer.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api"/>
internal sealed class Discovery(ApiCaller caller) : IDisposable
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ResourceType>> _known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<ResourceType> ResolveAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        if (Find(apiVersion, kind) is { } known)
        {
            return known;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            // What is not known is asked for again: a definition may have been installed in the meantime.
            return Find(apiVersion, kind) ?? await AskAsync(apiVersion, kind, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private ResourceType? Find(string apiVersion, string kind) => _known.TryGetValue(apiVersion, out var types)
        ? types.FirstOrDefault(t => string.Equals(t.Kind, kind, StringComparison.Ordinal))
        : null;

    private async Task<ResourceType> AskAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        var (group, version) = apiVersion.Split('/') switch
        {
            [var v] => ("", v),
            [var g, var v] => (g, v),
            _ => throw new UnknownResourceTypeException(apiVersion, kind, "That is not an apiVersion."),
        };
        try
        {
            var answer = await caller.SendAsync(ApiCall.Get(ApiPath.Discovery(group, version)), cancellationToken);
            _known[apiVersion] = Read(group, version, answer);
        }
        catch (ApiException e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            throw new UnknownResourceTypeException(apiVersion, kind, $"It does not serve {apiVersion} at all.", e);
        }

        var served = _known[apiVersion].Select(t => t.Kind).Order(StringComparer.Ordinal);
        return Find(apiVersion, kind) ?? throw new UnknownResourceTypeException(
            apiVersion, kind, $"It serves there: {string.Join(", ", served)}.");
    }

    private static List<ResourceType> Read(string group, string version, JsonObject answer) =>
    [
        .. (answer["resources"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(r => new ResourceType(
                group,
                version,
                KubeObject.Text(r, "kind") ?? "",
                KubeObject.Text(r, "name") ?? "",
                r["namespaced"] is JsonValue value && value.TryGetValue<bool>(out var isNamespaced) && isNamespaced))

            // A name with a slash is a part of another resource, such as deployments/scale.
            .Where(t => t.Kind.Length > 0 && t.Plural.Length > 0 && !t.Plural.Contains('/', StringComparison.Ordinal)),
    ];
}
