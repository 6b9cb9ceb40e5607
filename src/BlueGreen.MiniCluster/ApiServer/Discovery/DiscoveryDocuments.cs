using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Kinds;

namespace BlueGreen.MiniCluster.ApiServer.Discovery;

/// <summary>
/// Tells clients which resources are served, in the old form (a document a version) and in the grouped one.
/// </summary>
/// <param name="catalog">Knows the resources.</param>
/// <seealso href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api"/>
internal sealed class DiscoveryDocuments(KindCatalog catalog)
{
    private static readonly string[] ObjectVerbs =
        ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    private static readonly string[] PartVerbs = ["get", "patch", "update"];

    private static readonly string[] CreateVerbs = ["create"];

    /// <summary>Writes <c>/api</c>.</summary>
    /// <returns>The versions of the core group.</returns>
    public static JsonObject CoreVersions() => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(),
    };

    /// <summary>Writes <c>/apis</c>.</summary>
    /// <returns>All other groups.</returns>
    public JsonObject Groups() => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. GroupNames().Where(name => name.Length > 0).Select(GroupBody)]),
    };

    /// <summary>Writes <c>/apis/GROUP</c>.</summary>
    /// <param name="group">The group.</param>
    /// <returns>Its versions, or null for an unknown one.</returns>
    public JsonObject? Group(string group)
    {
        if (!GroupNames().Contains(group, StringComparer.Ordinal))
        {
            return null;
        }

        var body = GroupBody(group);
        body.Insert(0, "kind", "APIGroup");
        body.Insert(1, "apiVersion", "v1");
        return body;
    }

    /// <summary>Writes <c>/api/v1</c> or <c>/apis/GROUP/VERSION</c>.</summary>
    /// <param name="group">The group.</param>
    /// <param name="version">The version.</param>
    /// <returns>Its resources, or null when there are none.</returns>
    public JsonObject? Resources(string group, string version)
    {
        var kinds = KindsOf(group, version).ToList();
        return kinds.Count == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = kinds[0].ApiVersion(version),
            ["resources"] = new JsonArray([.. kinds.SelectMany(OldForm)]),
        };
    }

    /// <summary>Writes the grouped document.</summary>
    /// <param name="isCore">Whether it is for the core group, or for all others.</param>
    /// <param name="version">The version of the document: v2 or v2beta1.</param>
    /// <returns>Groups, versions and resources in one.</returns>
    public JsonObject Aggregated(bool isCore, string version) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = $"apidiscovery.k8s.io/{version}",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. GroupNames().Where(name => name.Length == 0 == isCore).Select(AggregatedGroup)]),
    };

    private static string[] VerbsOf(ResourceKind kind) => kind.IsVirtual ? CreateVerbs
        : kind.Is(string.Empty, "namespaces") ? [.. ObjectVerbs.Where(verb => verb is not "deletecollection")]
        : ObjectVerbs;

    private static (string Kind, string? Group, string? Version, string[] Verbs) Part(
        ResourceKind kind, string name) => name switch
        {
            "scale" => ("Scale", "autoscaling", "v1", PartVerbs),
            "eviction" => ("Eviction", "policy", "v1", CreateVerbs),
            "token" => ("TokenRequest", "authentication.k8s.io", "v1", CreateVerbs),
            "attach" => ("PodAttachOptions", null, null, ["create", "get"]),
            "exec" => ("PodExecOptions", null, null, ["create", "get"]),
            "portforward" => ("PodPortForwardOptions", null, null, ["create", "get"]),
            "log" => (kind.Kind, null, null, ["get"]),
            "finalize" => (kind.Kind, null, null, ["update"]),
            _ => (kind.Kind, null, null, PartVerbs),
        };

    private static JsonArray Texts(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];

    private static IEnumerable<JsonObject> OldForm(ResourceKind kind)
    {
        var resource = new JsonObject
        {
            ["name"] = kind.Plural,
            ["singularName"] = kind.Singular,
            ["namespaced"] = kind.IsNamespaced,
            ["kind"] = kind.Kind,
            ["verbs"] = Texts(VerbsOf(kind)),
        };
        if (kind.ShortNames.Count > 0)
        {
            resource["shortNames"] = Texts(kind.ShortNames);
        }

        if (kind.Categories.Count > 0)
        {
            resource["categories"] = Texts(kind.Categories);
        }

        yield return resource;
        foreach (var name in kind.Subresources)
        {
            var part = Part(kind, name);
            var entry = new JsonObject
            {
                ["name"] = $"{kind.Plural}/{name}",
                ["singularName"] = string.Empty,
                ["namespaced"] = kind.IsNamespaced,
                ["kind"] = part.Kind,
                ["verbs"] = Texts(part.Verbs),
            };
            if (part.Group is not null)
            {
                entry["group"] = part.Group;
                entry["version"] = part.Version;
            }

            yield return entry;
        }
    }

    private static JsonObject NewForm(ResourceKind kind, string version) => new()
    {
        ["resource"] = kind.Plural,
        ["responseKind"] = ResponseKind(kind.Group, version, kind.Kind),
        ["scope"] = kind.IsNamespaced ? "Namespaced" : "Cluster",
        ["singularResource"] = kind.Singular,
        ["verbs"] = Texts(VerbsOf(kind)),
        ["shortNames"] = Texts(kind.ShortNames),
        ["categories"] = Texts(kind.Categories),
        ["subresources"] = new JsonArray([.. kind.Subresources.Select(name =>
        {
            var part = Part(kind, name);
            return new JsonObject
            {
                ["subresource"] = name,
                ["responseKind"] = ResponseKind(part.Group ?? kind.Group, part.Version ?? version, part.Kind),
                ["verbs"] = Texts(part.Verbs),
            };
        })]),
    };

    private static JsonObject ResponseKind(string group, string version, string kind) =>
        new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private IEnumerable<string> GroupNames() =>
        catalog.Kinds.Select(kind => kind.Group).Distinct(StringComparer.Ordinal);

    private IEnumerable<string> VersionsOf(string group) => catalog.Kinds
        .Where(kind => string.Equals(kind.Group, group, StringComparison.Ordinal))
        .SelectMany(kind => kind.Versions)
        .Distinct(StringComparer.Ordinal)
        .Order(VersionOrder.Instance);

    private IEnumerable<ResourceKind> KindsOf(string group, string version) => catalog.Kinds.Where(kind =>
        string.Equals(kind.Group, group, StringComparison.Ordinal)
        && kind.Versions.Contains(version, StringComparer.Ordinal)).Select(kind => kind.In(version));

    private JsonObject GroupBody(string group)
    {
        var versions = VersionsOf(group).Select(version => (JsonNode)new JsonObject
        {
            ["groupVersion"] = $"{group}/{version}",
            ["version"] = version,
        }).ToArray();
        return new JsonObject
        {
            ["name"] = group,
            ["versions"] = new JsonArray(versions),
            ["preferredVersion"] = versions[0].DeepClone(),
        };
    }

    private JsonObject AggregatedGroup(string group) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = group.Length == 0 ? null : group, ["creationTimestamp"] = null },
        ["versions"] = new JsonArray([.. VersionsOf(group).Select(version => new JsonObject
        {
            ["version"] = version,
            ["freshness"] = "Current",
            ["resources"] = new JsonArray([.. KindsOf(group, version).Select(kind => NewForm(kind, version))]),
        })]),
    };
}
