using System.Text.Json.Nodes;
using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>Istio's three kinds for a cluster that has none: put there before the tests, taken away after
/// them.</summary>
/// <param name="client">The cluster.</param>
/// <param name="namespaces">Tells whose they are, and whether another run needs them still.</param>
internal sealed class IstioDefinitions(KubeClient client, TestNamespaces namespaces)
{
    private const string Manager = "bluegreen-contract-test";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Installs those that are absent.</summary>
    public async Task InstallAsync()
    {
        foreach (var definition in IstioSchemas.All())
        {
            var target = await client.RefOfAsync(definition);
            if (await client.FindAsync(target) is null)
            {
                definition["metadata"]!["labels"] = new JsonObject { [TestNamespaces.Label] = namespaces.Run };
                await client.CreateAsync(definition, new WriteOptions { FieldManager = Manager });
                await Eventually.TrueAsync(
                    Limit, $"{target} is established", async () => IsEstablished(await client.GetAsync(target)));
            }
        }
    }

    /// <summary>Removes those that a run of this suite installed, unless another run or somebody else uses
    /// them.</summary>
    public async Task RemoveAsync()
    {
        if (await namespaces.OthersAreThereAsync())
        {
            return;
        }

        foreach (var target in await InstalledAsync())
        {
            await client.DeleteAsync(target);
            await Eventually.TrueAsync(Limit, $"{target} is gone", async () => await client.FindAsync(target) is null);
        }
    }

    private static bool IsEstablished(JsonObject definition) =>
        (definition["status"]?["conditions"] as JsonArray ?? []).Any(condition =>
            (string?)condition?["type"] is "Established" && (string?)condition["status"] is "True");

    // Istio may have been installed over ours in the meantime: then the definition has another manager as well.
    private static bool IsOnlyOurs(JsonObject definition) =>
        KubeObject.Label(definition, TestNamespaces.Label) is not null
        && (definition["metadata"]?["managedFields"] as JsonArray ?? []).All(entry =>
            (string?)entry?["manager"] is Manager || (string?)entry?["subresource"] is "status");

    private async Task<IReadOnlyList<ResourceRef>> InstalledAsync()
    {
        var found = new List<ResourceRef>();
        foreach (var definition in IstioSchemas.All())
        {
            var target = await client.RefOfAsync(definition);
            var live = await client.FindAsync(target);
            if (live is not null && IsOnlyOurs(live) && await IsUnusedAsync(definition))
            {
                found.Add(target);
            }
        }

        return found;
    }

    private async Task<bool> IsUnusedAsync(JsonObject definition)
    {
        var names = definition["spec"]!["names"]!;
        var type = new ResourceType(
            IstioSchemas.Group, "v1", (string)names["kind"]!, (string)names["plural"]!, IsNamespaced: true);
        return (await client.ListAsync(type, ns: null)).Items is [];
    }
}
