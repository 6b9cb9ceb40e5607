using System.Text.Json.Nodes;
using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using Xunit;

namespace BlueGreen.Contract.Tests.Facts;

/// <summary>Facts 3, 4 and 6: who owns a field, and what happens when two write it.</summary>
[Trait("Kind", "Loopback")]
public sealed class OwnershipTests(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private static readonly ApplyOptions Team = new() { FieldManager = "team" };
    private static readonly ApplyOptions Us = new() { FieldManager = "bluegreen" };

    [Fact]
    public async Task Fact3_RouteOfASecondManager_ConflictsAsAWholeAndIsForcedAsAWhole()
    {
        await using var app = await cluster.OpenAppAsync();
        await app.Client.ApplyAsync(Objects.VirtualService(weights: [90, 10]), Team);

        var refused = await Assert.ThrowsAsync<ApiException>(
            () => app.Client.ApplyAsync(Objects.VirtualService(weights: [80, 20]), Us));
        Assert.True(refused.IsFieldConflict);
        Assert.Equal([new FieldConflict("team", ".spec.http")], refused.Conflicts);

        var forced = await app.Client.ApplyAsync(
            Objects.VirtualService(weights: [100]), Us with { Force = true });
        Assert.Single(forced["spec"]!["http"]![0]!["route"]!.AsArray());
        var lost = await Assert.ThrowsAsync<ApiException>(
            () => app.Client.ApplyAsync(Objects.VirtualService(weights: [90, 10]), Team));
        Assert.Equal([new FieldConflict("bluegreen", ".spec.http")], lost.Conflicts);
    }

    [Fact]
    public async Task Fact3_SelectorOfASecondManager_ConflictsAsAWhole()
    {
        await using var app = await cluster.OpenAppAsync();
        await app.Client.ApplyAsync(Objects.Service("shop", ("app", "shop"), ("color", "blue")), Team);

        var refused = await Assert.ThrowsAsync<ApiException>(
            () => app.Client.ApplyAsync(Objects.Service("shop", ("app", "shop"), ("color", "green")), Us));

        Assert.Equal([new FieldConflict("team", ".spec.selector")], refused.Conflicts);
    }

    [Fact]
    public async Task Fact4_DeployOverASelectorOfTheTeam_NamesManagerAndFieldAndAdoptsWhenTold()
    {
        await using var app = await cluster.OpenAppAsync();
        await app.Client.ApplyAsync(Objects.Service("shop", ("app", "shop"), ("tier", "web")), Team);

        var refused = await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green");
        refused.Failed(ExitCode.NotSwitched, "team", ".spec.selector", "--adopt");
        Assert.Null(await app.FindAsync(ResourceType.Deployments, "shop-green"));

        (await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green", "--adopt=true")).Succeeded();
        await app.AnswersAsync("- - 503", "1.0 green 200");
    }

    [Fact]
    public async Task Fact6_StalePut_IsAConflictButNotOneOfFields()
    {
        await using var app = await cluster.OpenAppAsync();
        var first = await app.Client.CreateAsync(Objects.ConfigMap("notes", "one"));
        var second = first.DeepClone().AsObject();
        second["data"]!["text"] = "two";
        await app.Client.ReplaceAsync(second);

        first["data"]!["text"] = "three";
        var stale = await Assert.ThrowsAsync<ApiException>(() => app.Client.ReplaceAsync(first));

        Assert.Equal((true, false, "Conflict"), (stale.IsConflict, stale.IsFieldConflict, stale.Reason));
        Assert.Contains("the object has been modified", stale.ServerMessage, StringComparison.Ordinal);
        Assert.Empty(stale.Conflicts);
    }

    [Fact]
    public async Task Fact6_JsonPatchTestThatFails_IsInvalidAndNotAConflict()
    {
        await using var app = await cluster.OpenAppAsync();
        await app.Client.CreateAsync(Objects.ConfigMap("notes", "one"));
        var patch = new Patch(PatchKind.Json, new JsonArray(
            new JsonObject { ["op"] = "test", ["path"] = "/metadata/resourceVersion", ["value"] = "1" },
            new JsonObject { ["op"] = "replace", ["path"] = "/data/text", ["value"] = "two" }));

        var refused = await Assert.ThrowsAsync<ApiException>(() => app.Client.PatchAsync(
            new ResourceRef(ResourceType.ConfigMaps, app.Name, "notes"), patch));

        Assert.Equal((422, "Invalid"), ((int)refused.StatusCode, refused.Reason));
        Assert.Equal((true, false), (refused.IsInvalid, refused.IsConflict));
        var kept = await app.GetAsync(ResourceType.ConfigMaps, "notes");
        Assert.Equal("one", (string?)kept["data"]!["text"]);
    }
}
