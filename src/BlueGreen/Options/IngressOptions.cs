namespace BlueGreen.Options;

/// <summary>Where users enter the cluster.</summary>
public sealed record IngressOptions
{
    /// <summary>Gets the address of the entry point.</summary>
    /// <value>The default value is <see langword="null"/>: found through <see cref="Service"/>.</value>
    public Uri? Url { get; init; }

    /// <summary>Gets the Service of the ingress gateway, as namespace and name.</summary>
    /// <value>The default value is <c>istio-system/istio-ingressgateway</c>.</value>
    public string Service { get; init; } = "istio-system/istio-ingressgateway";

    /// <summary>Gets the name of its port.</summary>
    /// <value>The default value is <c>http2</c>.</value>
    public string PortName { get; init; } = "http2";
}
