using System.Text.Json.Nodes;

namespace BlueGreen.Kubernetes.Watching;

/// <summary>One thing that a watch tells.</summary>
/// <remarks>
/// The stream begins with a <see cref="Relisted"/>: the whole world, also when it is empty. Changes follow in
/// their order. Whenever changes may have been missed (the server forgot the version we had, or was restarted) another
/// <see cref="Relisted"/> comes: it replaces everything known before, and what it lacks is gone, though no
/// <see cref="Deleted"/> was seen. After a mere break of the connection the changes just go on. A change may be
/// told twice; none is lost between two events.
/// </remarks>
public abstract record WatchEvent
{
    private protected WatchEvent()
    {
    }
}

/// <summary>All objects, as they are now. Forget what was known before.</summary>
/// <param name="Items">The objects.</param>
/// <param name="ResourceVersion">The version of the list.</param>
public sealed record Relisted(IReadOnlyList<JsonObject> Items, string ResourceVersion) : WatchEvent;

/// <summary>An object came into being, or came to match the selector.</summary>
/// <param name="Item">The object.</param>
public sealed record Added(JsonObject Item) : WatchEvent;

/// <summary>An object changed.</summary>
/// <param name="Item">The object as it is now.</param>
public sealed record Modified(JsonObject Item) : WatchEvent;

/// <summary>An object went, or ceased to match the selector.</summary>
/// <param name="Item">The object as it was last.</param>
public sealed record Deleted(JsonObject Item) : WatchEvent;
