using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Objects;
using BlueGreen.MiniCluster.ApiServer.Reading.Tables;

namespace BlueGreen.MiniCluster.ApiServer.Reading;

/// <summary>Shows stored objects in the version and form that a client asked for.</summary>
/// <param name="call">The request.</param>
/// <param name="form">The form.</param>
/// <param name="now">The time that ages are counted to.</param>
internal sealed class ObjectPresenter(ApiCall call, ObjectForm form, DateTimeOffset now)
{
    private readonly TableWriter _table = new(call.Kind, call.Version, now);

    /// <summary>Shows one object.</summary>
    /// <param name="stored">The object as stored.</param>
    /// <param name="isFirst">Whether a table names its columns; later events of a watch do not.</param>
    /// <returns>The body of the answer.</returns>
    public JsonObject Show(JsonObject stored, bool isFirst = true)
    {
        var shown = EventView.Show(call.Kind, call.Version, stored);
        return form switch
        {
            ObjectForm.Table => Table([stored], ListMetadataOf(stored), isFirst),
            ObjectForm.Metadata => MetadataOf(shown),
            _ => shown,
        };
    }

    /// <summary>Shows a list.</summary>
    /// <param name="stored">The objects as stored.</param>
    /// <param name="metadata">The metadata of the list.</param>
    /// <returns>The body of the answer.</returns>
    public JsonObject ShowList(IReadOnlyList<JsonObject> stored, JsonObject metadata)
    {
        if (form == ObjectForm.Table)
        {
            return Table(stored, metadata, isFirst: true);
        }

        var items = stored.Select(item => Show(item)).ToArray<JsonNode>();
        return new JsonObject
        {
            ["kind"] = form == ObjectForm.Metadata ? "PartialObjectMetadataList" : call.Kind.ListKind,
            ["apiVersion"] = form == ObjectForm.Metadata ? "meta.k8s.io/v1" : call.Kind.ApiVersion(call.Version),
            ["metadata"] = metadata,
            ["items"] = new JsonArray(items),
        };
    }

    private static JsonObject MetadataOf(JsonObject shown) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = shown["metadata"]?.DeepClone(),
    };

    private static JsonObject ListMetadataOf(JsonObject stored) =>
        new() { ["resourceVersion"] = stored.Text("metadata", "resourceVersion") };

    private JsonObject Table(IReadOnlyList<JsonObject> stored, JsonObject metadata, bool isFirst)
    {
        var rows = stored.Select(item =>
        {
            var row = _table.Row(item);
            var shown = EventView.Show(call.Kind, call.Version, item);
            _ = call.Query("includeObject") switch
            {
                "Object" => row["object"] = shown,
                "None" => null,
                _ => row["object"] = MetadataOf(shown),
            };
            return (JsonNode)row;
        });
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = metadata,
            ["columnDefinitions"] = isFirst ? _table.Definitions() : null,
            ["rows"] = new JsonArray([.. rows]),
        };
    }
}
