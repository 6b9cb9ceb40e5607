namespace BlueGreen.MiniCluster.ApiServer.Schemas;

/// <summary>The kinds of rbac.authorization.k8s.io/v1, in the notation of <see cref="SchemaText"/>.</summary>
internal static class AccessSchemas
{
    /// <summary>The kinds.</summary>
    public const string Text = """
        Role: Role is a namespaced, logical grouping of PolicyRules that can be referenced as a unit by a RoleBinding.
        %top%
          +rules PolicyRule[] Rules holds all the PolicyRules for this Role.
        ClusterRole: ClusterRole is a cluster level, logical grouping of PolicyRules.
        %top%
          +rules PolicyRule[] Rules holds all the PolicyRules for this ClusterRole.
          aggregationRule AggregationRule How to build the rules for this ClusterRole; a controller fills them then.
        RoleBinding: RoleBinding references a role, but does not contain it.
        %top%
          subjects Subject[] Subjects holds references to the objects the role applies to.
          *roleRef RoleRef RoleRef can reference a Role in the current namespace or a ClusterRole. Immutable.
        ClusterRoleBinding: ClusterRoleBinding references a ClusterRole, but does not contain it.
        %top%
          subjects Subject[] Subjects holds references to the objects the role applies to.
          *roleRef RoleRef RoleRef can only reference a ClusterRole. Immutable.
        PolicyRule: PolicyRule holds information that describes a policy rule.
          *verbs string[] Verbs is a list of verbs that apply to all resources of this rule. '*' represents all verbs.
          apiGroups string[] APIGroups is the name of the APIGroup that contains the resources.
          resources string[] Resources is a list of resources this rule applies to. '*' represents all resources.
          resourceNames string[] ResourceNames is an optional white list of names. An empty set means everything.
          nonResourceURLs string[] NonResourceURLs is a set of partial urls that a user should have access to.
        AggregationRule: AggregationRule describes how to locate ClusterRoles to aggregate into the ClusterRole.
          clusterRoleSelectors LabelSelector[] Selectors of the ClusterRoles; if any matches, its rules are added.
        Subject~: Subject contains a reference to the object or user identities a role binding applies to.
          *kind string Kind of object being referenced: "User", "Group" or "ServiceAccount".
          apiGroup string APIGroup holds the API group of the referenced subject.
          *name string Name of the object being referenced.
          namespace string Namespace of the referenced object.
        RoleRef~: RoleRef contains information that points to the role being used.
          *apiGroup string APIGroup is the group for the resource being referenced.
          *kind string Kind is the type of resource being referenced.
          *name string Name is the name of resource being referenced.
        """;
}
