using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Kinds;

/// <summary>Makes a served resource out of a CustomResourceDefinition.</summary>
/// <seealso
/// href="https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/"/>
internal static class CustomKindReader
{
    private static readonly string[] KnownSubresources = ["scale", "status"];

    /// <summary>Reads a definition.</summary>
    /// <param name="definition">The CustomResourceDefinition.</param>
    /// <returns>The resource, or null when the definition serves nothing.</returns>
    public static ResourceKind? Read(JsonObject definition)
    {
        var names = definition.At("spec", "names");
        var served = definition.Objects("spec", "versions").Where(version => version.IsTrue("served")).ToList();
        if (definition.Text("spec", "group") is not { } group
            || names.Text("plural") is not { } plural
            || served.Count == 0)
        {
            return null;
        }

        var stored = served.Find(version => version.IsTrue("storage")) ?? served[0];
        return new ResourceKind(group, plural, names.Text("kind") ?? plural)
        {
            Versions = [.. served.Select(NameOf).OrderBy(name => name, VersionOrder.Instance)],
            Singular = names.Text("singular") ?? names.Text("kind")?.ToLowerInvariant() ?? plural,
            ShortNames = [.. names.Texts("shortNames")],
            Categories = [.. names.Texts("categories")],
            IsNamespaced = !string.Equals(definition.Text("spec", "scope"), "Cluster", StringComparison.Ordinal),
            Subresources = [.. Subresources(stored)],
            Schema = OpenApiSchemaReader.ReadRoot(stored.At("schema", "openAPIV3Schema") as JsonObject ?? []),
            Custom = new CustomKind(
                served.ToDictionary(NameOf, Columns, StringComparer.Ordinal),
                served.ToDictionary(
                    NameOf,
                    version => version.At("schema", "openAPIV3Schema") as JsonObject ?? [],
                    StringComparer.Ordinal)),
        };
    }

    private static string NameOf(JsonObject version) => version.Text("name") ?? string.Empty;

    private static JsonArray Columns(JsonObject version) => version["additionalPrinterColumns"] as JsonArray ?? [];

    private static IEnumerable<string> Subresources(JsonObject version) =>
        KnownSubresources.Where(name => version.At("subresources", name) is JsonObject);
}
