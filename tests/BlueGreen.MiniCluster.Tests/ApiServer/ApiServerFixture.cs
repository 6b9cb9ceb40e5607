using BlueGreen.MiniCluster.ApiServer;
using BlueGreen.MiniCluster.Storage;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

/// <summary>One API server for all tests of a class, and clients for it. Tests keep apart by namespace.</summary>
public sealed class ApiServerFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bluegreen-api");

    internal ObjectStore Store { get; } = new(TimeProvider.System);

    internal ApiServerHost Host { get; private set; } = null!;

    internal string Folder => _folder.FullName;

    internal string Kubeconfig => Path.Combine(_folder.FullName, "kubeconfig");

    public async Task InitializeAsync()
    {
        var options = new ApiServerOptions { DataFolder = Path.Combine(_folder.FullName, "certificates") };
        Host = new ApiServerHost(options, Store, new FakePodRuntime(), TimeProvider.System);
        await Host.StartAsync(CancellationToken.None);
        Host.WriteKubeconfig(Kubeconfig);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
