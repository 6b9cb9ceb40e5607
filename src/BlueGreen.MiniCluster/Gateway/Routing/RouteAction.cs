namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>What a route does with a request that it matched.</summary>
internal abstract record RouteAction;

/// <summary>Sends the request to a pod.</summary>
/// <param name="Destinations">Where to, at least one.</param>
internal sealed record ForwardAction(IReadOnlyList<WeightedDestination> Destinations) : RouteAction
{
    /// <summary>Gets what becomes of path and host.</summary>
    public required Rewrite Rewrite { get; init; }

    /// <summary>Gets how long the whole answer may take, or null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets when the request is sent once more.</summary>
    public RetryPolicy Retries { get; init; } = RetryPolicy.Default;

    /// <summary>Gets where copies of the request go, whose answers nobody reads.</summary>
    public IReadOnlyList<Mirror> Mirrors { get; init; } = [];
}

/// <summary>Tells the client to ask elsewhere.</summary>
/// <param name="Status">301, 302, 303, 307 or 308.</param>
/// <param name="Path">The new path, or null to keep it.</param>
/// <param name="Authority">The new host, or null to keep it.</param>
/// <param name="Scheme">The new scheme, or null to keep it.</param>
/// <param name="Port">The new port, or null for that of the new host.</param>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect"/>
internal sealed record RedirectAction(int Status, string? Path, string? Authority, string? Scheme, int? Port)
    : RouteAction
{
    /// <summary>Writes the address.</summary>
    /// <param name="head">The request.</param>
    /// <returns>The value of the <c>Location</c> header.</returns>
    public string Location(RequestHead head)
    {
        var path = Path ?? head.Path;
        var query = path.Contains('?', StringComparison.Ordinal) ? "" : head.Query;
        var authority = Authority ?? head.Authority;
        var host = Port is null ? authority : $"{HostName.WithoutPort(authority)}:{Port}";
        return $"{Scheme ?? head.Scheme}://{host}{path}{query}";
    }
}

/// <summary>Answers without asking anybody.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse"/>
internal sealed record DirectAction(int Status, ReadOnlyMemory<byte> Body) : RouteAction;

/// <summary>Where a share of the requests is copied to.</summary>
/// <param name="Destination">Where to.</param>
/// <param name="Percentage">The share.</param>
internal sealed record Mirror(Destination Destination, double Percentage);

/// <summary>Faults that a route makes on purpose, each for a share of the requests.</summary>
/// <param name="Delay">How long requests wait, or null.</param>
/// <param name="DelayPercentage">How many of them.</param>
/// <param name="AbortStatus">The status of requests that are refused, or null.</param>
/// <param name="AbortPercentage">How many of them.</param>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection"/>
internal sealed record Fault(TimeSpan? Delay, double DelayPercentage, int? AbortStatus, double AbortPercentage);
