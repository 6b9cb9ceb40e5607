using System.Security.Cryptography;

namespace BlueGreen.MiniCluster.Gateway;

/// <summary>What the gateway may be told; the defaults are Istio's and Envoy's where they have one.</summary>
public sealed record GatewayOptions
{
    /// <summary>Gets the port on 127.0.0.1.</summary>
    /// <value>The default is 0: any free port.</value>
    public int Port { get; init; }

    /// <summary>Gets the port it had before, taken again when <see cref="Port"/> is 0 and it is free.</summary>
    /// <value>The default is 0: none.</value>
    public int PortBefore { get; init; }

    /// <summary>Gets the workload labels that <c>spec.selector</c> of a Gateway is compared with.</summary>
    /// <value>The default is that of Istio's own ingress gateway.</value>
    public IReadOnlyDictionary<string, string> WorkloadLabels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["istio"] = "ingressgateway",
            ["app"] = "istio-ingressgateway",
        };

    /// <summary>
    /// Gets the cookie that marks a request as a test in <see cref="TrafficLog"/>; routing does not look at it.
    /// </summary>
    /// <value>The default is <c>test=true</c>.</value>
    public string TestCookie { get; init; } = "test=true";

    /// <summary>Gets how long a connection to a pod may take.</summary>
    /// <value>The default is 10 seconds, as in Istio.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long the head of a request may take to come.</summary>
    /// <value>The default is 30 seconds. Envoy has no limit unless it is told one.</value>
    public TimeSpan RequestHeadersTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets how long a request may go without a byte in either direction, its body included: an upload may take as
    /// long as it moves.
    /// </summary>
    /// <value>The default is 5 minutes, as in Envoy.</value>
    public TimeSpan StreamIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets how long requests in flight may go on when the gateway stops.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how many requests may be answered at once; more get 503.</summary>
    /// <value>The default is 10000.</value>
    public int MaxConcurrentRequests { get; init; } = 10_000;

    /// <summary>Gets the largest header block of a request, in bytes.</summary>
    /// <value>The default is 60 KiB, as in Envoy.</value>
    public int MaxRequestHeaderBytes { get; init; } = 60 * 1024;

    /// <summary>
    /// Gets what draws a number from 0 (included) to the given bound (excluded), for weights and percentages.
    /// </summary>
    /// <value>The default is the system's random numbers.</value>
    public Func<int, int> Draw { get; init; } = RandomNumberGenerator.GetInt32;

    /// <summary>
    /// Gets what takes a line about an object that cannot be used, or about a stop that took too long.
    /// </summary>
    /// <value>The default drops it.</value>
    public Action<string> Log { get; init; } = static _ => { };
}
