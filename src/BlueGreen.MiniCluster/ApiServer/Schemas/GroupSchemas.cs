namespace BlueGreen.MiniCluster.ApiServer.Schemas;

/// <summary>The kinds outside the core group, in the notation of <see cref="SchemaText"/>.</summary>
internal static class GroupSchemas
{
    /// <summary>Kinds of apps/v1.</summary>
    public const string Apps = """
        Deployment: Deployment enables declarative updates for Pods and ReplicaSets.
        %top%
          +spec DeploymentSpec Specification of the desired behavior of the Deployment.
          +status DeploymentStatus Most recently observed status of the Deployment.
        DeploymentSpec: DeploymentSpec is the specification of the desired behavior of the Deployment.
          replicas int Number of desired pods. Defaults to 1.
          *selector LabelSelector Label selector for pods. Immutable.
          *+template PodTemplateSpec Describes the pods that will be created.
          +strategy DeploymentStrategy How existing pods are replaced with new ones.
          minReadySeconds int Seconds a new pod must be ready to count as available.
          revisionHistoryLimit int Old ReplicaSets to keep. Defaults to 10.
          paused bool Whether the deployment is paused.
          progressDeadlineSeconds int Seconds to make progress before it counts as failed. Defaults to 600.
        DeploymentStrategy: DeploymentStrategy describes how to replace existing pods with new ones.
          type string Recreate or RollingUpdate. Defaults to RollingUpdate.
          rollingUpdate RollingUpdateDeployment Parameters of a rolling update.
        RollingUpdateDeployment: Controls the desired behavior of a rolling update.
          maxUnavailable intstr Pods that may be unavailable. Defaults to 25%.
          maxSurge intstr Pods above the desired number. Defaults to 25%.
        DeploymentStatus: DeploymentStatus is the most recently observed status of the Deployment.
          observedGeneration int The generation that was acted on.
          replicas int Pods targeted by this deployment.
          updatedReplicas int Pods that have the desired template.
          readyReplicas int Pods that are ready.
          availableReplicas int Pods that are available.
          unavailableReplicas int Pods still required.
          terminatingReplicas int Pods that are going away.
          collisionCount int Count of hash collisions.
          conditions Condition[type] Latest observations.
        ReplicaSet: ReplicaSet ensures that a specified number of pod replicas are running.
        %top%
          +spec ReplicaSetSpec Specification of the desired behavior of the ReplicaSet.
          +status ReplicaSetStatus Most recently observed status of the ReplicaSet.
        ReplicaSetSpec: ReplicaSetSpec is the specification of a ReplicaSet.
          replicas int Number of desired pods. Defaults to 1.
          minReadySeconds int Seconds a new pod must be ready to count as available.
          *selector LabelSelector Label selector for pods. Immutable.
          +template PodTemplateSpec Describes the pods that will be created.
        ReplicaSetStatus: ReplicaSetStatus represents the current status of a ReplicaSet.
          replicas int Pods observed.
          fullyLabeledReplicas int Pods with all labels of the template.
          readyReplicas int Pods that are ready.
          availableReplicas int Pods that are available.
          terminatingReplicas int Pods that are going away.
          observedGeneration int The generation that was acted on.
          conditions Condition[type] Latest observations.
        """;

    /// <summary>Kinds of coordination.k8s.io/v1.</summary>
    public const string Coordination = """
        Lease: Lease defines a lease concept.
        %top%
          +spec LeaseSpec Specification of the Lease.
        LeaseSpec: LeaseSpec is a specification of a Lease.
          holderIdentity string Identity of the holder.
          leaseDurationSeconds int Seconds that candidates wait before they take the lease.
          acquireTime time When the current lease was acquired.
          renewTime time When the holder last renewed the lease.
          leaseTransitions int Number of transitions between holders.
          preferredHolder string Whom the holder should yield to.
          strategy string How leaders are elected.
        """;

    /// <summary>Kinds of discovery.k8s.io/v1.</summary>
    public const string Discovery = """
        EndpointSlice: EndpointSlice represents a set of service endpoints.
        %top%
          *addressType string IPv4, IPv6 or FQDN.
          *endpoints any[] Endpoints of the slice.
          ports any[] Ports of each endpoint.
        """;

    /// <summary>Kinds of autoscaling/v2.</summary>
    public const string Autoscaling = """
        HorizontalPodAutoscaler: HorizontalPodAutoscaler is the configuration for a horizontal pod autoscaler.
        %top%
          +spec HorizontalPodAutoscalerSpec Behaviour of the autoscaler.
          +status any Current information about the autoscaler.
        HorizontalPodAutoscalerSpec: HorizontalPodAutoscalerSpec describes the desired functionality.
          *scaleTargetRef ObjectReference The resource to scale.
          minReplicas int Lower limit of replicas. Defaults to 1.
          *maxReplicas int Upper limit of replicas.
          metrics any[] What to compute the count from.
          behavior any How to scale up and down.
        Scale: Scale represents a scaling request for a resource.
        %top%
          +spec any Behavior of the scale.
          +status any Current status of the scale.
        """;
}
