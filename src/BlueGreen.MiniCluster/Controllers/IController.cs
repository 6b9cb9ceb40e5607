using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers;

/// <summary>
/// Brings one kind of object to what its spec says, by looking at the world and never at what happened.
/// </summary>
internal interface IController
{
    /// <summary>Gets what its events name as their source, such as <c>deployment-controller</c>.</summary>
    string Name { get; }

    /// <summary>Gets the kinds whose changes make a look necessary.</summary>
    IReadOnlyList<WatchSource> Sources { get; }

    /// <summary>Compares and changes. Called by one thread at a time; safe to repeat.</summary>
    /// <param name="key">The object to look at; it may be gone.</param>
    /// <returns>After which time to look again without a change, or null.</returns>
    TimeSpan? Reconcile(ObjectKey key);
}

/// <summary>Says which keys to look at when an object of some kind changes.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Keys">Gets the object as it is, and again as it was before the change.</param>
internal sealed record WatchSource(ResourceType Type, Func<JsonObject, IEnumerable<ObjectKey>> Keys)
{
    /// <summary>Makes the source of a controller's own kind.</summary>
    /// <param name="type">The kind.</param>
    /// <returns>The source.</returns>
    public static WatchSource Of(ResourceType type) => new(type, value => [value.KeyAs(type)]);

    /// <summary>Makes the source of a kind whose objects a controller's objects own.</summary>
    /// <param name="type">The owned kind.</param>
    /// <param name="owner">The owning kind.</param>
    /// <returns>The source.</returns>
    public static WatchSource OwnedBy(ResourceType type, ResourceType owner) => new(type, value =>
        value.Controller() is { } reference
            && string.Equals(reference.Text("kind"), owner.Kind, StringComparison.Ordinal)
            ? [owner.Key(value.Namespace(), reference.Text("name") ?? string.Empty)]
            : []);
}
