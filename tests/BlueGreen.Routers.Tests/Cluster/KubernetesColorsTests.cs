using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Routers.Cluster;
using BlueGreen.Routers.Tests.Support;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>The colors over a real wire: what another writer does between our reading and our write.</summary>
public sealed class KubernetesColorsTests : IAsyncLifetime
{
    private const string ConfigMap =
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"app-green"},"data":{"mode":"x"}}""";

    private readonly Samples _manifests = new();
    private WireCluster _cluster = null!;

    private string World => string.Join('\n', _cluster.Store.Objects.Values.Select(value => value.ToJsonString()));

    public async Task InitializeAsync() => _cluster = await WireCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Deploy_NothingThere_IsThenAllThereAndNoChangeAnyMore()
    {
        _manifests.Extra = [ConfigMap];
        await DeployAsync(Samples.Release());

        Assert.Empty(await Colors().PreviewAsync(Samples.Release(), default));
        var state = await Colors().ObserveAsync(Color.Green, default);
        Assert.Equal(("r2", "v2-green"), (state.Evidence!.ReleaseId, state.Evidence.Tag));
        Assert.Equal("app", Label("ConfigMap", "app-green", "app"));
    }

    [Fact]
    public async Task Preview_OnlyAPasswordIsNew_IsAChangeThatShowsNeither()
    {
        await DeployAsync(Samples.Release());
        _manifests.Password = "new-word";

        var change = Assert.Single(await Colors().PreviewAsync(Samples.Release(), default));

        Assert.DoesNotContain("new-word", change.Diff, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", change.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_ControllerWritesBetweenReadAndComparison_IsNoChange()
    {
        await DeployAsync(Samples.Release());
        _cluster.Once(
            call => call.Query.Contains("dryRun", StringComparison.Ordinal)
                && call.Path.Contains("deployments", StringComparison.Ordinal),
            () =>
            {
                var deployment = _cluster.Store.Find("Deployment", "app-green")!.DeepClone();
                deployment["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"] = "1";
                _cluster.Store.Put(deployment.ToJsonString());
                return Task.CompletedTask;
            });

        Assert.Empty(await Colors().PreviewAsync(Samples.Release(), default));
    }

    [Fact]
    public async Task Deploy_AnotherPipelineDeployedRightBeforeTheWrite_LeavesItsRelease()
    {
        await DeployAsync(Samples.Release("r1", "v1-green"));
        var seen = await Colors().ObserveAsync(Color.Green, default);
        _cluster.Once(
            call => call.Method == "PATCH" && call.Path.Contains("deployments", StringComparison.Ordinal),
            () => DeployAsync(Samples.Release("r3", "v3-green")));

        await Assert.ThrowsAsync<ReleaseException>(() => Colors().DeployAsync(Samples.Release(), seen, default));

        Assert.Equal("r3", Label("Deployment", "app-green", Evidence.ReleaseId));
        var there = _cluster.Store.Find("Deployment", "app-green")!.ToJsonString();
        Assert.Contains("app:3", there, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ColorIsAnothersNow_WritesNothing()
    {
        var seen = await Colors().ObserveAsync(Color.Green, default);
        await DeployAsync(Samples.Release("r3", "v3-green"));
        var before = World;

        var taken = await Assert.ThrowsAsync<ReleaseException>(
            () => Colors().DeployAsync(Samples.Release(), seen, default));

        Assert.Contains("changed by somebody else", taken.Problem, StringComparison.Ordinal);
        Assert.Equal(before, World);
    }

    [Fact]
    public async Task Deploy_AutoscalerOwnsReplicas_LeavesItsCount()
    {
        await DeployAsync(Samples.Release("r1", "v1-green"));
        var scaled = _cluster.Store.Find("Deployment", "app-green")!.DeepClone();
        scaled["spec"]!["replicas"] = 7;
        scaled["metadata"]!["managedFields"] = JsonNode.Parse(
            """
            [{"manager":"hpa","operation":"Update","subresource":"scale","fieldsV1":{"f:spec":{"f:replicas":{}}}}]
            """);
        _cluster.Store.Put(scaled.ToJsonString());

        await DeployAsync(Samples.Release());

        Assert.Equal(7, (int)_cluster.Store.Find("Deployment", "app-green")!["spec"]!["replicas"]!);
    }

    [Theory]
    [InlineData("r9", "hash")]
    [InlineData("r2", "hash")]
    public async Task RecordSmokeTest_ColorIsNotWhatWasTested_IsRefused(string release, string hash)
    {
        await DeployAsync(Samples.Release());
        var before = World;

        await Assert.ThrowsAsync<ReleaseException>(() => Colors().RecordSmokeTestAsync(
            Color.Green, new SmokeTestRecord(release, hash, DateTimeOffset.UnixEpoch), default));

        Assert.Equal(before, World);
    }

    [Fact]
    public async Task RecordSmokeTest_AnotherDeploysRightBeforeTheWrite_IsRefused()
    {
        await DeployAsync(Samples.Release());
        var hash = (await Colors().ObserveAsync(Color.Green, default)).Evidence!.TemplateHash;
        _cluster.Once(call => call.Method == "PATCH", () => DeployAsync(Samples.Release("r3", "v3-green")));

        await Assert.ThrowsAsync<ReleaseException>(() => Colors().RecordSmokeTestAsync(
            Color.Green, new SmokeTestRecord("r2", hash, DateTimeOffset.UnixEpoch), default));

        Assert.Null((await Colors().ObserveAsync(Color.Green, default)).Evidence!.SmokeTest);
    }

    [Fact]
    public async Task RecordSmokeTest_StatusMovesOnMeanwhile_IsRecordedAllTheSame()
    {
        await DeployAsync(Samples.Release());
        var record = new SmokeTestRecord(
            "r2", (await Colors().ObserveAsync(Color.Green, default)).Evidence!.TemplateHash, DateTimeOffset.UnixEpoch);
        _cluster.Once(call => call.Method == "PATCH", () =>
        {
            var deployment = _cluster.Store.Find("Deployment", "app-green")!.DeepClone();
            deployment["status"] = new JsonObject { ["replicas"] = 1 };
            _cluster.Store.Put(deployment.ToJsonString());
            return Task.CompletedTask;
        });

        await Colors().RecordSmokeTestAsync(Color.Green, record, default);

        Assert.Equal(record, (await Colors().ObserveAsync(Color.Green, default)).Evidence!.SmokeTest);
    }

    [Fact]
    public async Task Remove_AnotherDeploysRightBeforeTheDeletion_LeavesItsRelease()
    {
        await DeployAsync(Samples.Release());
        var seen = await Colors().ObserveAsync(Color.Green, default);
        _cluster.Once(call => call.Method == "DELETE", () => DeployAsync(Samples.Release("r3", "v3-green")));

        await Assert.ThrowsAsync<ReleaseException>(() => Colors().RemoveAsync(seen, default));

        Assert.Equal("r3", Label("Deployment", "app-green", Evidence.ReleaseId));
    }

    [Theory]
    [InlineData("app", "green", true)]
    [InlineData("other", "green", false)]
    [InlineData("app", "blue", false)]
    public async Task Remove_ObjectOfTheInventory_GoesOnlyWhenItsLabelsSaySo(string app, string color, bool goes)
    {
        _manifests.Extra = [ConfigMap];
        await DeployAsync(Samples.Release());
        var map = _cluster.Store.Find("ConfigMap", "app-green")!.DeepClone();
        (map["metadata"]!["labels"]!["app"], map["metadata"]!["labels"]!["color"]) = (app, color);
        _cluster.Store.Put(map.ToJsonString());

        await Colors().RemoveAsync(await Colors().ObserveAsync(Color.Green, default), default);

        Assert.Null(_cluster.Store.Find("Deployment", "app-green"));
        Assert.NotNull(_cluster.Store.Find("Service", "app"));
        Assert.Equal(goes, _cluster.Store.Find("ConfigMap", "app-green") is null);
    }

    private KubernetesColors Colors() => new(
        _cluster.Gate(), new ColorSettings("app", null, text => text), _manifests, TimeProvider.System);

    private async Task DeployAsync(Release release) => await Colors().DeployAsync(
        release, await Colors().ObserveAsync(release.Target, default), default);

    private string? Label(string kind, string name, string label) =>
        (string?)_cluster.Store.Find(kind, name)!["metadata"]!["labels"]![label];
}
