using BlueGreen.Testing.Docker;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Images;

/// <summary>The docker daemon and the registries of a class's tests.</summary>
public sealed class DaemonFixture : IAsyncLifetime
{
    internal DockerDaemon Daemon { get; private set; } = null!;

    public async Task InitializeAsync() => Daemon = await DockerDaemon.StartAsync();

    public async Task DisposeAsync() => await Daemon.DisposeAsync();
}
