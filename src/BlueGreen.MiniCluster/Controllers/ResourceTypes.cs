namespace BlueGreen.MiniCluster.Controllers;

/// <summary>The kinds that the controllers read and write, and those that they clean up after.</summary>
internal static class ResourceTypes
{
    private const string Access = "rbac.authorization.k8s.io";

    public static readonly ResourceType Namespaces =
        new(string.Empty, "v1", "namespaces", "Namespace", IsNamespaced: false);
    public static readonly ResourceType Nodes = new(string.Empty, "v1", "nodes", "Node", IsNamespaced: false);
    public static readonly ResourceType Pods = new(string.Empty, "v1", "pods", "Pod");
    public static readonly ResourceType Services = new(string.Empty, "v1", "services", "Service");
    public static readonly ResourceType Endpoints = new(string.Empty, "v1", "endpoints", "Endpoints");
    public static readonly ResourceType ConfigMaps = new(string.Empty, "v1", "configmaps", "ConfigMap");
    public static readonly ResourceType Secrets = new(string.Empty, "v1", "secrets", "Secret");
    public static readonly ResourceType Events = new(string.Empty, "v1", "events", "Event");
    public static readonly ResourceType ServiceAccounts = new(string.Empty, "v1", "serviceaccounts", "ServiceAccount");
    public static readonly ResourceType Deployments = new("apps", "v1", "deployments", "Deployment");
    public static readonly ResourceType ReplicaSets = new("apps", "v1", "replicasets", "ReplicaSet");
    public static readonly ResourceType Leases = new("coordination.k8s.io", "v1", "leases", "Lease");
    public static readonly ResourceType EndpointSlices =
        new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice");

    public static readonly ResourceType CustomResourceDefinitions = new(
        "apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", IsNamespaced: false);

    public static readonly ResourceType ClusterRoles =
        new(Access, "v1", "clusterroles", "ClusterRole", IsNamespaced: false);

    /// <summary>Gets every kind that is there without a CustomResourceDefinition.</summary>
    public static IReadOnlyList<ResourceType> BuiltIn { get; } =
    [
        Namespaces, Nodes, Pods, Services, Endpoints, ConfigMaps, Secrets, Events, ServiceAccounts,
        Deployments, ReplicaSets, Leases, EndpointSlices, CustomResourceDefinitions,
        ClusterRoles,
        new(Access, "v1", "clusterrolebindings", "ClusterRoleBinding", IsNamespaced: false),
        new(Access, "v1", "roles", "Role"),
        new(Access, "v1", "rolebindings", "RoleBinding"),
        new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler"),
        new("networking.istio.io", "v1", "gateways", "Gateway"),
        new("networking.istio.io", "v1", "virtualservices", "VirtualService"),
        new("networking.istio.io", "v1", "destinationrules", "DestinationRule"),
    ];
}
