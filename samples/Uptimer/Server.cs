using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Uptimer;

/// <summary>Serves until SIGTERM: then it takes no new connection, and finishes what is in flight.</summary>
internal static class Server
{
    // Longer than the longest /slow, shorter than the grace period that the deployment asks for.
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(40);

    /// <summary>Runs the server.</summary>
    /// <param name="settings">The settings, or null when they are wrong.</param>
    /// <returns>The exit code: 0 after a stop, 2 without settings.</returns>
    public static async Task<int> RunAsync(UptimerSettings? settings)
    {
        if (settings is null)
        {
            return 2;
        }

        await using var app = Build(settings, TimeProvider.System);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Console.WriteLine($"uptimer {settings.Version} ({settings.Color}) listens on {addresses.Single()}");
        await app.WaitForShutdownAsync();
        Console.WriteLine("uptimer has finished what was in flight");
        return 0;
    }

    private static WebApplication Build(UptimerSettings settings, TimeProvider clock)
    {
        // The empty builder: no configuration files, no logging, no host filtering to start up.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(settings.Endpoint);
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = FinishWithin);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Response.Headers["x-version"] = settings.Version;
            return next(context);
        });
        new Endpoints(settings, clock).MapTo(app);
        return app;
    }
}
