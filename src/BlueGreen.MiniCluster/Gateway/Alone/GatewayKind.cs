namespace BlueGreen.MiniCluster.Gateway.Alone;

/// <summary>The kinds of objects that a gateway's routes depend on.</summary>
public enum GatewayKind
{
    /// <summary>Istio's Gateway.</summary>
    Gateways,

    /// <summary>Istio's VirtualService.</summary>
    VirtualServices,

    /// <summary>Istio's DestinationRule.</summary>
    DestinationRules,

    /// <summary>The core group's Service.</summary>
    Services,

    /// <summary>The EndpointSlice of discovery.k8s.io.</summary>
    EndpointSlices,

    /// <summary>The core group's Pod: subsets choose by its labels.</summary>
    Pods,
}
