namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>One address that requests can be sent to.</summary>
/// <param name="Address">The IP address.</param>
/// <param name="Port">The real port there.</param>
/// <param name="Pod">The pod behind it; of endpoints without one, the service's namespace and the address.</param>
/// <param name="Labels">The pod's labels.</param>
internal sealed record PodAddress(string Address, int Port, PodName Pod, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Gets address and port as they stand in a URL.</summary>
    public string Authority { get; } =
        Address.Contains(':', StringComparison.Ordinal) ? $"[{Address}]:{Port}" : $"{Address}:{Port}";

    /// <summary>Gets the pod's color, or an empty string.</summary>
    public string Color => Labels.GetValueOrDefault("color", "");
}
