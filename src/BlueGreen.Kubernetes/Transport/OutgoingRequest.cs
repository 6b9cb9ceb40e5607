using BlueGreen.Kubernetes.Authentication;
using BlueGreen.Kubernetes.Configuration;

namespace BlueGreen.Kubernetes.Transport;

/// <summary>A request that can be sent more than once: its body is held, and each attempt is signed anew.</summary>
internal sealed class OutgoingRequest
{
    /// <summary>Says that a write may arrive twice; who makes the call knows, its method does not.</summary>
    public static readonly HttpRequestOptionsKey<bool> MayArriveTwice = new("bluegreen-may-arrive-twice");

    private readonly HttpRequestMessage _original;
    private readonly byte[]? _body;

    private OutgoingRequest(HttpRequestMessage original, byte[]? body)
    {
        _original = original;
        _body = body;
    }

    /// <summary>Gets how often it may reach the server.</summary>
    public Repetition Repetition => (_original.Method == HttpMethod.Get, MayBeSentTwice) switch
    {
        (true, _) => Repetition.Read,
        (_, true) => Repetition.SameWrite,
        _ => Repetition.Once,
    };

    private bool MayBeSentTwice => _original.Options.TryGetValue(MayArriveTwice, out var may) && may;

    public static async Task<OutgoingRequest> CaptureAsync(
        HttpRequestMessage original, CancellationToken cancellationToken)
    {
        var body = original.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : null;
        return new OutgoingRequest(original, body);
    }

    public HttpRequestMessage Build(ClusterConnection connection, ClusterCredential credential)
    {
        var request = new HttpRequestMessage(_original.Method, Address(connection, _original.RequestUri))
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = _body is null ? null : new ByteArrayContent(_body),
        };
        foreach (var (name, values) in _original.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, values);
        }

        if (request.Content is { } content)
        {
            content.Headers.ContentType = _original.Content?.Headers.ContentType;
        }

        Sign(connection, credential, (name, value) => request.Headers.TryAddWithoutValidation(name, value));
        return request;
    }

    /// <summary>Adds to a request who sends it.</summary>
    public static void Sign(ClusterConnection connection, ClusterCredential credential, Action<string, string> set)
    {
        set("User-Agent", "bluegreen");
        if (credential.Authorization is { } authorization)
        {
            set("Authorization", authorization.ToString());
        }

        if (connection is { TlsServerName: { } name, Proxy: not null })
        {
            // Through a proxy the runtime makes the handshake, and takes the name to check from this header.
            set("Host", name);
        }

        connection.Impersonation?.WriteHeaders(set);
    }

    /// <summary>Makes the full address; a path in the server's address stays in front.</summary>
    public static Uri Address(ClusterConnection connection, Uri? path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new Uri(connection.Server.GetLeftPart(UriPartial.Path).TrimEnd('/') + path.OriginalString);
    }
}
