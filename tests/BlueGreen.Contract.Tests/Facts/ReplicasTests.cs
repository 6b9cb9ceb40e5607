using System.Text.Json.Nodes;
using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using Xunit;

namespace BlueGreen.Contract.Tests.Facts;

/// <summary>Fact 5: replicas belong to whoever scales, and a release does not fight it.</summary>
[Trait("Kind", "Loopback")]
public sealed class ReplicasTests(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private static readonly WriteOptions Autoscaler = new() { FieldManager = "horizontal-pod-autoscaler" };

    [Fact]
    public async Task Fact5_ApplyAfterScale_ConflictsOnReplicasAlone()
    {
        await using var app = await cluster.OpenAppAsync();
        (await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green")).Succeeded();
        await ScaleAsync(app, "green", 2);
        var deployment = new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "Deployment",
            ["metadata"] = new JsonObject { ["name"] = "shop-green" },
            ["spec"] = new JsonObject { ["replicas"] = 1 },
        };

        var refused = await Assert.ThrowsAsync<ApiException>(() => app.Client.ApplyAsync(
            deployment, new ApplyOptions { FieldManager = "bluegreen" }));

        Assert.Equal([new FieldConflict("horizontal-pod-autoscaler", ".spec.replicas")], refused.Conflicts);
    }

    [Fact]
    public async Task Fact5_DeployAgainAfterScale_LeavesTheCountAlone()
    {
        await using var app = await cluster.OpenAppAsync();
        (await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green")).Succeeded();
        await ScaleAsync(app, "green", 2);

        (await app.RunAsync("Deploy", "r-2", "--tag=v1.1-green")).Succeeded();

        Assert.Equal(2, await CountAsync(app, "green"));
        await app.AnswersAsync("- - 503", "1.1 green 200");
    }

    [Fact]
    public async Task Fact5_ActivateBesideAScaledColor_MatchesItsCount()
    {
        await using var app = await cluster.OpenAppAsync();
        await app.ReleaseAsync("v1.0-green", "r-1");
        await ScaleAsync(app, "green", 2);

        await app.ReleaseAsync("v2.0-blue", "r-2");

        Assert.Equal((2, 2), (await CountAsync(app, "green"), await CountAsync(app, "blue")));

        // Our own way to scale is no obstacle to our own next deploy.
        (await app.RunAsync("Deploy", "r-3", "--tag=v3.0-green")).Succeeded();
        Assert.Equal(2, await CountAsync(app, "green"));
    }

    private static Task ScaleAsync(ContractApp app, string color, int replicas) => app.Client.ScaleAsync(
        new ResourceRef(ResourceType.Deployments, app.Name, $"shop-{color}"), replicas, Autoscaler);

    private static async Task<int?> CountAsync(ContractApp app, string color) =>
        (int?)(await app.GetAsync(ResourceType.Deployments, $"shop-{color}"))["spec"]!["replicas"];
}
