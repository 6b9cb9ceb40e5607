using System.Collections.Concurrent;
using System.Collections.Immutable;
using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.MiniCluster;
using Xunit;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>A mini-cluster that tells every decision of its API server on who may do what.</summary>
public sealed class PrivilegeCluster : IAsyncLifetime
{
    private const string Start = "APP_VERSION=$VERSION LOADING_SECONDS=${READY_DELAY:-0} exec dotnet \"$0\"";

    private readonly ConcurrentQueue<AccessDecision> _decisions = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-rbac-").FullName;
    private LocalCluster? _cluster;

    /// <summary>Gets all decisions until now.</summary>
    internal IReadOnlyList<AccessDecision> Decisions => [.. _decisions];

    internal LocalCluster Cluster => _cluster!;

    public async Task InitializeAsync() => _cluster = await LocalCluster.StartAsync(
        new LocalClusterOptions
        {
            Folder = _folder,
            Decided = _decisions.Enqueue,
            Images =
            [
                new LocalImage(
                    "uptimer", ["sh", "-c", Start, Programs.Uptimer], _folder, ImmutableDictionary<string, string>.Empty),
            ],
        },
        TimeProvider.System,
        CancellationToken.None);

    public async Task DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
