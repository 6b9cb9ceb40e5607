using BlueGreen.MiniCluster.Gateway;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.Tests.Gateway;

/// <summary>A pod's app: real HTTP on loopback, with an answer that the test chooses.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private static readonly RequestHeadLimits HeadLimits = new(64 * 1024, TimeSpan.FromSeconds(30));

    private readonly LoopbackServer _server;
    private int _requests;

    private Backend(string color, string pod, RequestDelegate? handle)
    {
        (Color, Pod) = (color, pod);
        _server = new LoopbackServer((0, 0), HeadLimits, TimeSpan.FromSeconds(2), context =>
        {
            Interlocked.Increment(ref _requests);
            return handle is null ? context.Response.WriteAsync(color) : handle(context);
        });
    }

    public string Color { get; }

    public string Pod { get; }

    public int Requests => Volatile.Read(ref _requests);

    public Uri Url => _server.Url;

    public static async Task<Backend> StartAsync(string color, RequestDelegate? handle = null, string? pod = null)
    {
        var backend = new Backend(color, pod ?? $"myapp-{color}", handle);
        await backend._server.StartAsync(default);
        return backend;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
