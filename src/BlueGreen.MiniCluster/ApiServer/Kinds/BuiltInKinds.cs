using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Kinds;

/// <summary>The table of the kinds that need no definition.</summary>
internal static class BuiltInKinds
{
    private static readonly string[] All = ["all"];

    private static readonly string[] Status = ["status"];

    /// <summary>Gets the kinds, in the order of discovery.</summary>
    public static IReadOnlyList<ResourceKind> List { get; } =
    [
        Core("namespaces", "Namespace") with
        {
            ShortNames = ["ns"],
            IsNamespaced = false,
            Subresources = ["finalize", "status"],
        },
        Core("nodes", "Node") with { ShortNames = ["no"], IsNamespaced = false, Subresources = Status },
        Core("pods", "Pod") with
        {
            ShortNames = ["po"],
            Categories = All,
            Subresources = ["attach", "eviction", "exec", "log", "portforward", "status"],
        },
        Core("services", "Service") with { ShortNames = ["svc"], Categories = All, Subresources = Status },
        Core("endpoints", "Endpoints") with { ShortNames = ["ep"], Singular = "endpoints" },
        Core("configmaps", "ConfigMap") with { ShortNames = ["cm"] },
        Core("secrets", "Secret"),
        Core("events", "Event") with { ShortNames = ["ev"] },
        Core("serviceaccounts", "ServiceAccount") with { ShortNames = ["sa"], Subresources = ["token"] },
        New("apps", "deployments", "Deployment") with
        {
            ShortNames = ["deploy"],
            Categories = All,
            Subresources = ["scale", "status"],
        },
        New("apps", "replicasets", "ReplicaSet") with
        {
            ShortNames = ["rs"],
            Categories = All,
            Subresources = ["scale", "status"],
        },
        New("events.k8s.io", "events", "Event") with { ShortNames = ["ev"], Schema = FieldSchema.Any },
        New("autoscaling", "horizontalpodautoscalers", "HorizontalPodAutoscaler") with
        {
            Versions = ["v2"],
            ShortNames = ["hpa"],
            Categories = All,
            Subresources = Status,
        },
        Review("authentication.k8s.io", "SelfSubjectReview"),
        Review("authorization.k8s.io", "LocalSubjectAccessReview") with { IsNamespaced = true },
        Review("authorization.k8s.io", "SelfSubjectAccessReview"),
        Review("authorization.k8s.io", "SelfSubjectRulesReview"),
        Review("authorization.k8s.io", "SubjectAccessReview"),
        New("rbac.authorization.k8s.io", "clusterrolebindings", "ClusterRoleBinding") with { IsNamespaced = false },
        New("rbac.authorization.k8s.io", "clusterroles", "ClusterRole") with { IsNamespaced = false },
        New("rbac.authorization.k8s.io", "rolebindings", "RoleBinding"),
        New("rbac.authorization.k8s.io", "roles", "Role"),
        New("coordination.k8s.io", "leases", "Lease"),
        New("discovery.k8s.io", "endpointslices", "EndpointSlice"),
        New("apiextensions.k8s.io", "customresourcedefinitions", "CustomResourceDefinition") with
        {
            ShortNames = ["crd", "crds"],
            Categories = ["api-extensions"],
            IsNamespaced = false,
            Subresources = Status,
        },
    ];

    private static ResourceKind Core(string plural, string kind) => New(string.Empty, plural, kind);

    private static ResourceKind Review(string group, string kind) =>
        New(group, $"{kind.ToLowerInvariant()}s", kind) with { IsVirtual = true, IsNamespaced = false };

    private static ResourceKind New(string group, string plural, string kind) => new(group, plural, kind)
    {
        Singular = kind.ToLowerInvariant(),
        Schema = BuiltInSchemas.Of(kind),
    };
}
