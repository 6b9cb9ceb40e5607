namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>What the default roles allow: as on a real cluster, kinds that are not served here included.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles"/>
internal static class DefaultRules
{
    /// <summary>What only administrators of a namespace may do. A line a rule: verbs, group (- is core), resources.
    /// </summary>
    public const string Admin = """
        create authorization.k8s.io localsubjectaccessreviews
        write,read rbac.authorization.k8s.io rolebindings,roles
        """;

    /// <summary>What editors may do beyond reading.</summary>
    public const string Edit = """
        read - pods/attach,pods/exec,pods/portforward,pods/proxy,secrets,services/proxy
        impersonate - serviceaccounts
        write - pods,pods/attach,pods/exec,pods/portforward,pods/proxy
        create - pods/eviction
        write - configmaps,events,persistentvolumeclaims,replicationcontrollers,replicationcontrollers/scale
        write - secrets,serviceaccounts,services,services/proxy
        create - serviceaccounts/token
        write apps daemonsets,deployments,deployments/rollback,deployments/scale
        write apps replicasets,replicasets/scale,statefulsets,statefulsets/scale
        write autoscaling horizontalpodautoscalers
        write batch cronjobs,jobs
        write policy poddisruptionbudgets
        write networking.k8s.io ingresses,networkpolicies
        write,read coordination.k8s.io leases
        """;

    /// <summary>What viewers may read; no secrets, and no roles.</summary>
    public const string View = """
        read - configmaps,endpoints,persistentvolumeclaims,persistentvolumeclaims/status,pods
        read - replicationcontrollers,replicationcontrollers/scale,serviceaccounts,services,services/status
        read - bindings,events,limitranges,namespaces/status,pods/log,pods/status
        read - replicationcontrollers/status,resourcequotas,resourcequotas/status
        read - namespaces
        read discovery.k8s.io endpointslices
        read apps controllerrevisions,daemonsets,daemonsets/status
        read apps deployments,deployments/scale,deployments/status
        read apps replicasets,replicasets/scale,replicasets/status
        read apps statefulsets,statefulsets/scale,statefulsets/status
        read autoscaling horizontalpodautoscalers,horizontalpodautoscalers/status
        read batch cronjobs,cronjobs/status,jobs,jobs/status
        read policy poddisruptionbudgets,poddisruptionbudgets/status
        read networking.k8s.io ingresses,ingresses/status,networkpolicies
        """;

    /// <summary>What everybody may ask about himself.</summary>
    public const string BasicUser = """
        create authorization.k8s.io selfsubjectaccessreviews,selfsubjectrulesreviews
        create authentication.k8s.io selfsubjectreviews
        """;

    /// <summary>Gets the paths that tell what the API has.</summary>
    public static IReadOnlyList<string> DiscoveryPaths { get; } =
    [
        "/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version",
        "/version/",
    ];

    /// <summary>Gets the paths that tell whether the server is well.</summary>
    public static IReadOnlyList<string> PublicPaths { get; } =
        ["/healthz", "/livez", "/readyz", "/version", "/version/"];

    /// <summary>Reads the notation above.</summary>
    /// <param name="text">The notation.</param>
    /// <returns>The rules.</returns>
    public static IReadOnlyList<PolicyRule> Read(string text) =>
    [
        .. text.Split('\n').Select(line => line.Split(' ')).Select(words =>
            new PolicyRule([.. words[0].Split(',').SelectMany(VerbsOf)])
            {
                Groups = [words[1] is "-" ? string.Empty : words[1]],
                Resources = words[2].Split(','),
            }),
    ];

    private static string[] VerbsOf(string word) => word switch
    {
        "read" => ["get", "list", "watch"],
        "write" => ["create", "delete", "deletecollection", "patch", "update"],
        _ => [word],
    };
}
