namespace BlueGreen.MiniCluster.Storage;

/// <summary>Names one object in the store, whatever its kind.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Plural">Resource name as it stands in paths, such as <c>deployments</c>.</param>
/// <param name="Namespace">Namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">Name of the object.</param>
internal sealed record ObjectKey(string Group, string Plural, string Namespace, string Name);
