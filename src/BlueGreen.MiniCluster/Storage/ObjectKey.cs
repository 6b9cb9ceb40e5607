namespace BlueGreen.MiniCluster.Storage;

/// <summary>Names one object in the store, whatever its kind.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Plural">Resource name as it stands in paths, such as <c>deployments</c>.</param>
/// <param name="Namespace">Namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">Name of the object.</param>
internal sealed record ObjectKey(string Group, string Plural, string Namespace, string Name)
{
    /// <summary>Says whether the object is one of a resource.</summary>
    /// <param name="group">API group.</param>
    /// <param name="plural">Resource name.</param>
    /// <param name="namespaceName">One namespace, or null for all.</param>
    /// <returns>Whether it is.</returns>
    public bool IsOf(string group, string plural, string? namespaceName) =>
        string.Equals(Plural, plural, StringComparison.Ordinal)
        && string.Equals(Group, group, StringComparison.Ordinal)
        && (namespaceName is null || string.Equals(Namespace, namespaceName, StringComparison.Ordinal));
}
