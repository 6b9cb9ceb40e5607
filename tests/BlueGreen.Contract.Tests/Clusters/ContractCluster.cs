using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>Gives a test an app in a namespace of its own, in the cluster under test.</summary>
public sealed class ContractCluster : IAsyncLifetime
{
    private static readonly string Run = RandomNumberGenerator.GetHexString(6, lowercase: true);
    private static int _apps;

    /// <summary>Gets how the cluster is reached.</summary>
    internal ClusterAccess Access { get; private set; } = null!;

    public async Task InitializeAsync() => Access = await SharedCluster.GetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Makes an app: a namespace, a host for its users, a folder as its repository.</summary>
    internal async Task<ContractApp> OpenAppAsync()
    {
        var number = Interlocked.Increment(ref _apps);
        var name = string.Create(CultureInfo.InvariantCulture, $"bg-contract-{Run}-{number}");
        var client = Access.Connect(name);
        await client.CreateAsync(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["labels"] = new JsonObject { [TestNamespaces.Label] = Run },
            },
        });
        return new ContractApp(Access, client, name);
    }
}
