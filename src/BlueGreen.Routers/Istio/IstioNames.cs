namespace BlueGreen.Routers.Istio;

/// <summary>What the Istio objects of one app are called.</summary>
/// <param name="App">The app.</param>
/// <param name="Namespace">The namespace of everything below.</param>
/// <param name="VirtualService">Name of the VirtualService that is the route.</param>
/// <param name="DestinationRule">Name of the DestinationRule that holds the subsets.</param>
/// <param name="Host">The service that the route's destinations name.</param>
public sealed record IstioNames(
    string App, string Namespace, string VirtualService, string DestinationRule, string Host)
{
    /// <summary>Gets the manager that owns our fields in server-side apply.</summary>
    public const string FieldManager = "bluegreen";

    /// <summary>Gets what every annotation and label of ours begins with.</summary>
    public const string Prefix = "bluegreen.dev/";

    /// <summary>Gets the response header by which an answer tells its color.</summary>
    public const string ColorHeader = "x-bluegreen-color";

    private const string ClusterDomain = ".svc.cluster.local";

    /// <summary>Tells whether a destination is our service, however its host is spelled.</summary>
    /// <param name="host">The host of a destination: short, with namespace, or fully qualified.</param>
    /// <returns>Whether it means the same service.</returns>
    /// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination"/>
    public bool IsOurs(string? host) =>
        host is not null && string.Equals(Qualify(host), Qualify(Host), StringComparison.Ordinal);

    private string Qualify(string host)
    {
        var name = host.EndsWith(ClusterDomain, StringComparison.Ordinal) ? host[..^ClusterDomain.Length] : host;
        return name.Contains('.', StringComparison.Ordinal) ? name : $"{name}.{Namespace}";
    }
}
