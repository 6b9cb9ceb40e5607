using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace BlueGreen.Kubernetes.Tests.Support;

/// <summary>A real server on loopback whose every answer a test writes, byte by byte where it must.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app) => _app = app;

    /// <summary>Gets the requests so far: method, path and query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Address => new(_app.Urls.Single());

    public ClusterConnection Connection => new(Address) { Namespace = "shop" };

    public static Task<ScriptedServer> StartAsync(Func<HttpContext, Task> script) =>
        StartAsync(script, certificate: null);

    public static async Task<ScriptedServer> StartAsync(
        Func<HttpContext, Task> script, X509Certificate2? certificate, bool wantsClientCertificate = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.ClientCertificateMode = wantsClientCertificate
                        ? ClientCertificateMode.RequireCertificate
                        : ClientCertificateMode.NoCertificate;
                    https.AllowAnyClientCertificate();
                });
            }
        }));
        var app = builder.Build();
        var server = new ScriptedServer(app);
        app.UseWebSockets();
        app.Run(context =>
        {
            server.Requests.Enqueue(
                $"{context.Request.Method} {context.Features.Get<IHttpRequestFeature>()!.RawTarget}");
            return script(context);
        });
        await app.StartAsync();
        return server;
    }

    public KubeClient Client(TimeProvider? timeProvider = null, TransportOptions? options = null) =>
        new(Connection, timeProvider ?? TimeProvider.System, options);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}

/// <summary>What scripts say most often.</summary>
internal static class Answers
{
    public static Task JsonAsync(this HttpContext context, JsonNode body, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    public static Task StatusAsync(
        this HttpContext context, int code, string reason, string message = "no", string? name = null)
    {
        var details = new JsonObject();
        if (name is not null)
        {
            details["name"] = name;
        }

        return context.JsonAsync(
            new JsonObject
            {
                ["kind"] = "Status",
                ["apiVersion"] = "v1",
                ["status"] = "Failure",
                ["reason"] = reason,
                ["message"] = message,
                ["code"] = code,
                ["details"] = details,
            },
            code);
    }

    public static JsonObject Pod(string name, string version = "1") => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop", ["resourceVersion"] = version },
    };

    public static async Task<JsonObject> ReadJsonAsync(this HttpContext context) =>
        (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
}
