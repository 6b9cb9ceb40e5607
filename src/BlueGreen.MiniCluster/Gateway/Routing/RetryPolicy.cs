using System.Globalization;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>When a request is sent once more, to another pod if there is one.</summary>
/// <param name="Attempts">How often, beyond the first time.</param>
/// <param name="PerTryTimeout">How long one try may take until its answer begins, or null for no limit.</param>
/// <param name="Conditions">After which failures.</param>
/// <param name="Statuses">After which statuses of the app.</param>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry"/>
internal sealed record RetryPolicy(
    int Attempts, TimeSpan? PerTryTimeout, RetryConditions Conditions, IReadOnlySet<int> Statuses)
{
    private const int MaxAttempts = 10;

    private static readonly HashSet<int> ServerErrors = [.. Enumerable.Range(500, 100)];

    private static readonly Dictionary<string, RetryConditions> Names = new(StringComparer.Ordinal)
    {
        ["connect-failure"] = RetryConditions.ConnectFailure,
        ["refused-stream"] = RetryConditions.ConnectFailure,
        ["reset"] = RetryConditions.ConnectFailure | RetryConditions.Reset | RetryConditions.Timeout,
        ["gateway-error"] = RetryConditions.ConnectFailure | RetryConditions.Reset | RetryConditions.Timeout,
        ["5xx"] = RetryConditions.ConnectFailure | RetryConditions.Reset | RetryConditions.Timeout,
    };

    /// <summary>Gets Istio's default: twice, after failures that no app has seen.</summary>
    public static RetryPolicy Default { get; } =
        new(2, PerTryTimeout: null, RetryConditions.ConnectFailure, new HashSet<int>());

    /// <summary>Reads a policy.</summary>
    /// <param name="node">An <c>HTTPRetry</c>, or null.</param>
    /// <returns>The policy; conditions this gateway does not know are left out, as Envoy does.</returns>
    /// <exception cref="RouteException">A value cannot be used.</exception>
    public static RetryPolicy Parse(JsonNode? node)
    {
        if (node is not JsonObject)
        {
            return Default;
        }

        var perTry = Duration.Parse(node.Text("perTryTimeout"), "retries.perTryTimeout");
        var attempts = Math.Clamp(node.Whole("attempts") ?? Default.Attempts, 0, MaxAttempts);
        if (node.Text("retryOn") is not { Length: > 0 } retryOn)
        {
            return Default with { Attempts = attempts, PerTryTimeout = perTry };
        }

        var conditions = RetryConditions.None;
        var statuses = new HashSet<int>();
        foreach (var name in retryOn.Split(',', StringSplitOptions.TrimEntries))
        {
            conditions |= Names.GetValueOrDefault(name);
            statuses.UnionWith(StatusesOf(name));
        }

        return new RetryPolicy(attempts, perTry, conditions, statuses);
    }

    private static HashSet<int> StatusesOf(string name) => name switch
    {
        "5xx" => ServerErrors,
        "gateway-error" => [502, 503, 504],
        "retriable-4xx" => [409],
        _ => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? [status] : [],
    };
}

/// <summary>Failures that a retry may follow.</summary>
[Flags]
internal enum RetryConditions
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>No connection could be made, so no app has seen the request.</summary>
    ConnectFailure = 1,

    /// <summary>The connection ended before the answer began; the app may have seen the request.</summary>
    Reset = 2,

    /// <summary>The try took too long; the app may have seen the request.</summary>
    Timeout = 4,

    /// <summary>The app answered with a status that the policy names.</summary>
    Status = 8,
}
