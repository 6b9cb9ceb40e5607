namespace BlueGreen.MiniCluster.ApiServer.Schemas;

/// <summary>The other core kinds, in the notation of <see cref="SchemaText"/>.</summary>
internal static class CoreSchemas
{
    /// <summary>OpenAPI names of these types begin so.</summary>
    public const string Prefix = "io.k8s.api.core.v1.";

    /// <summary>The notation; <c>%top%</c> stands for the three fields every object begins with.</summary>
    public const string Text = """
        Namespace: Namespace provides a scope for Names.
        %top%
          +spec NamespaceSpec Behavior of the namespace.
          +status NamespaceStatus Current status of the namespace.
        NamespaceSpec: NamespaceSpec describes the attributes on a Namespace.
          finalizers string[] Must be empty before the namespace is deleted.
        NamespaceStatus: NamespaceStatus is the current status of a namespace.
          phase string Active or Terminating.
          conditions Condition[type] State of the deletion.
        Node: Node is a worker node in Kubernetes.
        %top%
          +spec NodeSpec Behavior of the node.
          +status NodeStatus Observed state of the node.
        NodeSpec: NodeSpec describes the attributes that a node is created with.
          podCIDR string Addresses of pods.
          podCIDRs string{} Addresses of pods.
          providerID string Identity at the provider.
          unschedulable bool Whether new pods are kept away.
          taints any[] What keeps pods away.
        NodeStatus: NodeStatus is information about the current status of a node.
          capacity quantity<> All resources.
          allocatable quantity<> Resources for pods.
          phase string Deprecated.
          conditions Condition[type] Current state of the node.
          addresses any[type] Addresses of the node.
          daemonEndpoints any Ports of daemons.
          nodeInfo any Versions and identity.
          images any[] Images on the node.
          runtimeHandlers any[] Runtimes on the node.
          features any Features of the runtime.
          volumesInUse string[] Volumes in use.
          volumesAttached any[] Volumes attached.
          config any Status of the configuration.
        Service: Service is a named abstraction of software service consisting of local port and a selector.
        %top%
          +spec ServiceSpec Behavior of the service.
          +status ServiceStatus Observed status of the service.
        ServiceSpec: ServiceSpec describes the attributes that a user creates on a service.
          ports ServicePort[port,protocol] Ports that are exposed by this service.
          selector string<>~ Routes traffic to pods with these labels.
          clusterIP string Address of the service, given by the server.
          clusterIPs string[] Addresses of the service.
          type string ClusterIP, NodePort, LoadBalancer or ExternalName.
          externalIPs string[] Further addresses.
          sessionAffinity string ClientIP or None.
          sessionAffinityConfig any Configuration of the affinity.
          loadBalancerIP string Deprecated.
          loadBalancerSourceRanges string[] Who may connect.
          loadBalancerClass string Which load balancer.
          externalName string Name that the service stands for.
          externalTrafficPolicy string Cluster or Local.
          internalTrafficPolicy string Cluster or Local.
          healthCheckNodePort int Port for health checks.
          publishNotReadyAddresses bool Whether pods that are not ready count.
          ipFamilies string[] IPv4, IPv6 or both.
          ipFamilyPolicy string SingleStack or dual.
          allocateLoadBalancerNodePorts bool Whether node ports are given.
          trafficDistribution string Preference for near endpoints.
        ServicePort: ServicePort contains information on service's port.
          *port int Port that is exposed.
          name string Name of the port within the service.
          protocol string TCP, UDP or SCTP. Defaults to TCP.
          targetPort intstr Number or name of the port on the pods.
          nodePort int Port on each node.
          appProtocol string Application protocol.
        ServiceStatus: ServiceStatus represents the current status of a service.
          +loadBalancer LoadBalancerStatus Current status of the load balancer.
          conditions Condition[type] Current service state.
        LoadBalancerStatus: LoadBalancerStatus represents the status of a load balancer.
          ingress any[] Ingress points of the load balancer.
        Endpoints: Endpoints is a collection of endpoints that implement the actual service.
        %top%
          subsets any[] Sets of addresses and ports.
        ConfigMap: ConfigMap holds configuration data for pods to consume.
        %top%
          data string<> Configuration data.
          binaryData bytes<> Configuration data that is not UTF-8.
          immutable bool Whether the data can change.
        Secret: Secret holds secret data of a certain type.
        %top%
          data bytes<> Secret data in base64.
          stringData string<> Secret data as text; write only.
          type string What the data is for.
          immutable bool Whether the data can change.
        ServiceAccount: ServiceAccount binds together a name, a principal and secrets.
        %top%
          secrets any[name] Secrets that pods may use.
          imagePullSecrets LocalObjectReference[] Secrets for pulling images.
          automountServiceAccountToken bool Whether tokens are mounted.
        Event: Event is a report of an event somewhere in the cluster.
        %top%
          involvedObject ObjectReference The object that this event is about.
          reason string Short, machine-readable reason.
          message string Readable description.
          source any The component reporting this event.
          firstTimestamp time When the event was first recorded.
          lastTimestamp time When the event was most recently recorded.
          count int How often this event occurred.
          type string Normal or Warning.
          eventTime time When this event was first observed.
          series any Data about the series.
          action string What action was taken.
          related ObjectReference A second object.
          reportingComponent string Name of the controller.
          reportingInstance string ID of the controller.
        ObjectReference~: Names an object.
          apiVersion string Version of the object.
          kind string Kind of the object.
          namespace string Namespace of the object.
          name string Name of the object.
          uid string UID of the object.
          resourceVersion string Version of the object.
          fieldPath string A part of the object.
        """;
}
