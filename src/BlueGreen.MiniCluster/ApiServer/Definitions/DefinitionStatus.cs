using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>
/// Writes the status of a CustomResourceDefinition: which names it got, and whether its resource is served.
/// </summary>
/// <remarks>
/// The real server's controllers do this a moment after the write; here it is part of the write, so that nobody has to
/// wait.
/// </remarks>
/// <param name="store">Holds the other definitions.</param>
/// <param name="timeProvider">Gives the times of transitions.</param>
internal sealed class DefinitionStatus(ObjectStore store, TimeProvider timeProvider)
{
    /// <summary>Keeps a definition until its objects are gone.</summary>
    public const string Finalizer = "customresourcecleanup.apiextensions.k8s.io";

    /// <summary>Completes a definition.</summary>
    /// <param name="live">The definition as it is, or null for a new one.</param>
    /// <param name="next">The definition to change; its names are complete.</param>
    public void Complete(JsonObject? live, JsonObject next)
    {
        if (next.At("metadata", "deletionTimestamp") is not null)
        {
            return;
        }

        AddFinalizer(next);
        var status = next.Child("status");
        var wanted = next.Child("spec").Child("names");
        var conflict = ConflictOf(next, wanted);
        if (conflict is null)
        {
            status["acceptedNames"] = wanted.DeepClone();
            SetCondition(next, ("NamesAccepted", "True", "NoConflicts", "no conflicts found"));
            SetCondition(
                next, ("Established", "True", "InitialNamesAccepted", "the initial names have been accepted"));
        }
        else
        {
            SetCondition(next, ("NamesAccepted", "False", conflict.Value.Reason, conflict.Value.Message));
            if (live is null)
            {
                SetCondition(next, ("Established", "False", "NotAccepted", "not all names are accepted"));
            }
        }

        var stored = next.Texts("status", "storedVersions").ToList();
        var current = next.Objects("spec", "versions").FirstOrDefault(version => version.IsTrue("storage"));
        if (current.Text("name") is { } name && !stored.Contains(name, StringComparer.Ordinal))
        {
            stored.Add(name);
        }

        status["storedVersions"] = new JsonArray([.. stored.Select(version => JsonValue.Create(version))]);
    }

    /// <summary>Adds what keeps a definition until its objects are gone.</summary>
    /// <param name="definition">The definition to change.</param>
    public static void AddFinalizer(JsonObject definition)
    {
        if (!definition.Texts("metadata", "finalizers").Contains(Finalizer, StringComparer.Ordinal))
        {
            var finalizers = definition.At("metadata", "finalizers") as JsonArray ?? [];
            finalizers.Add((JsonNode)Finalizer);
            if (finalizers.Parent is null)
            {
                definition.Child("metadata")["finalizers"] = finalizers;
            }
        }
    }

    /// <summary>Sets a condition; its time changes only when its status does.</summary>
    /// <param name="definition">The definition to change.</param>
    /// <param name="condition">The condition.</param>
    public void SetCondition(
        JsonObject definition, (string Type, string Status, string Reason, string Message) condition)
    {
        var status = definition.Child("status");
        if (status["conditions"] is not JsonArray conditions)
        {
            status["conditions"] = conditions = [];
        }

        var old = conditions.OfType<JsonObject>()
            .FirstOrDefault(one => string.Equals(one.Text("type"), condition.Type, StringComparison.Ordinal));
        var isSame = old is not null && string.Equals(old.Text("status"), condition.Status, StringComparison.Ordinal);
        var time = isSame ? old.Text("lastTransitionTime") : null;
        var index = old is null ? conditions.Count : conditions.IndexOf(old);
        if (old is not null)
        {
            conditions.RemoveAt(index);
        }

        conditions.Insert(index, new JsonObject
        {
            ["lastTransitionTime"] = time ?? $"{timeProvider.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}",
            ["message"] = condition.Message,
            ["reason"] = condition.Reason,
            ["status"] = condition.Status,
            ["type"] = condition.Type,
        });
    }

    private (string Reason, string Message)? ConflictOf(JsonObject next, JsonObject wanted)
    {
        var group = next.Text("spec", "group");
        var others = store.List(KindCatalog.Definitions.Group, KindCatalog.Definitions.Plural, null).Items
            .Where(other => string.Equals(other.Text("spec", "group"), group, StringComparison.Ordinal)
                && !string.Equals(
                    other.Text("metadata", "name"), next.Text("metadata", "name"), StringComparison.Ordinal))
            .Select(other => other.At("status", "acceptedNames"))
            .ToList();
        var resources = others
            .SelectMany(names => names.Texts("shortNames").Append(names.Text("plural")).Append(names.Text("singular")))
            .ToHashSet(StringComparer.Ordinal);
        var kinds = others
            .SelectMany(names => new[] { names.Text("kind"), names.Text("listKind") })
            .ToHashSet(StringComparer.Ordinal);

        // Of several conflicts the real server tells the last one.
        return Find("ListKindConflict", kinds, wanted.Text("listKind"))
            ?? Find("KindConflict", kinds, wanted.Text("kind"))
            ?? Find("ShortNamesConflict", resources, [.. wanted.Texts("shortNames")])
            ?? Find("SingularConflict", resources, wanted.Text("singular"))
            ?? Find("PluralConflict", resources, wanted.Text("plural"));
    }

    private static (string Reason, string Message)? Find(
        string reason, HashSet<string?> taken, params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (name is not null && taken.Contains(name))
            {
                return (reason, $"\"{name}\" is already in use");
            }
        }

        return null;
    }
}
