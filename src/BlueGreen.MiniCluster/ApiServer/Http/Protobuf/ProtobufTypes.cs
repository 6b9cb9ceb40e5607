using System.Globalization;

namespace BlueGreen.MiniCluster.ApiServer.Http.Protobuf;

/// <summary>The field numbers of the kinds that kubectl's own <c>create</c> and <c>auth</c> commands send.</summary>
/// <seealso href="https://github.com/kubernetes/api/blob/master/core/v1/generated.proto"/>
internal static class ProtobufTypes
{
    // A line a type: number, field and type of each field; [] marks a list, <> a map of strings to that type.
    private const string Text = """
        ObjectMeta 1:name:string 2:generateName:string 3:namespace:string 4:selfLink:string 5:uid:string
        ObjectMeta 6:resourceVersion:string 7:generation:int
        ObjectMeta 8:creationTimestamp:Time 9:deletionTimestamp:Time 10:deletionGracePeriodSeconds:int
        ObjectMeta 11:labels:string<> 12:annotations:string<>
        ObjectMeta 13:ownerReferences:OwnerReference[] 14:finalizers:string[]
        OwnerReference 1:kind:string 3:name:string 4:uid:string 5:apiVersion:string 6:controller:bool
        OwnerReference 7:blockOwnerDeletion:bool
        LabelSelector 1:matchLabels:string<> 2:matchExpressions:LabelSelectorRequirement[]
        LabelSelectorRequirement 1:key:string 2:operator:string 3:values:string[]
        Quantity 1:string:string
        Namespace 1:metadata:ObjectMeta 2:spec:NamespaceSpec 3:status:NamespaceStatus
        NamespaceSpec 1:finalizers:string[]
        NamespaceStatus 1:phase:string
        ConfigMap 1:metadata:ObjectMeta 2:data:string<> 3:binaryData:bytes<> 4:immutable:bool
        Secret 1:metadata:ObjectMeta 2:data:bytes<> 3:type:string 4:stringData:string<> 5:immutable:bool
        ServiceAccount 1:metadata:ObjectMeta 3:imagePullSecrets:LocalObjectReference[]
        ServiceAccount 4:automountServiceAccountToken:bool
        LocalObjectReference 1:name:string
        Service 1:metadata:ObjectMeta 2:spec:ServiceSpec 3:status:ServiceStatus
        ServiceSpec 1:ports:ServicePort[] 2:selector:string<> 3:clusterIP:string 4:type:string 5:externalIPs:string[]
        ServiceSpec 7:sessionAffinity:string
        ServiceSpec 8:loadBalancerIP:string 9:loadBalancerSourceRanges:string[] 10:externalName:string
        ServiceSpec 11:externalTrafficPolicy:string
        ServiceSpec 12:healthCheckNodePort:int 13:publishNotReadyAddresses:bool 17:ipFamilyPolicy:string
        ServiceSpec 18:clusterIPs:string[]
        ServiceSpec 19:ipFamilies:string[] 20:allocateLoadBalancerNodePorts:bool 21:loadBalancerClass:string
        ServiceSpec 22:internalTrafficPolicy:string
        ServicePort 1:name:string 2:protocol:string 3:port:int 4:targetPort:IntOrString 5:nodePort:int
        ServicePort 6:appProtocol:string
        ServiceStatus 1:loadBalancer:LoadBalancerStatus
        LoadBalancerStatus
        Deployment 1:metadata:ObjectMeta 2:spec:DeploymentSpec 3:status:DeploymentStatus
        DeploymentSpec 1:replicas:int 2:selector:LabelSelector 3:template:PodTemplateSpec
        DeploymentSpec 4:strategy:DeploymentStrategy 5:minReadySeconds:int
        DeploymentSpec 6:revisionHistoryLimit:int 7:paused:bool 9:progressDeadlineSeconds:int
        DeploymentStrategy 1:type:string 2:rollingUpdate:RollingUpdateDeployment
        RollingUpdateDeployment 1:maxUnavailable:IntOrString 2:maxSurge:IntOrString
        DeploymentStatus 1:observedGeneration:int 2:replicas:int 3:updatedReplicas:int 4:availableReplicas:int
        DeploymentStatus 5:unavailableReplicas:int
        DeploymentStatus 7:readyReplicas:int 8:collisionCount:int 9:terminatingReplicas:int
        PodTemplateSpec 1:metadata:ObjectMeta 2:spec:PodSpec
        PodSpec 2:containers:Container[] 3:restartPolicy:string 4:terminationGracePeriodSeconds:int
        PodSpec 5:activeDeadlineSeconds:int
        PodSpec 6:dnsPolicy:string 7:nodeSelector:string<> 8:serviceAccountName:string 9:serviceAccount:string
        PodSpec 10:nodeName:string
        PodSpec 11:hostNetwork:bool 12:hostPID:bool 13:hostIPC:bool 15:imagePullSecrets:LocalObjectReference[]
        PodSpec 16:hostname:string
        PodSpec 17:subdomain:string 19:schedulerName:string 20:initContainers:Container[]
        PodSpec 24:priorityClassName:string
        Container 1:name:string 2:image:string 3:command:string[] 4:args:string[] 5:workingDir:string
        Container 6:ports:ContainerPort[] 7:env:EnvVar[]
        Container 8:resources:ResourceRequirements 13:terminationMessagePath:string 14:imagePullPolicy:string
        Container 16:stdin:bool 17:stdinOnce:bool
        Container 18:tty:bool 20:terminationMessagePolicy:string
        ContainerPort 1:name:string 2:hostPort:int 3:containerPort:int 4:protocol:string 5:hostIP:string
        EnvVar 1:name:string 2:value:string
        ResourceRequirements 1:limits:Quantity<> 2:requests:Quantity<>
        Lease 1:metadata:ObjectMeta 2:spec:LeaseSpec
        LeaseSpec 1:holderIdentity:string 2:leaseDurationSeconds:int 3:acquireTime:Time 4:renewTime:Time
        LeaseSpec 5:leaseTransitions:int
        SelfSubjectReview 1:metadata:ObjectMeta 2:status:SelfSubjectReviewStatus
        SelfSubjectReviewStatus 1:userInfo:UserInfo
        UserInfo 1:username:string 2:uid:string 3:groups:string[]
        SelfSubjectAccessReview 1:metadata:ObjectMeta 2:spec:SelfSubjectAccessReviewSpec
        SelfSubjectAccessReview 3:status:SubjectAccessReviewStatus
        SelfSubjectAccessReviewSpec 1:resourceAttributes:ResourceAttributes
        SelfSubjectAccessReviewSpec 2:nonResourceAttributes:NonResourceAttributes
        ResourceAttributes 1:namespace:string 2:verb:string 3:group:string 4:version:string 5:resource:string
        ResourceAttributes 6:subresource:string 7:name:string
        NonResourceAttributes 1:path:string 2:verb:string
        SubjectAccessReviewStatus 1:allowed:bool 2:reason:string 3:evaluationError:string 4:denied:bool
        SelfSubjectRulesReview 1:metadata:ObjectMeta 2:spec:SelfSubjectRulesReviewSpec
        SelfSubjectRulesReview 3:status:SubjectRulesReviewStatus
        SelfSubjectRulesReviewSpec 1:namespace:string
        SubjectRulesReviewStatus 3:incomplete:bool 4:evaluationError:string
        TokenRequest 1:metadata:ObjectMeta 2:spec:TokenRequestSpec 3:status:TokenRequestStatus
        TokenRequestSpec 1:audiences:string[] 3:boundObjectRef:BoundObjectReference 4:expirationSeconds:int
        TokenRequestStatus 1:token:string 2:expirationTimestamp:Time
        BoundObjectReference 1:kind:string 2:apiVersion:string 3:name:string 4:uid:string
        Role 1:metadata:ObjectMeta 2:rules:PolicyRule[]
        ClusterRole 1:metadata:ObjectMeta 2:rules:PolicyRule[] 3:aggregationRule:AggregationRule
        AggregationRule 1:clusterRoleSelectors:LabelSelector[]
        PolicyRule 1:verbs:string[] 2:apiGroups:string[] 3:resources:string[] 4:resourceNames:string[]
        PolicyRule 5:nonResourceURLs:string[]
        RoleBinding 1:metadata:ObjectMeta 2:subjects:Subject[] 3:roleRef:RoleRef
        ClusterRoleBinding 1:metadata:ObjectMeta 2:subjects:Subject[] 3:roleRef:RoleRef
        Subject 1:kind:string 2:apiGroup:string 3:name:string 4:namespace:string
        RoleRef 1:apiGroup:string 2:kind:string 3:name:string
        Eviction 1:metadata:ObjectMeta 2:deleteOptions:DeleteOptions
        DeleteOptions 1:gracePeriodSeconds:int 2:preconditions:Preconditions 3:orphanDependents:bool
        DeleteOptions 4:propagationPolicy:string 5:dryRun:string[]
        Preconditions 1:uid:string 2:resourceVersion:string
        """;

