using System.Collections.Concurrent;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace BlueGreen.Contract.Tests.Harness;

/// <summary>Stands between a run and the API server of any cluster, counts what passes, and lets some of it
/// fail.</summary>
internal sealed class ApiProxy : IAsyncDisposable
{
    private static readonly string[] AnswerHeaders = ["Retry-After", "Content-Type", "Warning"];
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly KubeTransport _server;
    private readonly WebApplication _application;
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-contract-").FullName;

    private ApiProxy(string kubeconfig)
    {
        var connection = KubeConfigLoader.Load(new KubeConfigOptions { Paths = [kubeconfig] });
        _server = new KubeTransport(connection, TimeProvider.System, new TransportOptions { MaxAttempts = 1 });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(CarryAsync);
    }

    /// <summary>Gets the kubeconfig that leads through it.</summary>
    public string Kubeconfig => Path.Combine(_folder, "kubeconfig");

    /// <summary>Gets or sets what happens to a request; null carries it.</summary>
    public Func<HttpRequest, ApiFault?> Fault { get; set; } = _ => null;

    /// <summary>Gets the requests so far, such as <c>GET /api/v1/namespaces/x/pods</c>.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Starts one.</summary>
    /// <param name="kubeconfig">The kubeconfig of the server.</param>
    public static async Task<ApiProxy> StartAsync(string kubeconfig)
    {
        var proxy = new ApiProxy(kubeconfig);
        await proxy._application.StartAsync();
        await File.WriteAllTextAsync(
            proxy.Kubeconfig,
            $$"""
            apiVersion: v1
            kind: Config
            current-context: proxy
            contexts: [{ name: proxy, context: { cluster: proxy, user: nobody } }]
            clusters: [{ name: proxy, cluster: { server: {{proxy._application.Urls.Single()}} } }]
            users: [{ name: nobody, user: {} }]

            """);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task CarryAsync(HttpContext http)
    {
        _requests.Enqueue($"{http.Request.Method} {http.Request.Path}");
        var fault = Fault(http.Request) ?? new ApiFault();
        if (fault.IsCutBefore)
        {
            http.Abort();
        }
        else if (fault.Status != 0)
        {
            await RefuseAsync(http.Response, fault);
        }
        else
        {
            await CarryAsync(http, fault);
        }
    }

    private static Task RefuseAsync(HttpResponse answer, ApiFault fault)
    {
        answer.StatusCode = fault.Status;
        if (fault.RetryAfterSeconds is { } seconds)
        {
            answer.Headers.RetryAfter = $"{seconds}";
        }

        return answer.WriteAsync("Please come back later.\n");
    }

    private async Task CarryAsync(HttpContext http, ApiFault fault)
    {
        using var request = await CopyAsync(http.Request);
        try
        {
            using var answer = await _server.SendAsync(request, http.RequestAborted);
            if (fault.IsCutAfter)
            {
                http.Abort();
                return;
            }

            http.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            {
                if (AnswerHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    http.Response.Headers[name] = values.ToArray();
                }
            }

            await using var body = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
            http.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
            await (fault.Edit is { } edit
                ? EditAsync(body, http, edit)
                : CopyAsync(body, http, fault.Lines ?? int.MaxValue));
        }
        catch (Exception gone) when (gone is IOException or HttpRequestException or OperationCanceledException)
        {
            http.Abort();
        }
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequest original)
    {
        var path = new Uri(UriHelper.BuildRelative(original.PathBase, original.Path, original.QueryString),
            UriKind.Relative);
        var copy = new HttpRequestMessage(new HttpMethod(original.Method), path);
        copy.Headers.TryAddWithoutValidation("Accept", original.Headers.Accept.ToArray());
        if (original.ContentType is { } type)
        {
            using var body = new MemoryStream();
            await original.Body.CopyToAsync(body);
            copy.Content = new ByteArrayContent(body.ToArray());
            copy.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return copy;
    }

    private static async Task EditAsync(Stream body, HttpContext http, Func<string, string> edit)
    {
        using var reader = new StreamReader(body);
        while (await reader.ReadLineAsync(http.RequestAborted) is { } line)
        {
            await http.Response.WriteAsync(edit(line) + "\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    // A watch must come through line by line, not when a buffer is full.
    private static async Task CopyAsync(Stream body, HttpContext http, int lines)
    {
        var buffer = new byte[16 * 1024];
        while (lines > 0 && await body.ReadAsync(buffer, http.RequestAborted) is > 0 and var read)
        {
            lines -= buffer.AsSpan(0, read).Count((byte)'\n');
            await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}
