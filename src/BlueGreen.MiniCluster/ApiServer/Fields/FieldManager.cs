using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>
/// Decides who owns which field after a write, and refuses an apply that would take fields from others.
/// </summary>
/// <param name="timeProvider">Gives the time of an entry.</param>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/server-side-apply/"/>
internal sealed class FieldManager(TimeProvider timeProvider)
{
    /// <summary>Owns what was there before anybody applied, on objects whose fields nobody tracked.</summary>
    private const string BeforeFirstApply = "before-first-apply";

    /// <summary>Records an update: what it changed is the writer's from now on.</summary>
    /// <param name="live">The object before; empty for a new one.</param>
    /// <param name="next">The object after; gets its owners.</param>
    /// <param name="writer">Who writes.</param>
    /// <param name="schema">Schema of the object.</param>
    public void Update(JsonObject live, JsonObject next, FieldOwner writer, FieldSchema schema)
    {
        // A client may edit the list itself (kubectl does, to take over from client-side apply): it counts as sent.
        var sent = next.At("metadata", "managedFields") as JsonArray;
        var isReset = sent is not null && sent.All(item => item is JsonObject { Count: 0 });
        var owners = isReset ? new FieldOwners([]) : FieldOwners.Of(sent is null ? live : next);
        var difference = FieldComparer.Compare(live, next, schema);
        var written = FieldOwners.Ownable(difference.Added.Union(difference.Modified));
        owners.TakeAway(written.Union(difference.Removed), writer);
        var own = owners.Find(writer)?.Fields ?? new FieldSet();
        var fields = OfWriter(own.Union(written).Difference(difference.Removed), writer);
        if (!isReset && (!fields.IsSameAs(own) || !written.IsEmpty))
        {
            owners.Set(writer with { Fields = fields, Time = Now() });
        }

        owners.WriteTo(next);
    }

    /// <summary>Applies a configuration.</summary>
    /// <param name="input">What is applied to what, and by whom.</param>
    /// <returns>The object after, with its owners.</returns>
    /// <exception cref="ApiException">A field belongs to somebody else.</exception>
    public JsonObject Apply(ApplyInput input)
    {
        var (live, applied, writer, schema) = (input.Live, input.Applied, input.Writer, input.Schema);
        var owners = OwnersBefore(live, writer, schema);
        var last = owners.Find(writer);
        var wanted = OfWriter(FieldOwners.Ownable(FieldCollector.Collect(applied, schema)), writer);
        var merged = FieldMerger.Merge(live, applied, schema)!.AsObject();
        owners.Set(writer with { Fields = wanted, Time = last?.Time ?? string.Empty });
        if (last is not null)
        {
            FieldMerger.Remove(merged, Dropped(last.Fields, owners), schema);
        }

        var difference = FieldComparer.Compare(live, merged, schema);
        var written = FieldOwners.Ownable(difference.Added.Union(difference.Modified));
        if (!input.Force)
        {
            ThrowOnConflict(owners, written.Difference(LastApplied.Fields(input)), writer);
        }

        owners.TakeAway(written.Union(difference.Removed), writer);
        var isChanged = last is null || !last.Fields.IsSameAs(wanted)
            || !written.IsEmpty || !difference.Removed.IsEmpty;
        owners.Set(writer with { Fields = wanted, Time = isChanged ? Now() : last!.Time });
        owners.WriteTo(merged);
        return merged;
    }

    private static FieldSet OfWriter(FieldSet fields, FieldOwner writer) => writer.Subresource switch
    {
        "status" => fields.Without("f:spec").Without("f:metadata"),
        _ => fields.Without("f:status"),
    };

    // What the manager applied before and nobody names now. A field whose parts somebody owns stays.
    private static FieldSet Dropped(FieldSet last, FieldOwners owners)
    {
        var owned = owners.Entries.Aggregate(new FieldSet(), (all, entry) => all.Union(entry.Fields));
        return Unowned(last, owned);
    }

    private static FieldSet Unowned(FieldSet last, FieldSet owned)
    {
        var dropped = new FieldSet();
        foreach (var (element, child) in last.Children)
        {
            // Names and the like are nobody's: the part of an object that has them never goes as a whole.
            var owner = owned.Children.GetValueOrDefault(element)
                ?? (element is "f:metadata" ? new FieldSet() : null);
            var isItem = !element.StartsWith("f:", StringComparison.Ordinal);
            if (owner is null || (isItem && child.IsMember && !owner.IsMember))
            {
                dropped.Children[element] = new FieldSet { IsMember = true };
            }
            else
            {
                // One who owns it and no part of it wants it empty.
                dropped.Children[element] = Unowned(child, owner);
            }
        }

        return dropped;
    }

    private static void ThrowOnConflict(FieldOwners owners, FieldSet written, FieldOwner writer)
    {
        var conflicts = owners.Entries
            .Where(entry => !entry.IsSameWriter(writer))
            .Select(entry => (entry.Label, Paths: entry.Fields.Intersection(written).Paths().ToList()))
            .Where(conflict => conflict.Paths.Count > 0)
            .OrderBy(conflict => conflict.Label, StringComparer.Ordinal)
            .ToList();
        if (conflicts.Count > 0)
        {
            throw ApplyConflict.From(conflicts);
        }
    }

    private FieldOwners OwnersBefore(JsonObject live, FieldOwner writer, FieldSchema schema)
    {
        var owners = FieldOwners.Of(live);
        if (owners.Entries.Count == 0 && live.Count > 0)
        {
            var all = FieldComparer.Compare([], live, schema).Added;
            owners.Set(new FieldOwner(BeforeFirstApply, IsApply: false, writer.ApiVersion, string.Empty)
            {
                Fields = FieldOwners.Ownable(all).Without("f:status"),
                Time = Now(),
            });
        }

        return owners;
    }

    private string Now() => $"{timeProvider.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}";
}

/// <summary>What an apply is about.</summary>
/// <param name="Live">The object as it is; empty for a new one.</param>
/// <param name="Applied">The configuration.</param>
/// <param name="Writer">Who applies.</param>
/// <param name="Schema">Schema of both.</param>
internal sealed record ApplyInput(JsonObject Live, JsonObject Applied, FieldOwner Writer, FieldSchema Schema)
{
    /// <summary>Gets a value indicating whether fields may be taken from others.</summary>
    public bool Force { get; init; }
}
