namespace BlueGreen.MiniCluster.Storage;

/// <summary>The store refused a call; nothing was changed.</summary>
public sealed class StoreException(StoreRefusal refusal, string message) : Exception(message)
{
    /// <summary>Gets why the store refused.</summary>
    public StoreRefusal Refusal { get; } = refusal;

    internal static StoreException NotFound(ObjectKey key) =>
        new(StoreRefusal.NotFound, $"{key.Plural} \"{key.Name}\" not found");

    internal static StoreException AlreadyExists(ObjectKey key) =>
        new(StoreRefusal.AlreadyExists, $"{key.Plural} \"{key.Name}\" already exists");

    internal static StoreException Conflict(ObjectKey key) => new(
        StoreRefusal.Conflict,
        $"Operation cannot be fulfilled on {key.Plural} \"{key.Name}\": the object has been modified; " +
        "please apply your changes to the latest version and try again");
}

/// <summary>Why the store refused.</summary>
public enum StoreRefusal
{
    /// <summary>There is no such object.</summary>
    NotFound,

    /// <summary>There is one already.</summary>
    AlreadyExists,

    /// <summary>The object is not at the resource version, or is not the one with the uid, that was expected.</summary>
    Conflict,

    /// <summary>The history before the asked resource version is gone.</summary>
    Expired,

    /// <summary>The change could not be written to the disk.</summary>
    Unwritable,
}
