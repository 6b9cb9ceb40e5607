namespace BlueGreen.Kubernetes.Objects;

/// <summary>Names one object of the cluster.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Namespace">Its namespace; null is the client's default one, and is right for types without
/// namespaces.</param>
/// <param name="Name">Its name.</param>
public sealed record ResourceRef(ResourceType Type, string? Namespace, string Name)
{
    /// <summary>Names the object as people do.</summary>
    /// <returns>Such as <c>Deployment shop/web</c>.</returns>
    public override string ToString() =>
        Namespace is null ? $"{Type.Kind} {Name}" : $"{Type.Kind} {Namespace}/{Name}";
}
