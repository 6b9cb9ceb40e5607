using System.Net;
using System.Net.Sockets;
using BlueGreen.Frosting.Local.Gateway;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using Xunit;

namespace BlueGreen.Frosting.Tests.Gateway;

[Trait("Kind", "Loopback")]
public sealed class ClusterGatewayTests : IAsyncLifetime
{
    private GatewayWorld _world = null!;
    private App _one = null!;
    private App _two = null!;

    public async Task InitializeAsync()
    {
        _world = await GatewayWorld.StartAsync();
        _one = await App.StartAsync("one");
        _two = await App.StartAsync("two");
        await _world.AddAppAsync("one", _one.Port);
        await _world.AddAppAsync("two", _two.Port);
        await _world.RouteAsync("shop.test", "one");
    }

    public async Task DisposeAsync()
    {
        await _world.DisposeAsync();
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Start_ClusterWithRoutes_ServesThemAtOnceAndFollows()
    {
        await using var gateway = await _world.OpenGatewayAsync();

        Assert.Equal("one", await _world.AskAsync(gateway, "shop.test"));
        await _world.RouteAsync("shop.test", "two");
        await _world.AnswersSoonAsync(gateway, "shop.test", "two");
        await _world.RouteAsync("late.test", "one");
        await _world.AnswersSoonAsync(gateway, "late.test", "one");
    }

    [Fact]
    public async Task ClusterAway_LastKnownRoutes_AreServedUntilItIsBack()
    {
        await using var gateway = await _world.OpenGatewayAsync();

        await _world.Line.CutAsync();
        await _world.LogsAsync("cannot be watched");
        await _world.RouteAsync("shop.test", "two");
        Assert.Equal("one", await _world.AskAsync(gateway, "shop.test"));

        _world.Line.Mend();
        await _world.AnswersSoonAsync(gateway, "shop.test", "two");
        await _world.LogsAsync("are watched again");
        Assert.False(gateway.Following.IsCompleted);
    }

    [Fact]
    public async Task Start_OneNamespace_SeesNoOther()
    {
        await _world.ApplyAsync("""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "team"}}""");
        await _world.AddAppAsync("two", _two.Port, "team");
        await _world.RouteAsync("team.test", "two", "team");

        await using var gateway = await _world.OpenGatewayAsync("team");

        Assert.Equal("two", await _world.AskAsync(gateway, "team.test"));
        Assert.Equal("status 404", await _world.AskAsync(gateway, "shop.test"));
    }

    [Fact]
    public async Task Start_NobodyAnswers_SaysSo()
    {
        using var client = new KubeClient(
            new ClusterConnection(new Uri($"http://127.0.0.1:{ClosedPort()}")), TimeProvider.System);

        await Assert.ThrowsAsync<ClusterUnreachableException>(() => ClusterGateway.StartAsync(
            client, new ClusterGatewayOptions(), TimeProvider.System, default));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(int.MaxValue, 30)]
    public void PauseAfter_FailuresInARow_DoublesUpToTheLimit(int failures, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds), KindFollower.PauseAfter(failures, TimeSpan.FromSeconds(30)));

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
