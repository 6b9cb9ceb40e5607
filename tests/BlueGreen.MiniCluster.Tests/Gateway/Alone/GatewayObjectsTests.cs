using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Gateway;
using BlueGreen.MiniCluster.Gateway.Alone;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway.Alone;

public sealed class GatewayObjectsTests
{
    private readonly GatewayObjects _objects = new();

    private IObjectSource Source => _objects;

    [Fact]
    public void Set_SomethingRoutesDependOn_WakesTheGateway()
    {
        var (version, change) = Wait();

        _objects.Set(GatewayKind.Pods, Pod("True"));

        Assert.True(change.IsCompletedSuccessfully);
        Assert.NotEqual(version, Source.Read().Version);
        Assert.Equal("blue", (string?)Assert.Single(Source.Read().Pods)["metadata"]!["labels"]!["color"]);
    }

    [Fact]
    public void Set_NothingRoutesDependOn_LetsTheGatewaySleep()
    {
        _objects.Set(GatewayKind.Pods, Pod("True"));
        var (version, change) = Wait();

        var restarted = Pod("True");
        restarted["metadata"]!["resourceVersion"] = "99";
        restarted["status"]!["containerStatuses"] = new JsonArray(new JsonObject { ["restartCount"] = 1 });
        _objects.Set(GatewayKind.Pods, restarted);
        _objects.Replace(GatewayKind.Pods, [restarted]);

        Assert.False(change.IsCompleted);
        Assert.Equal(version, Source.Read().Version);
    }

    [Fact]
    public void Set_PodBecomesUnready_WakesTheGateway()
    {
        _objects.Set(GatewayKind.Pods, Pod("True"));
        var (_, change) = Wait();

        _objects.Set(GatewayKind.Pods, Pod("False"));

        Assert.True(change.IsCompletedSuccessfully);
    }

    [Fact]
    public void Replace_ListWithoutAnObject_ForgetsIt()
    {
        _objects.Set(GatewayKind.Pods, Pod("True"));
        var (_, change) = Wait();

        _objects.Replace(GatewayKind.Pods, []);

        Assert.True(change.IsCompletedSuccessfully);
        Assert.Empty(Source.Read().Pods);
    }

    [Fact]
    public void Remove_KnownOrNot_ForgetsIt()
    {
        _objects.Set(GatewayKind.Pods, Pod("True"));

        _objects.Remove(GatewayKind.Pods, Pod("False"));
        var (_, change) = Wait();
        _objects.Remove(GatewayKind.Pods, Pod("False"));

        Assert.Empty(Source.Read().Pods);
        Assert.False(change.IsCompleted);
    }

    private static JsonObject Pod(string ready) => JsonNode.Parse(
        $$$"""
        {
          "metadata": {"name": "p", "namespace": "n", "labels": {"color": "blue"}, "resourceVersion": "1"},
          "spec": {"containers": []},
          "status": {"conditions": [{"type": "Ready", "status": "{{{ready}}}"}]}
        }
        """)!.AsObject();

    private (long Version, Task Change) Wait()
    {
        var version = Source.Read().Version;
        return (version, Source.WaitForChangeAsync(version, default));
    }
}
