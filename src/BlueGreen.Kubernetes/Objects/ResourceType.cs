namespace BlueGreen.Kubernetes.Objects;

/// <summary>A kind of object as the API knows it: enough to build the path of any of its objects.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version within the group.</param>
/// <param name="Kind">The kind, as manifests write it.</param>
/// <param name="Plural">The resource's name, as paths write it.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/"/>
public sealed record ResourceType(string Group, string Version, string Kind, string Plural, bool IsNamespaced)
{
    private const string Istio = "networking.istio.io";

    /// <summary>Gets the type of deployments.</summary>
    public static ResourceType Deployments { get; } = new("apps", "v1", "Deployment", "deployments", true);

    /// <summary>Gets the type of replica sets.</summary>
    public static ResourceType ReplicaSets { get; } = new("apps", "v1", "ReplicaSet", "replicasets", true);

    /// <summary>Gets the type of pods.</summary>
    public static ResourceType Pods { get; } = new("", "v1", "Pod", "pods", true);

    /// <summary>Gets the type of services.</summary>
    public static ResourceType Services { get; } = new("", "v1", "Service", "services", true);

    /// <summary>Gets the type of config maps.</summary>
    public static ResourceType ConfigMaps { get; } = new("", "v1", "ConfigMap", "configmaps", true);

    /// <summary>Gets the type of secrets.</summary>
    public static ResourceType Secrets { get; } = new("", "v1", "Secret", "secrets", true);

    /// <summary>Gets the type of events, as the core group has them.</summary>
    public static ResourceType Events { get; } = new("", "v1", "Event", "events", true);

    /// <summary>Gets the type of namespaces.</summary>
    public static ResourceType Namespaces { get; } = new("", "v1", "Namespace", "namespaces", false);

    /// <summary>Gets the type of nodes.</summary>
    public static ResourceType Nodes { get; } = new("", "v1", "Node", "nodes", false);

    /// <summary>Gets the type of leases.</summary>
    public static ResourceType Leases { get; } = new("coordination.k8s.io", "v1", "Lease", "leases", true);

    /// <summary>Gets the type of endpoint slices.</summary>
    public static ResourceType EndpointSlices { get; } =
        new("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", true);

    /// <summary>Gets the type of custom resource definitions.</summary>
    public static ResourceType CustomResourceDefinitions { get; } =
        new("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", false);

    /// <summary>Gets the type of Istio's virtual services.</summary>
    public static ResourceType VirtualServices { get; } = new(Istio, "v1", "VirtualService", "virtualservices", true);

    /// <summary>Gets the type of Istio's destination rules.</summary>
    public static ResourceType DestinationRules { get; } =
        new(Istio, "v1", "DestinationRule", "destinationrules", true);

    /// <summary>Gets the type of Istio's gateways.</summary>
    public static ResourceType Gateways { get; } = new(Istio, "v1", "Gateway", "gateways", true);

    /// <summary>Gets the question whether an account may do something.</summary>
    internal static ResourceType SelfSubjectAccessReviews { get; } =
        new("authorization.k8s.io", "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews", false);

    /// <summary>Gets group and version as manifests write them.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Gets the name as access rules and people write it: <c>deployments.apps</c>, <c>pods</c>.</summary>
    public string QualifiedName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
