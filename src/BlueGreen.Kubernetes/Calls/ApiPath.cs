using System.Text;
using BlueGreen.Kubernetes.Objects;

namespace BlueGreen.Kubernetes.Calls;

/// <summary>Builds the path of a request, the only place where names become part of an address.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris"/>
internal sealed class ApiPath
{
    private readonly StringBuilder _text = new();

    private ApiPath(string start) => _text.Append(start);

    private ApiPath(ResourceType type, string? ns, string? name)
    {
        ResourceName = type.QualifiedName;
        Namespace = type.IsNamespaced ? ns : null;
        Name = name;
        _text.Append(GroupRoot(type.Group, type.Version));
        if (Namespace is not null)
        {
            _text.Append("/namespaces/").Append(Segment(Namespace));
        }

        _text.Append('/').Append(type.Plural);
        if (name is not null)
        {
            _text.Append('/').Append(Segment(name));
        }
    }

    /// <summary>Gets the resource as access rules name it; empty for paths that are not about objects.</summary>
    public string ResourceName { get; private set; } = "";

    public string? Namespace { get; }

    public string? Name { get; }

    /// <summary>All objects of a type, in one namespace or, where that is null, in all.</summary>
    public static ApiPath Collection(ResourceType type, string? ns) => new(type, ns, name: null);

    /// <summary>One object. A null namespace must have been replaced by the default one.</summary>
    public static ApiPath Of(ResourceRef target) => new(target.Type, target.Namespace, target.Name);

    /// <summary>The list of what a group and version offers.</summary>
    public static ApiPath Discovery(string group, string version) => new(GroupRoot(group, version));

    /// <summary>A path that belongs to the server rather than to objects.</summary>
    public static ApiPath Server(string path) => new(path);

    /// <summary>Goes on to a part of the object, such as its scale.</summary>
    public ApiPath Sub(string subresource)
    {
        _text.Append('/').Append(subresource);
        ResourceName += "/" + subresource;
        return this;
    }

    /// <summary>Adds a query parameter; null adds nothing. Call after <see cref="Sub"/>.</summary>
    public ApiPath With(string key, string? value)
    {
        if (value is not null)
        {
            var hasQuery = _text.ToString().Contains('?', StringComparison.Ordinal);
            _text.Append(hasQuery ? '&' : '?').Append(key).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public override string ToString() => _text.ToString();

    private static string GroupRoot(string group, string version) =>
        group.Length == 0 ? $"/api/{Segment(version)}" : $"/apis/{Segment(group)}/{Segment(version)}";

    // The rule of the server for names in paths. Without it a name such as ".." would lead to another object.
    private static string Segment(string name) =>
        name is "" or "." or ".." || name.AsSpan().ContainsAny("/%\\?#")
            ? throw new ArgumentException($"'{name}' cannot name an object, a namespace or a group.", nameof(name))
            : Uri.EscapeDataString(name);
}
