using System.Collections.Concurrent;
using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Watching;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.Contract.Tests.Facts;

/// <summary>Fact 11: a server ends watches without a word, and nothing may be missed for it.</summary>
[Trait("Kind", "Loopback")]
public sealed class WatchTests(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Fact11_WatchThatEndsAfterEachEvent_MissesNothing()
    {
        await using var app = await cluster.OpenAppAsync();
        await using var proxy = await ApiProxy.StartAsync(cluster.Access.Kubeconfig);
        proxy.Fault = request => IsWatch(request) ? new ApiFault { Lines = 1 } : null;
        using var client = ClusterAccess.Connect(proxy.Kubeconfig, app.Name);
        using var stop = new CancellationTokenSource();
        var seen = new ConcurrentQueue<string>();
        var following = FollowAsync(client, app.Name, seen, stop.Token);
        string[] texts = ["one", "two", "three", "four"];

        await app.Client.CreateAsync(Objects.ConfigMap("notes", "zero"));
        await Eventually.TrueAsync(Limit, "zero is seen", () => seen.Contains("zero", StringComparer.Ordinal));
        foreach (var text in texts)
        {
            await app.Client.ReplaceAsync(Objects.ConfigMap("notes", text));
            await Eventually.TrueAsync(Limit, $"{text} is seen", () => seen.Contains(text, StringComparer.Ordinal));
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        Assert.Equal(["zero", .. texts], seen, StringComparer.Ordinal);
        Assert.True(proxy.Requests.Count(request => request.EndsWith("/configmaps", StringComparison.Ordinal)) > 4);
    }

    internal static bool IsWatch(HttpRequest request) => request.Query.ContainsKey("watch");

    internal static async Task FollowAsync(
        KubeClient client, string ns, ConcurrentQueue<string> seen, CancellationToken cancellationToken)
    {
        var options = new WatchOptions { FieldSelector = "metadata.name=notes" };
        await foreach (var change in client.WatchAsync(ResourceType.ConfigMaps, ns, options, cancellationToken))
        {
            var items = change switch
            {
                Relisted list => list.Items,
                Added added => [added.Item],
                Modified modified => [modified.Item],
                _ => [],
            };
            foreach (var item in items)
            {
                seen.Enqueue((string)item["data"]!["text"]!);
            }
        }
    }
}
