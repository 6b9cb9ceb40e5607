using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>A mini-cluster for the tests of one class, in a folder of its own; started by the first test.</summary>
public sealed class ClusterFixture : IAsyncLifetime, IDisposable
{
    /// <summary>What the image <c>broken</c> prints before it ends: the words a release must show.</summary>
    internal const string LastWords = "the disk of the shop is full";

    private readonly TemporaryFolder _folder = new();
    private bool _isUp;
    private int _shops;

    /// <summary>Gets or sets images beside the usual ones, as YAML; before the first shop opens.</summary>
    internal string FurtherImages { get; set; } = string.Empty;

    /// <summary>Gets the address users call.</summary>
    internal Uri Gateway { get; private set; } = new("http://127.0.0.1");

    /// <summary>Gets the kubeconfig that reaches the cluster.</summary>
    internal string Kubeconfig => Path.Combine(_folder.Path, "artifacts", "mini-cluster", "kubeconfig");

    private static string Settings =>
        $"""
        app: cluster
        mini-cluster:
          images:
            uptimer:
              command: [dotnet, {Programs.Uptimer}]
            slow:
              command: [dotnet, {Programs.Uptimer}]
              env:
                LOADING_SECONDS: "6"
            never-ready:
              command: [dotnet, {Programs.Uptimer}]
              env:
                LOADING_SECONDS: "3600"
            broken:
              command: [sh, -c, "echo 'starting'; echo '{LastWords}'; exit 7"]
            talkative:
              command: [sh, -c, 'echo "cannot log in with $DB_PASSWORD"; exit 1']
            stale:
              command: [sh, -c, 'APP_VERSION=0.1 exec dotnet {Programs.Uptimer}']

        """;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_isUp)
        {
            (await RunAsync("ClusterDown")).Succeeded();
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Opens an app in a namespace and under a host of its own, so that tests do not see each other.</summary>
    internal async Task<Shop> OpenShopAsync()
    {
        await UpAsync();
        var shop = new Shop(this, string.Create(CultureInfo.InvariantCulture, $"shop-{++_shops}"));
        await shop.KubectlAsync("create", "namespace", shop.Name);
        return shop;
    }

    private async Task UpAsync()
    {
        if (_isUp)
        {
            return;
        }

        _folder.Write("bluegreen.yml", Settings + FurtherImages);
        _isUp = true;
        (await RunAsync("ClusterUp")).Succeeded().Says("export KUBECONFIG=");
        var file = Path.Combine(_folder.Path, "artifacts", "mini-cluster", "cluster.json");
        Gateway = new Uri((string)JsonNode.Parse(await File.ReadAllTextAsync(file))!["GatewayUrl"]!);
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
