using System.Text;
using BlueGreen.MiniCluster.Gateway.Routing;

namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>
/// Why a request got no answer from a pod, and what the client is told: Envoy's statuses, flags and texts.
/// </summary>
/// <param name="Status">The status; 0 when nobody is left to be told.</param>
/// <param name="Flags">Envoy's response flags.</param>
/// <param name="Text">The body.</param>
/// <param name="Kind">What a retry policy calls it.</param>
/// <seealso href="https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage"/>
internal sealed record Failure(int Status, string Flags, string Text, RetryConditions Kind = RetryConditions.None)
{
    private const string Before = "upstream connect error or disconnect/reset before headers. reset reason: ";

    /// <summary>No pod is ready.</summary>
    public static readonly Failure NoHealthyPod = new(503, "UH", "no healthy upstream");

    /// <summary>The route names a service, port or subset that does not exist.</summary>
    public static readonly Failure NoCluster = new(503, "NC", "");

    /// <summary>The gateway answers as many requests as it may.</summary>
    public static readonly Failure Overflow = new(503, "UO", $"{Before}overflow");

    /// <summary>No connection could be made.</summary>
    public static readonly Failure Connect =
        new(503, "UF", $"{Before}connection failure", RetryConditions.ConnectFailure);

    /// <summary>The connection ended before the answer began.</summary>
    public static readonly Failure Reset = new(503, "UC", $"{Before}connection termination", RetryConditions.Reset);

    /// <summary>What came was not HTTP.</summary>
    public static readonly Failure Protocol = new(502, "UPE", $"{Before}protocol error", RetryConditions.Reset);

    /// <summary>It took too long.</summary>
    public static readonly Failure Timeout = new(504, "UT", "upstream request timeout", RetryConditions.Timeout);

    /// <summary>The client did not send on what it had begun.</summary>
    public static readonly Failure SlowClient = new(408, "SI", "stream timeout");

    /// <summary>No byte moved for too long, and it was the pod's turn.</summary>
    public static readonly Failure Idle = new(504, "SI", "stream timeout");

    /// <summary>The client left.</summary>
    public static readonly Failure ClientGone = new(0, "DC", "");

    /// <summary>The client's body was not what its headers said.</summary>
    public static readonly Failure ClientProtocol = new(400, "DPE", "Bad Request");

    /// <summary>Gets the body as bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; } = Encoding.ASCII.GetBytes(Text);

    /// <summary>Finds out what an exception of the HTTP client means.</summary>
    /// <param name="exception">What it threw.</param>
    /// <param name="lifetime">The request's end.</param>
    /// <param name="body">The request's body.</param>
    /// <returns>The failure.</returns>
    public static Failure From(Exception exception, RequestLifetime lifetime, IncomingBody? body)
    {
        if (lifetime.IsClientGone)
        {
            return ClientGone;
        }

        if (body?.ClientError is not null)
        {
            return ClientProtocol;
        }

        if (lifetime.IsIdle)
        {
            return body is { IsWhole: false } ? SlowClient : Idle;
        }

        return exception switch
        {
            // The handler's own limit on connecting, not one of ours.
            OperationCanceledException { InnerException: TimeoutException }
                when !lifetime.Token.IsCancellationRequested => Connect,
            OperationCanceledException => Timeout,
            HttpRequestException failed => failed.HttpRequestError switch
            {
                HttpRequestError.ConnectionError => Connect,
                HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => Protocol,
                _ => Reset,
            },
            _ => Reset,
        };
    }
}
