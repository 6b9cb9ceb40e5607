using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;

namespace BlueGreen.Kubernetes.Ownership;

/// <summary>Rewrites the server's notes on who owns which field, so that a create counts as our first apply.</summary>
/// <remarks>
/// The server notes a create as the operation <c>Update</c> and an apply as <c>Apply</c>, and holds the two to be
/// different owners even under one name: the next apply would conflict with ourselves, and a field that it leaves out
/// would stay.
/// kubectl does the same to objects that were once applied by the client.
/// </remarks>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#upgrading-from-client-side-apply"/>
internal static class ManagedFields
{
    /// <summary>Finds out whether a manager has noted fields by something other than an apply.</summary>
    public static bool NeedUpgrade(JsonObject item, string manager) =>
        Entries(item).Any(entry => IsOwn(entry, manager, "Update"));

    /// <summary>Makes the JSON patch that turns the manager's updates into an apply; it fails when the object
    /// moved.</summary>
    /// <param name="item">The object as read.</param>
    /// <param name="manager">The manager.</param>
    /// <returns>The operations.</returns>
    public static JsonArray UpgradePatch(JsonObject item, string manager) =>
    [
        Replace("/metadata/managedFields", Upgraded(item, manager)),

        // Replacing the version by itself makes the server compare it, and answer 409 when it is another one by now.
        // (A "test" operation would answer 422, as for any invalid object.)
        Replace("/metadata/resourceVersion", KubeObject.ResourceVersionOf(item)),
    ];

    private static JsonArray Upgraded(JsonObject item, string manager)
    {
        var all = Entries(item).Select(entry => (JsonObject)entry.DeepClone()).ToList();
        var updates = all.Where(entry => IsOwn(entry, manager, "Update")).ToList();
        var apply = all.FirstOrDefault(entry => IsOwn(entry, manager, "Apply"));
        if (apply is null)
        {
            // The first becomes the apply; what the others own is added to it.
            apply = updates[0];
            apply["operation"] = "Apply";
        }

        foreach (var update in updates.Where(update => !ReferenceEquals(update, apply)))
        {
            // Fields of two versions cannot be put together, for their paths may differ; the apply's own are kept then.
            if (string.Equals(VersionOf(update), VersionOf(apply), StringComparison.Ordinal)
                && update["fieldsV1"] is JsonObject more && apply["fieldsV1"] is JsonObject fields)
            {
                Unite(fields, more);
            }

            all.Remove(update);
        }

        return [.. all];
    }

    // A set of fields is a tree whose keys are steps of a path, so the union of two sets is the union of the trees.
    private static void Unite(JsonObject into, JsonObject more)
    {
        foreach (var (key, branch) in more)
        {
            if (into[key] is JsonObject existing && branch is JsonObject added)
            {
                Unite(existing, added);
            }
            else
            {
                into[key] = branch?.DeepClone();
            }
        }
    }

    private static IEnumerable<JsonObject> Entries(JsonObject item) =>
        ((item["metadata"] as JsonObject)?["managedFields"] as JsonArray ?? []).OfType<JsonObject>();

    private static bool IsOwn(JsonObject entry, string manager, string operation) =>
        string.Equals(KubeObject.Text(entry, "manager"), manager, StringComparison.Ordinal)
        && string.Equals(KubeObject.Text(entry, "operation"), operation, StringComparison.Ordinal)
        && string.IsNullOrEmpty(KubeObject.Text(entry, "subresource"));

    private static string? VersionOf(JsonObject entry) => KubeObject.Text(entry, "apiVersion");

    private static JsonObject Replace(string path, JsonNode? value) =>
        new() { ["op"] = "replace", ["path"] = path, ["value"] = value };
}
