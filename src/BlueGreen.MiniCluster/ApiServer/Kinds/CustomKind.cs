using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Definitions;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Kinds;

/// <summary>What a CustomResourceDefinition says beyond names: how its objects are shown and checked.</summary>
/// <param name="Versions">The served versions, by name.</param>
/// <param name="Current">The version that is looked at; the stored one unless a request names another.</param>
/// <param name="IsEnding">Whether the definition is being deleted: nothing new is let in.</param>
/// <param name="Removed">Is cancelled when the resource is no longer served.</param>
internal sealed record CustomKind(
    IReadOnlyDictionary<string, CustomVersion> Versions,
    CustomVersion Current,
    bool IsEnding,
    CancellationToken Removed);

/// <summary>One version of a defined resource.</summary>
/// <param name="Name">Its name, such as <c>v1</c>.</param>
/// <param name="OpenApi">The schema as the definition holds it.</param>
internal sealed record CustomVersion(string Name, JsonObject OpenApi)
{
    private bool? _hasDefaults;

    /// <summary>Gets the fields: what is known, and how lists and maps merge.</summary>
    public FieldSchema Fields { get; } = OpenApiSchemaReader.ReadRoot(OpenApi);

    /// <summary>Gets what is demanded of values.</summary>
    public ValueSchema Values { get; } = ValueSchemaReader.Read(OpenApi);

    /// <summary>Gets a value indicating whether objects that were stored before may lack defaults.</summary>
    public bool HasDefaults => _hasDefaults ??= Values.HasDefaultInside;

    /// <summary>Gets the printer columns.</summary>
    public JsonArray Columns { get; init; } = [];

    /// <summary>Gets the subresources, such as <c>status</c>.</summary>
    public IReadOnlyList<string> Subresources { get; init; } = [];

    /// <summary>Gets where the scale is, or null when objects cannot be scaled.</summary>
    public ScalePaths? Scale { get; init; }
}
