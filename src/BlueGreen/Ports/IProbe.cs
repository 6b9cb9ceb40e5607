using System.Collections.Immutable;
using BlueGreen.Releases;

namespace BlueGreen.Ports;

/// <summary>Calls through the data path, as a user does: through the entry point, never around it.</summary>
/// <remarks>Contract: never retries, never follows redirects, never throws for a failed call: a failure is an
/// answer.</remarks>
public interface IProbe
{
    /// <summary>Sends one request and tells who answered.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="cancellationToken">Stops the call; only this throws.</param>
    /// <returns>The answer, or why there was none.</returns>
    Task<ProbeAnswer> CallAsync(ProbeRequest request, CancellationToken cancellationToken);
}

/// <summary>One call through the data path.</summary>
/// <param name="Path">Path and query, beginning with <c>/</c>.</param>
/// <param name="WithCookie">Whether to send the test cookie.</param>
/// <param name="NewConnection">Whether to open a connection for this call alone; else a kept-alive one is used.</param>
public sealed record ProbeRequest(string Path, bool WithCookie, bool NewConnection);

/// <summary>What came back.</summary>
/// <param name="Status">The HTTP status, or 0 when no answer came.</param>
/// <param name="Color">The color that answered, from the fingerprint header; null when it is not there.</param>
/// <param name="Version">The version that answered, when <c>verify.version</c> says where to find it.</param>
/// <param name="Body">The start of the body, at most 64 KiB.</param>
/// <param name="Error">Why no answer came, or null.</param>
/// <param name="StartedAt">When the request was sent, as a timestamp of the time provider.</param>
/// <param name="EndedAt">When the answer was complete, as a timestamp of the time provider.</param>
public sealed record ProbeAnswer(
    int Status, Color? Color, string? Version, string Body, string? Error, long StartedAt, long EndedAt)
{
    /// <summary>Gets the headers of the answer, by name without regard to case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets a value indicating whether a user would call this a failure: no answer, 500 and above, or an error
    /// that no color gave: a gateway without a route says 404.</summary>
    public bool IsFailure => Status is 0 or >= 500 || (Status >= 400 && Color is null);

    /// <summary>Describes the answer in one clause, for messages.</summary>
    /// <returns>The clause.</returns>
    public string Describe() => Status == 0
        ? $"no answer ({Error})"
        : $"status {Status} from " +
            $"{Color?.ToName() ?? "no known color"}{(Version is null ? string.Empty : $", version {Version}")}";
}
