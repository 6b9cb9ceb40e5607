using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Kinds;

/// <summary>Makes a served resource out of a CustomResourceDefinition.</summary>
/// <seealso
/// href="https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/"/>
internal static class CustomKindReader
{
    private static readonly string[] KnownSubresources = ["scale", "status"];

    /// <summary>Reads a definition.</summary>
    /// <param name="definition">The CustomResourceDefinition.</param>
    /// <param name="removed">Will be cancelled when the resource is no longer served.</param>
    /// <returns>The resource, or null when the definition serves nothing.</returns>
    public static ResourceKind? Read(JsonObject definition, CancellationToken removed)
    {
        var names = definition.At("spec", "names");
        var versions = definition.Objects("spec", "versions").Where(version => version.IsTrue("served")).ToList();
        if (definition.Text("spec", "group") is not { } group
            || names.Text("plural") is not { } plural
            || versions.Count == 0
            || !IsEstablished(definition))
        {
            return null;
        }

        var served = versions.Select(Version).ToDictionary(version => version.Name, StringComparer.Ordinal);
        var stored = (versions.Find(version => version.IsTrue("storage")) ?? versions[0]).Text("name") ?? string.Empty;
        var kind = new ResourceKind(group, plural, names.Text("kind") ?? plural)
        {
            Versions = [.. served.Keys.OrderBy(name => name, VersionOrder.Instance)],
            Singular = names.Text("singular") ?? names.Text("kind")?.ToLowerInvariant() ?? plural,
            ListKind = names.Text("listKind") ?? $"{names.Text("kind")}List",
            ShortNames = [.. names.Texts("shortNames")],
            Categories = [.. names.Texts("categories")],
            IsNamespaced = !string.Equals(definition.Text("spec", "scope"), "Cluster", StringComparison.Ordinal),
            Custom = new CustomKind(
                served, served[stored], definition.At("metadata", "deletionTimestamp") is not null, removed),
        };
        return kind.In(stored);
    }

    // Conditions are missing in definitions that older versions of this program have stored.
    private static bool IsEstablished(JsonObject definition) => definition
        .Objects("status", "conditions")
        .All(condition => condition.Text("type") is not "Established" || condition.Text("status") is "True");

    private static CustomVersion Version(JsonObject version)
    {
        var scale = version.At("subresources", "scale");
        return new CustomVersion(
            version.Text("name") ?? string.Empty, version.At("schema", "openAPIV3Schema") as JsonObject ?? [])
        {
            Columns = version["additionalPrinterColumns"] as JsonArray ?? [],
            Subresources = [.. KnownSubresources.Where(name => version.At("subresources", name) is JsonObject)],
            Scale = scale is not JsonObject ? null : new ScalePaths(
                ScalePaths.Split(scale.Text("specReplicasPath")),
                ScalePaths.Split(scale.Text("statusReplicasPath")),
                ScalePaths.Split(scale.Text("labelSelectorPath"))),
        };
    }
}
