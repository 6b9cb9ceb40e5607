namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>What is to become of one request.</summary>
/// <param name="Delay">How long it waits first, for a fault made on purpose; null for not at all.</param>
internal abstract record RouteDecision(TimeSpan? Delay);

/// <summary>The gateway answers by itself.</summary>
/// <param name="Delay">How long the request waits first.</param>
/// <param name="Status">The status.</param>
/// <param name="Flags">Envoy's response flags, or an empty string for an answer that a route asked for.</param>
/// <param name="Body">The body.</param>
/// <seealso href="https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage"/>
internal sealed record Answer(TimeSpan? Delay, int Status, string Flags, ReadOnlyMemory<byte> Body)
    : RouteDecision(Delay)
{
    /// <summary>Gets the route that asked for this, or null.</summary>
    public HttpRoute? Route { get; init; }

    /// <summary>Gets the <c>Location</c> header, or null.</summary>
    public string? Location { get; init; }
}

/// <summary>The request goes to a pod.</summary>
/// <param name="Delay">How long it waits first.</param>
/// <param name="Route">The route that took it.</param>
/// <param name="Action">What the route says.</param>
/// <param name="Target">Where to.</param>
/// <param name="Path">The path to send, after the rewrite, without query.</param>
internal sealed record Forward(
    TimeSpan? Delay, HttpRoute Route, ForwardAction Action, WeightedDestination Target, string Path)
    : RouteDecision(Delay)
{
    /// <summary>Gets the host to send, or null to keep it.</summary>
    public string? Authority => Action.Rewrite.Authority;

    /// <summary>Gets the mirrors that get a copy of this request.</summary>
    public IReadOnlyList<Destination> Mirrors { get; init; } = [];
}
