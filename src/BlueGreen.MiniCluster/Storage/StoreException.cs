namespace BlueGreen.MiniCluster.Storage;

/// <summary>The store refused a call; nothing was changed.</summary>
public sealed class StoreException(StoreRefusal refusal, string message) : Exception(message)
{
    /// <summary>Gets why the store refused.</summary>
    public StoreRefusal Refusal { get; } = refusal;
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
