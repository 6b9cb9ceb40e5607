using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;

namespace BlueGreen.Routers.Cluster;

/// <summary>Finds where users come in, as the Istio guides do: the ingress gateway's Service, its address and its
/// port.</summary>
/// <seealso href="https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-control/"/>
public static class IngressFinder
{
    /// <summary>Finds the entry point.</summary>
    /// <param name="gate">The way to the cluster.</param>
    /// <param name="service">Namespace and name of the Service, such as
    /// <c>istio-system/istio-ingressgateway</c>.</param>
    /// <param name="portName">Name of its port, such as <c>http2</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ReleaseException">There is no such Service, or it has no address or port yet.</exception>
    public static async Task<Uri> FindAsync(
        ClusterGate gate, string service, string portName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(portName);
        var split = service.Split('/', 2);
        var target = new ResourceRef(ResourceType.Services, split[0], split[^1]);
        var found = await FindAsync(gate, target, cancellationToken)
            ?? throw NotFound(service, "there is no such Service");
        var address = (found["status"]?["loadBalancer"]?["ingress"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(entry => (string?)entry["ip"] ?? (string?)entry["hostname"])
            .FirstOrDefault(text => text is not null);
        var port = (found["spec"]?["ports"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(entry => string.Equals((string?)entry["name"], portName, StringComparison.Ordinal))
            .Select(entry => (int?)entry["port"])
            .FirstOrDefault();
        return (address, port) switch
        {
            (null, _) => throw NotFound(service, "it has no load balancer address yet"),
            (_, null) => throw NotFound(service, $"it has no port named {portName}"),
            _ => new Uri(string.Create(
                CultureInfo.InvariantCulture, $"{Scheme(portName, port.Value)}://{Host(address)}:{port}/")),
        };
    }

    // It lies in a namespace of its own, where the account of a pipeline has no business.
    private static async Task<JsonObject?> FindAsync(
        ClusterGate gate, ResourceRef target, CancellationToken cancellationToken)
    {
        try
        {
            return await gate.FindAsync(target, cancellationToken);
        }
        catch (ReleaseException refused) when (refused.InnerException is ApiException { IsForbidden: true })
        {
            throw NotFound($"{target.Namespace}/{target.Name}", refused.Reason.TrimEnd('.'));
        }
    }

    /// <summary>Istio names a port by its protocol: https, https-public.</summary>
    private static string Scheme(string portName, int port) =>
        port == 443 || portName.StartsWith("https", StringComparison.Ordinal) ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;

    private static string Host(string address) =>
        address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;

    private static ReleaseException NotFound(string service, string reason) => new(
        ExitCode.NotSwitched,
        "The entry point of users was not found.",
        $"Looked at Service {service}: {reason}.",
        "Set ingress.url in bluegreen.yml to where users come in, or say 'verify: none' to switch without proof.");
}
