using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.Frosting.Tests.Gateway;

/// <summary>An app that answers everything with its name.</summary>
internal sealed class App(WebApplication server) : IAsyncDisposable
{
    public int Port => new Uri(server.Urls.First()).Port;

    public static async Task<App> StartAsync(string name)
    {
        var server = WebApplication.CreateSlimBuilder().Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.Run(context => context.Response.WriteAsync(name));
        await server.StartAsync();
        return new App(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
