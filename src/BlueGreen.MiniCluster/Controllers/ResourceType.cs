using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers;

/// <summary>
/// Names a kind in the three ways in which the controllers meet it: in keys, in references and in objects.
/// </summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Version">Version that objects of the controllers are written in.</param>
/// <param name="Plural">Resource name as it stands in keys.</param>
/// <param name="Kind">Kind as it stands in objects.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
internal sealed record ResourceType(string Group, string Version, string Plural, string Kind, bool IsNamespaced = true)
{
    /// <summary>Gets the group and version as they stand in objects.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Makes the key of one object of this kind.</summary>
    /// <param name="namespaceName">Its namespace; left out for kinds without one.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The key.</returns>
    public ObjectKey Key(string namespaceName, string name) =>
        new(Group, Plural, IsNamespaced ? namespaceName : string.Empty, name);
}
