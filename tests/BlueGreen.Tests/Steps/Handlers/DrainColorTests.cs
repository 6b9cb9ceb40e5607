using BlueGreen.Running;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Steps.Handlers;

/// <summary>How long Decommission waits for requests in flight, and what it says then.</summary>
public sealed class DrainColorTests
{
    private const string Live2 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue,"
        + "Deploy r2 v2-green,SmokeTest r2 v2-green,Activate r2 v2-green";

    [Fact]
    public async Task Drain_RequestsEndInTime_WaitsUntilTheLastOne()
    {
        var (world, start) = await WorldAsync();
        var left = 4;
        world.OnCountInFlight = () => left > 0 ? left-- : 0;

        Assert.Null(await world.RunAsync("Decommission", "r2"));

        Assert.Equal("no request in flight", Witness(world));
        Assert.InRange(world.Clock.GetUtcNow() - start, TimeSpan.FromMilliseconds(750), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Drain_RequestsNeverEnd_GoesOnAtTheLimitAndSaysHowMany()
    {
        var (world, start) = await WorldAsync();
        world.OnCountInFlight = () => 3;

        Assert.Null(await world.RunAsync("Decommission", "r2"));

        Assert.Equal("3 requests still in flight after 60 s", Witness(world));
        Assert.InRange(world.Clock.GetUtcNow() - start, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(61));
        Assert.False(world.Colors[BlueGreen.Releases.Color.Blue].IsDeployed);
    }

    [Fact]
    public async Task Drain_LastRequestEndsExactlyAtTheLimit_CountsAsDrained()
    {
        var (world, _) = await WorldAsync();
        var limit = TimeSpan.FromSeconds(2);
        DateTimeOffset? first = null;
        world.OnCountInFlight = () => world.Clock.GetUtcNow() - (first ??= world.Clock.GetUtcNow()) < limit ? 1 : 0;
        var settings = Targets.Settings with { Timeouts = Targets.Settings.Timeouts with { Drain = limit } };

        Assert.Null(await world.RunAsync("Decommission", "r2", settings: settings));

        Assert.Equal("no request in flight", Witness(world));
    }

    [Fact]
    public async Task Drain_RequestsCannotBeCounted_WaitsItsOwnTime()
    {
        var (world, start) = await WorldAsync();
        world.OnCountInFlight = () => null;

        Assert.Null(await world.RunAsync("Decommission", "r2"));

        Assert.Equal("waited 5 s, for requests in flight cannot be counted here", Witness(world));
        Assert.InRange(world.Clock.GetUtcNow() - start, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Drain_Stopped_LeavesTheColorAndAStoppedLine()
    {
        var (world, _) = await WorldAsync();
        using var signal = new CancellationTokenSource(TimeSpan.FromSeconds(3), world.Clock);
        world.OnCountInFlight = () => 1;
        var process = new MemoryProcess(world);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => process.RunAsync(Targets.Order("Decommission", "r2"), token: signal.Token));

        Assert.True(world.Colors[BlueGreen.Releases.Color.Blue].IsDeployed);
        Assert.Equal(StepEventKind.Stopped, world.Events[^1].Kind);
    }

    private static async Task<(MemoryWorld World, DateTimeOffset Start)> WorldAsync()
    {
        var world = await new MemoryWorld().AfterAsync(Live2.Split(','));
        return (world, world.Clock.GetUtcNow());
    }

    private static string Witness(MemoryWorld world) => world.Events.Single(
        e => e.StepKey == "drain-color" && e.Kind is StepEventKind.Witnessed).Detail;
}
