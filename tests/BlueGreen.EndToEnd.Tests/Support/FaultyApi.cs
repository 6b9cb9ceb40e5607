using System.Globalization;
using System.Net;
using System.Text;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>Stands between a tool and the API server, and refuses every call about one kind of object.</summary>
internal sealed class FaultyApi : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _server;
    private readonly string _kind;
    private readonly int _status;
    private readonly Task _serving;

    private FaultyApi(string kubeconfig, string kind, int status)
    {
        (_kind, _status) = (kind, status);
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}/"));
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _server = ApiClient.Connect(kubeconfig);
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>Gets where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="kubeconfig">A kubeconfig that reaches the real server.</param>
    /// <param name="kind">The plural name in the paths that it refuses.</param>
    /// <param name="status">The status it refuses with.</param>
    public static FaultyApi Start(string kubeconfig, string kind, int status) => new(kubeconfig, kind, status);

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
        _server.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                // Closed, or the caller went away: there is nobody to answer.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.PathAndQuery;
        if (path.Contains($"/{_kind}", StringComparison.Ordinal))
        {
            var refusal =
                $$"""
                {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "not today", "code": {{_status}}}
                """;
            await WriteAsync(context, _status, "application/json", Encoding.UTF8.GetBytes(refusal));
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.HttpMethod), path);
        if (context.Request.HasEntityBody)
        {
            request.Content = new StreamContent(context.Request.InputStream);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        request.Headers.TryAddWithoutValidation("Accept", context.Request.Headers["Accept"]);
        using var response = await _server.SendAsync(request);
        var type = response.Content.Headers.ContentType?.ToString() ?? "application/json";
        await WriteAsync(context, (int)response.StatusCode, type, await response.Content.ReadAsByteArrayAsync());
    }

    private static async Task WriteAsync(HttpListenerContext context, int status, string type, byte[] body)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        await context.Response.OutputStream.WriteAsync(body);
        context.Response.Close();
    }
}
