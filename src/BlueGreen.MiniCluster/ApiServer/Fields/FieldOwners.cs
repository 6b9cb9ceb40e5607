using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>All owners of an object's fields, as <c>metadata.managedFields</c> lists them.</summary>
/// <param name="entries">The owners.</param>
internal sealed class FieldOwners(IEnumerable<FieldOwner> entries)
{
    private static readonly string[] ServerFields =
    [
        "name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields", "resourceVersion",
        "generateName", "deletionTimestamp", "deletionGracePeriodSeconds",
    ];

    private readonly List<FieldOwner> _entries = [.. entries];

    /// <summary>Gets the owners.</summary>
    public IReadOnlyList<FieldOwner> Entries => _entries;

    /// <summary>Reads the owners of an object.</summary>
    /// <param name="value">The object.</param>
    /// <returns>Its owners; none when nobody tracked them.</returns>
    public static FieldOwners Of(JsonObject value) =>
        new(value.Objects("metadata", "managedFields").Select(FieldOwner.Read));

    /// <summary>Takes out the fields that the server itself writes: nobody owns them.</summary>
    /// <param name="fields">Fields of an object.</param>
    /// <returns>The fields that can be owned.</returns>
    public static FieldSet Ownable(FieldSet fields)
    {
        var kept = fields.Without("f:apiVersion").Without("f:kind");
        if (kept.Find("f:metadata") is { } metadata)
        {
            metadata.IsMember = false;
            foreach (var name in ServerFields)
            {
                metadata.Children.Remove($"f:{name}");
            }
        }

        return kept;
    }

    /// <summary>Finds the entry of a writer.</summary>
    /// <param name="writer">The writer.</param>
    /// <returns>Its entry, or null.</returns>
    public FieldOwner? Find(FieldOwner writer) => _entries.Find(writer.IsSameWriter);

    /// <summary>Puts a writer's entry in place of its last one; an entry without fields goes.</summary>
    /// <param name="writer">The entry.</param>
    public void Set(FieldOwner writer)
    {
        _entries.RemoveAll(writer.IsSameWriter);
        if (!writer.Fields.IsEmpty)
        {
            _entries.Add(writer);
        }
    }

    /// <summary>Takes fields away from everybody but one writer.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="except">Who keeps them.</param>
    public void TakeAway(FieldSet fields, FieldOwner except)
    {
        foreach (var entry in _entries.Where(entry => !entry.IsSameWriter(except)).ToList())
        {
            if (!entry.Fields.Intersection(fields).IsEmpty)
            {
                Set(entry with { Fields = entry.Fields.Difference(fields) });
            }
        }
    }

    /// <summary>Writes the owners into an object.</summary>
    /// <param name="value">The object to change.</param>
    public void WriteTo(JsonObject value)
    {
        var ordered = _entries
            .OrderBy(entry => entry.IsApply ? 0 : 1)
            .ThenBy(entry => entry.Time, StringComparer.Ordinal)
            .ThenBy(entry => entry.Manager, StringComparer.Ordinal)
            .ThenBy(entry => entry.Subresource, StringComparer.Ordinal)
            .Select(entry => (JsonNode)entry.Write())
            .ToArray();
        var metadata = value.Child("metadata");
        metadata.Remove("managedFields");
        if (ordered.Length > 0)
        {
            metadata["managedFields"] = new JsonArray(ordered);
        }
    }
}
