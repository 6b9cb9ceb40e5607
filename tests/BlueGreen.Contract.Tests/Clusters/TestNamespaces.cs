using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>The namespaces of one run of this suite: labelled, so that a later run can remove what was left.</summary>
/// <param name="client">The cluster.</param>
internal sealed class TestNamespaces(KubeClient client)
{
    /// <summary>The label of everything that this suite makes outside of its namespaces; its value is the
    /// run.</summary>
    public const string Label = "bluegreen.dev/contract-test";

    // A run takes minutes at most. What is older belongs to one that was interrupted.
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);
    private static readonly TimeSpan GoneLimit = TimeSpan.FromMinutes(3);
    private int _count;

    /// <summary>Gets the name of this run.</summary>
    public string Run { get; } = RandomNumberGenerator.GetHexString(6, lowercase: true);

    /// <summary>Makes one.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> CreateAsync()
    {
        var number = Interlocked.Increment(ref _count);
        var name = string.Create(CultureInfo.InvariantCulture, $"bg-contract-{Run}-{number}");
        await client.CreateAsync(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { [Label] = Run } },
        });
        return name;
    }

    /// <summary>Begins to remove one; what is in it goes with it.</summary>
    /// <param name="name">Its name.</param>
    public Task DeleteAsync(string name) =>
        client.DeleteAsync(new ResourceRef(ResourceType.Namespaces, null, name));

    /// <summary>Removes what runs left behind that were interrupted.</summary>
    /// <param name="now">The time.</param>
    public async Task RemoveForgottenAsync(DateTimeOffset now)
    {
        foreach (var item in await ListAsync(Label))
        {
            var created = DateTimeOffset.Parse(
                KubeObject.Text(item, "metadata", "creationTimestamp")!, CultureInfo.InvariantCulture);
            if (now - created > Forgotten)
            {
                await DeleteAsync(KubeObject.NameOf(item)!);
            }
        }
    }

    /// <summary>Removes all of this run, those of tests that were cut short too, and waits until they are
    /// gone.</summary>
    public async Task RemoveOwnAsync()
    {
        foreach (var item in await ListAsync($"{Label}={Run}"))
        {
            await DeleteAsync(KubeObject.NameOf(item)!);
        }

        await Eventually.TrueAsync(
            GoneLimit, "the namespaces of this run are gone", async () => await ListAsync($"{Label}={Run}") is []);
    }

    /// <summary>Tells whether another run is under way.</summary>
    public async Task<bool> OthersAreThereAsync() => await ListAsync($"{Label},{Label}!={Run}") is not [];

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string selector)
    {
        var options = new ListOptions { LabelSelector = selector };
        return (await client.ListAsync(ResourceType.Namespaces, null, options)).Items;
    }
}
