using BlueGreen.MiniCluster.ApiServer.Schemas;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Kinds;

/// <summary>One resource of the API: how it is named in paths and lists, and what may be done with it.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Plural">Name in paths.</param>
/// <param name="Kind">Name in objects.</param>
internal sealed record ResourceKind(string Group, string Plural, string Kind)
{
    /// <summary>Gets the served versions, the preferred one first. All show the same stored object.</summary>
    public IReadOnlyList<string> Versions { get; init; } = ["v1"];

    /// <summary>Gets the name of one object for people.</summary>
    public string Singular { get; init; } = string.Empty;

    /// <summary>Gets the kind of a list.</summary>
    public string ListKind { get; init; } = $"{Kind}List";

    /// <summary>Gets the abbreviations kubectl accepts.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Gets the groups of resources kubectl knows it under, such as <c>all</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Gets a value indicating whether objects live in namespaces.</summary>
    public bool IsNamespaced { get; init; } = true;

    /// <summary>Gets the subresources, such as <c>status</c>.</summary>
    public IReadOnlyList<string> Subresources { get; init; } = [];

    /// <summary>Gets a value indicating whether objects are answers made on the spot and never stored.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Gets what objects hold.</summary>
    public FieldSchema Schema { get; init; } = FieldSchema.Any;

    /// <summary>Gets the definition the resource was made from, or null for a built-in one.</summary>
    public CustomKind? Custom { get; init; }

    /// <summary>Gets the resource name with its group, as messages show it.</summary>
    public string Qualified => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>Gets a value indicating whether the status is written through a subresource of its own.</summary>
    public bool HasStatus => Subresources.Contains("status", StringComparer.Ordinal);

    /// <summary>Gives the resource as one of its versions shows it.</summary>
    /// <param name="version">A served version.</param>
    /// <returns>The same for built-in kinds, whose versions do not differ.</returns>
    public ResourceKind In(string version) =>
        Custom?.Versions.GetValueOrDefault(version) is not { } current ? this : this with
        {
            Schema = current.Fields,
            Subresources = current.Subresources,
            Custom = Custom with { Current = current },
        };

    /// <summary>Names an object of this kind in the store.</summary>
    /// <param name="namespaceName">Namespace; ignored for cluster-scoped kinds.</param>
    /// <param name="name">Name.</param>
    /// <returns>The key.</returns>
    public ObjectKey KeyOf(string? namespaceName, string name) =>
        new(StorageGroup, Plural, IsNamespaced ? namespaceName ?? string.Empty : string.Empty, name);

    /// <summary>Gets the group objects are stored under: both Event resources are one store.</summary>
    public string StorageGroup => IsNewEvent ? string.Empty : Group;

    /// <summary>Gets a value indicating whether this is the events.k8s.io view of events.</summary>
    public bool IsNewEvent => string.Equals(Group, "events.k8s.io", StringComparison.Ordinal);

    /// <summary>Gives the <c>apiVersion</c> of objects shown in a version.</summary>
    /// <param name="version">A served version.</param>
    /// <returns>Such as <c>apps/v1</c>, or <c>v1</c> for the core group.</returns>
    public string ApiVersion(string version) => Group.Length == 0 ? version : $"{Group}/{version}";

    /// <summary>Says whether this is a built-in kind of a group.</summary>
    /// <param name="group">API group.</param>
    /// <param name="plural">Name in paths.</param>
    /// <returns>Whether it is that one.</returns>
    public bool Is(string group, string plural) =>
        string.Equals(Group, group, StringComparison.Ordinal)
        && string.Equals(Plural, plural, StringComparison.Ordinal);
}
