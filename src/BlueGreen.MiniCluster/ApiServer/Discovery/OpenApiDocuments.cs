using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Discovery;

/// <summary>Writes the OpenAPI documents that <c>kubectl explain</c> and <c>kubectl apply</c> read.</summary>
/// <param name="catalog">Knows the resources.</param>
/// <seealso href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3"/>
internal sealed class OpenApiDocuments(KindCatalog catalog)
{
    private const string References = "#/components/schemas/";

    private static readonly string[] WriteMethods = ["post", "put", "patch"];

    /// <summary>Writes <c>/openapi/v3</c>: where the documents of the groups are.</summary>
    /// <returns>The index; each address carries a hash of the document.</returns>
    public JsonObject Index()
    {
        var paths = new JsonObject();
        foreach (var (group, version) in GroupVersions())
        {
            var path = PathOf(group, version);
            var document = JsonSerializer.SerializeToUtf8Bytes(Document(group, version));
            var hash = Convert.ToHexString(SHA256.HashData(document));
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash={hash}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    /// <summary>Writes the document of one group and version.</summary>
    /// <param name="path">Such as <c>apis/apps/v1</c>.</param>
    /// <returns>The document, or null when nothing is served there.</returns>
    public JsonObject? Find(string path)
    {
        foreach (var (group, version) in GroupVersions())
        {
            if (string.Equals(PathOf(group, version), path, StringComparison.Ordinal))
            {
                return Document(group, version);
            }
        }

        return null;
    }

    /// <summary>Says whose documents these are.</summary>
    /// <returns>The section.</returns>
    internal static JsonObject Info() => new() { ["title"] = "Kubernetes", ["version"] = "v1.32.0" };

    private static string PathOf(string group, string version) =>
        group.Length == 0 ? $"api/{version}" : $"apis/{group}/{version}";

    /// <summary>Names the schema of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="version">One of its versions.</param>
    /// <returns>Such as <c>io.k8s.api.apps.v1.Deployment</c>.</returns>
    internal static string TypeNameOf(ResourceKind kind, string version) =>
        kind.Schema.TypeName.Length > 0 ? kind.Schema.TypeName : $"{kind.Group}.{version}.{kind.Kind}";

    /// <summary>Says what a schema or an operation is about.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="version">One of its versions.</param>
    /// <returns>The value of <c>x-kubernetes-group-version-kind</c>.</returns>
    internal static JsonObject TypeMark(ResourceKind kind, string version) =>
        new() { ["group"] = kind.Group, ["version"] = version, ["kind"] = kind.Kind };

    /// <summary>Lists the addresses of a kind, with their methods.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="version">One of its versions.</param>
    /// <returns>Address and methods in lower case.</returns>
    internal static IEnumerable<(string Path, string[] Methods)> PathsOf(ResourceKind kind, string version)
    {
        var scope = kind.IsNamespaced ? "namespaces/{namespace}/" : string.Empty;
        var collection = $"/{PathOf(kind.Group, version)}/{scope}{kind.Plural}";
        yield return (collection, ["get", "post"]);
        yield return (collection + "/{name}", ["get", "put", "patch", "delete"]);
    }

    private static JsonObject Operations(ResourceKind kind, string version, string[] methods)
    {
        var operations = new JsonObject();
        foreach (var method in methods)
        {
            var isWrite = WriteMethods.Contains(method, StringComparer.Ordinal);
            operations[method] = new JsonObject
            {
                ["parameters"] = isWrite
                    ? new JsonArray(Parameter("dryRun"), Parameter("fieldManager"), Parameter("fieldValidation"))
                    : new JsonArray(),
                ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
                ["x-kubernetes-group-version-kind"] = TypeMark(kind, version),
            };
        }

        return operations;
    }

    private static JsonObject Parameter(string name) => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["schema"] = new JsonObject { ["type"] = "string", ["uniqueItems"] = true },
    };

    private IEnumerable<(string Group, string Version)> GroupVersions() =>
        catalog.Kinds.SelectMany(kind => kind.Versions.Select(version => (kind.Group, version))).Distinct();

    private JsonObject Document(string group, string version)
    {
        var (paths, schemas) = (new JsonObject(), new JsonObject());
        var writer = new OpenApiSchemaWriter(References);
        OpenApiSchemaWriter.WriteShared(schemas);
        foreach (var type in BuiltInSchemas.Types.Values)
        {
            schemas[type.TypeName] = writer.WriteType(type);
        }

        var kinds = catalog.Kinds.Where(kind =>
            string.Equals(kind.Group, group, StringComparison.Ordinal)
            && kind.Versions.Contains(version, StringComparer.Ordinal));
        foreach (var kind in kinds)
        {
            var schema = kind.Custom is null ? writer.WriteType(kind.Schema) : CustomSchema(kind, version, References);
            schema["x-kubernetes-group-version-kind"] = new JsonArray(TypeMark(kind, version));
            schemas[TypeNameOf(kind, version)] = schema;
            foreach (var (path, methods) in PathsOf(kind, version))
            {
                paths[path] = Operations(kind, version, methods);
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = Info(),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    /// <summary>Writes the schema of a custom kind, as its definition gives it.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="version">One of its versions.</param>
    /// <param name="references">Stands before the names of referenced types.</param>
    /// <returns>The schema.</returns>
    internal static JsonObject CustomSchema(ResourceKind kind, string version, string references)
    {
        var schema = kind.In(version).Custom!.Current.OpenApi.Copy();
        schema["type"] = "object";
        if (schema["properties"] is not JsonObject properties)
        {
            schema["properties"] = properties = [];
        }

        properties["apiVersion"] = new JsonObject { ["type"] = "string" };
        properties["kind"] = new JsonObject { ["type"] = "string" };
        properties["metadata"] = new JsonObject { ["$ref"] = $"{references}{MetaSchemas.Prefix}ObjectMeta" };
        return schema;
    }
}
