using BlueGreen.Testing.Docker;
using Xunit;

namespace Cake.Docker.Tests.Daemon;

/// <summary>The daemon of a class's tests, as the one that docker in this process asks.</summary>
public sealed class DaemonFixture : IAsyncLifetime
{
    internal DockerDaemon Daemon { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Daemon = await DockerDaemon.StartAsync();
        Environment.SetEnvironmentVariable("DOCKER_HOST", Daemon.Host);
    }

    public async Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable("DOCKER_HOST", null);
        await Daemon.DisposeAsync();
    }
}