    /// <summary>Gets the fields of each type, by number.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<int, ProtobufField>> All { get; } = Read();

    private static Dictionary<string, IReadOnlyDictionary<int, ProtobufField>> Read()
    {
        var types = new Dictionary<string, IReadOnlyDictionary<int, ProtobufField>>(StringComparer.Ordinal);
        var entries = new List<string>();
        var lines = Text.Split('\n').Select(line => line.Split(' ')).GroupBy(line => line[0], StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var fields = new Dictionary<int, ProtobufField>();
            foreach (var part in line.SelectMany(words => words.Skip(1)).Select(word => word.Split(':')))
            {
                var type = part[2].TrimEnd('[', ']', '<', '>');
                var isMap = part[2].EndsWith("<>", StringComparison.Ordinal);
                fields[int.Parse(part[0], CultureInfo.InvariantCulture)] = new ProtobufField(
                    part[1], isMap ? $"map of {type}" : type, part[2].EndsWith("[]", StringComparison.Ordinal), isMap);
                if (isMap)
                {
                    entries.Add(type);
                }
            }

            types[line.Key] = fields;
        }

        foreach (var type in entries)
        {
            types[$"map of {type}"] = EntryOf(type);
        }

        return types;
    }

    private static Dictionary<int, ProtobufField> EntryOf(string type) => new()
    {
        [1] = new ProtobufField("key", "string", IsList: false, IsMap: false),
        [2] = new ProtobufField("value", type, IsList: false, IsMap: false),
    };
}

/// <summary>What a field number means.</summary>
/// <param name="Name">The field in JSON.</param>
/// <param name="Type">A scalar's word, or the name of a message.</param>
/// <param name="IsList">Whether it comes once for each item.</param>
/// <param name="IsMap">Whether it comes once for each entry.</param>
internal sealed record ProtobufField(string Name, string Type, bool IsList, bool IsMap);
