using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;

namespace BlueGreen.Kubernetes.Calls;

/// <summary>Reads a list page by page and puts the pages together.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/"/>
internal sealed class ListReader(ApiCaller caller)
{
    private const int MaxPages = 1000;

    public async Task<ResourceList> ReadAsync(
        ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadPagesAsync(type, ns, options, cancellationToken);
        }
        catch (ApiException e) when (e.IsGone)
        {
            // The list grew too old between two pages. In one page it cannot.
            return await ReadPagesAsync(type, ns, options with { Limit = 0 }, cancellationToken);
        }
    }

    private async Task<ResourceList> ReadPagesAsync(
        ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken)
    {
        var items = new List<JsonObject>();
        string? next = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var path = ApiPath.Collection(type, ns)
                .With("labelSelector", options.LabelSelector)
                .With("fieldSelector", options.FieldSelector)
                .With("limit", options.Limit > 0 ? options.Limit.ToString(CultureInfo.InvariantCulture) : null)
                .With("continue", next);
            var answer = await caller.SendAsync(ApiCall.Get(path, "list"), cancellationToken);
            items.AddRange(Items(type, answer));
            next = KubeObject.Text(answer, "metadata", "continue");
            if (string.IsNullOrEmpty(next))
            {
                return new ResourceList(items, KubeObject.ResourceVersionOf(answer) ?? "");
            }
        }

        throw new InvalidOperationException($"The list of {type.QualifiedName} did not end after {MaxPages} pages.");
    }

    // Inside a list the server leaves out what the list's own kind already says.
    private static IEnumerable<JsonObject> Items(ResourceType type, JsonObject answer)
    {
        foreach (var item in (answer["items"] as JsonArray ?? []).OfType<JsonObject>().ToList())
        {
            var alone = (JsonObject)item.DeepClone();
            alone["apiVersion"] ??= type.ApiVersion;
            alone["kind"] ??= type.Kind;
            yield return alone;
        }
    }
}
