using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers;

/// <summary>Reads what every object has: names, labels, owners, and whether it is being deleted.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/"/>
internal static class ObjectMetadata
{
    public static string Name(this JsonObject value) => value.Text("metadata", "name") ?? string.Empty;

    public static string Namespace(this JsonObject value) => value.Text("metadata", "namespace") ?? string.Empty;

    public static string Uid(this JsonObject value) => value.Text("metadata", "uid") ?? string.Empty;

    public static int Generation(this JsonObject value) => value.Number("metadata", "generation") ?? 0;

    public static IReadOnlyDictionary<string, string> Labels(this JsonObject value) => value.Map("metadata", "labels");

    public static string? Annotation(this JsonObject value, string name) => value.Text("metadata", "annotations", name);

    public static bool IsBeingDeleted(this JsonObject value) => value.Text("metadata", "deletionTimestamp") is not null;

    public static IReadOnlyList<string> Finalizers(this JsonObject value) => value.Texts("metadata", "finalizers");

    public static IEnumerable<JsonObject> Owners(this JsonObject value) => value.Items("metadata", "ownerReferences");

    /// <summary>Finds the one owner that controls an object.</summary>
    /// <param name="value">The object.</param>
    /// <returns>The reference, or null.</returns>
    public static JsonObject? Controller(this JsonObject value) =>
        value.Owners().FirstOrDefault(o => o.Flag("controller"));

    /// <summary>Tells whether one object controls another.</summary>
    /// <param name="value">The object.</param>
    /// <param name="owner">The owner asked about.</param>
    /// <returns>True when it does, told by uid and not by name.</returns>
    public static bool IsControlledBy(this JsonObject value, JsonObject owner) =>
        string.Equals(value.Controller().Text("uid"), owner.Uid(), StringComparison.Ordinal);

    /// <summary>Makes the reference that a controlled object carries.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="type">Its kind.</param>
    /// <returns>A new reference.</returns>
    public static JsonObject ControllerReference(this JsonObject owner, ResourceType type) => new()
    {
        ["apiVersion"] = type.ApiVersion,
        ["kind"] = type.Kind,
        ["name"] = owner.Name(),
        ["uid"] = owner.Uid(),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    /// <summary>Makes the key of an object from its own metadata.</summary>
    /// <param name="value">The object.</param>
    /// <param name="type">Its kind.</param>
    /// <returns>The key.</returns>
    public static ObjectKey KeyAs(this JsonObject value, ResourceType type) =>
        type.Key(value.Namespace(), value.Name());

    /// <summary>Reads a time of an object.</summary>
    /// <param name="value">The object.</param>
    /// <param name="path">Names, one a level.</param>
    /// <returns>The time, or null.</returns>
    public static DateTimeOffset? Time(this JsonNode? value, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(
            value.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>Writes a time as objects hold it: whole seconds, UTC.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The text.</returns>
    public static string ToTimestamp(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
