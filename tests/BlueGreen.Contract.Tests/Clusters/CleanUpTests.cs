using System.Text.Json.Nodes;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Objects;
using Xunit;

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>What the suite leaves behind in somebody's cluster: nothing of its own, and all that was there.</summary>
[Trait("Kind", "Loopback")]
public sealed class CleanUpTests(OwnMiniCluster own) : IClassFixture<OwnMiniCluster>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task RemoveForgottenAsync_NamespaceOfAnotherRun_GoesAfterAnHour()
    {
        using var client = Connect();
        var killed = new TestNamespaces(client);
        await killed.CreateAsync();
        var next = new TestNamespaces(client);

        await next.RemoveForgottenAsync(Now + Hour - TimeSpan.FromMinutes(1));
        Assert.True(await next.OthersAreThereAsync());

        await next.RemoveForgottenAsync(Now + Hour + TimeSpan.FromMinutes(1));
        await killed.RemoveOwnAsync();
        Assert.False(await next.OthersAreThereAsync());
    }

    [Fact]
    public async Task Definitions_AbsentBefore_AreInstalledAndGoWithTheLastRun()
    {
        using var client = Connect();
        var definitions = await DeleteDefinitionsAsync(client);
        var (first, second) = (new TestNamespaces(client), new TestNamespaces(client));
        await first.CreateAsync();

        await new IstioDefinitions(client, first).InstallAsync();
        await new IstioDefinitions(client, second).InstallAsync();
        await new IstioDefinitions(client, second).RemoveAsync();
        Assert.All(await LabelsAsync(client, definitions), label => Assert.Equal(first.Run, label));

        await first.RemoveOwnAsync();
        await new IstioDefinitions(client, first).RemoveAsync();
        Assert.Empty(await LabelsAsync(client, definitions));

        // For the other tests of this class.
        await new IstioDefinitions(client, first).InstallAsync();
    }

    [Fact]
    public async Task Definitions_OfSomebodyElse_Stay()
    {
        using var client = Connect();
        var definitions = await DeleteDefinitionsAsync(client);
        foreach (var definition in IstioSchemas.All())
        {
            await client.CreateAsync(definition);
        }

        var namespaces = new TestNamespaces(client);
        await new IstioDefinitions(client, namespaces).InstallAsync();
        await new IstioDefinitions(client, namespaces).RemoveAsync();

        Assert.Equal([null, null, null], await LabelsAsync(client, definitions));
    }

    private static async Task<IReadOnlyList<ResourceRef>> DeleteDefinitionsAsync(KubeClient client)
    {
        var targets = new List<ResourceRef>();
        foreach (var definition in IstioSchemas.All())
        {
            var target = await client.RefOfAsync(definition);
            await client.DeleteAsync(target);
            targets.Add(target);
        }

        return targets;
    }

    private static async Task<IReadOnlyList<string?>> LabelsAsync(
        KubeClient client, IReadOnlyList<ResourceRef> definitions)
    {
        var found = await Task.WhenAll(definitions.Select(target => client.FindAsync(target)));
        return [.. found.OfType<JsonObject>().Select(item => KubeObject.Label(item, TestNamespaces.Label))];
    }

    private KubeClient Connect() => ClusterAccess.Connect(own.Cluster.KubeconfigPath, "default");
}
