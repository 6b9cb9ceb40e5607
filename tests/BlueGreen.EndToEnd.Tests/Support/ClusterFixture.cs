using System.Collections.Immutable;
using System.Globalization;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>Opens shops: in the cluster of all classes, or in one of this class when it has further images.</summary>
public sealed class ClusterFixture : IAsyncLifetime, IDisposable
{
    private static int _shops;
    private readonly TemporaryFolder _folder = new();
    private Cluster? _own;

    /// <summary>Gets or sets images beside the usual ones, as YAML; before the first shop opens.</summary>
    internal string FurtherImages { get; set; } = string.Empty;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_own is not null)
        {
            (await RunAsync("ClusterDown")).Succeeded();
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Opens an app in a namespace and under a host of its own, so that tests do not see each other.</summary>
    internal async Task<Shop> OpenShopAsync()
    {
        var cluster = FurtherImages.Length == 0 ? await SharedCluster.GetAsync() : _own ??= await UpAsync();
        var number = Interlocked.Increment(ref _shops);
        var shop = new Shop(cluster, string.Create(CultureInfo.InvariantCulture, $"shop-{number}"));
        await shop.KubectlAsync("create", "namespace", shop.Name);
        return shop;
    }

    private async Task<Cluster> UpAsync()
    {
        _folder.Write("bluegreen.yml", ClusterSettings.Of(FurtherImages));
        (await RunAsync("ClusterUp")).Succeeded().Says("export KUBECONFIG=");
        return Cluster.Find(_folder.Path)!;
    }

    private async Task<CliResult> RunAsync(string target)
    {
        await using var process = CliProcess.Start(
            _folder.Path,
            ImmutableDictionary<string, string>.Empty,
            "dotnet", Programs.Build, $"--target={target}");
        return await process.EndAsync();
    }
}
