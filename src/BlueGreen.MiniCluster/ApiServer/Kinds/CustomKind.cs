using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Kinds;

/// <summary>What a CustomResourceDefinition says beyond names: how its objects are shown and checked.</summary>
/// <param name="Columns">Printer columns by version.</param>
/// <param name="Schemas">The OpenAPI schema by version, as the definition holds it.</param>
internal sealed record CustomKind(
    IReadOnlyDictionary<string, JsonArray> Columns, IReadOnlyDictionary<string, JsonObject> Schemas);
