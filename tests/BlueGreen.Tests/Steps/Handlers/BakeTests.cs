using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Running;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Steps.Handlers;

/// <summary>How long Activate watches after the switch, and what it does about failures then.</summary>
public sealed class BakeTests
{
    private const string V2 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue,"
        + "Deploy r2 v2-green,SmokeTest r2 v2-green";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Bake_NothingFails_LastsFromTheSwitchUntilTheBakeTimeHasPassed()
    {
        var world = await WorldAsync();

        Assert.Null(await ActivateAsync(world));

        var lasted = Event(world, StepEventKind.Witnessed).At - world.Route.Stamp.SwitchedAt!.Value;
        Assert.InRange(lasted, Minute, Minute + TimeSpan.FromMilliseconds(250));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, null)]
    [InlineData(3, ExitCode.RolledBack)]
    public async Task Bake_SomeCallsFail_GoesBackOnlyAboveTheLimit(int failures, ExitCode? expected)
    {
        var world = await WorldAsync();

        // The bake calls every 200 ms; the probers of the switch still call in between, and are not what it counts.
        var bad = TimeSpan.FromMilliseconds((failures * 200) - 100);
        world.OnProbe = (_, _) => IsBaking(world)
            && world.Clock.GetUtcNow() - Event(world, StepEventKind.Started).At < bad
            ? MemoryProbe.Answer(world, 503, null, null) : null;

        var failed = await ActivateAsync(world, maxFailed: 2);

        Assert.Equal(expected, failed?.ExitCode);
        Assert.Equal(expected is null ? Color.Green : Color.Blue, world.Route.Live);
    }

    [Fact]
    public async Task Bake_TheOldColorAnswers_IsAFailure()
    {
        var world = await WorldAsync();
        world.OnProbe = (_, _) => IsBaking(world) ? MemoryProbe.Answer(world, 200, Color.Blue, "1") : null;

        var failed = await ActivateAsync(world);

        Assert.Equal(ExitCode.RolledBack, failed?.ExitCode);
        Assert.Contains("1 of 1 calls failed", failed!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bake_ResumedLate_WatchesOnlyForWhatIsLeft()
    {
        var world = await KilledWhileBakingAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(50));
        var start = world.Clock.GetUtcNow();

        Assert.Null(await ActivateAsync(world));

        Assert.InRange(world.Clock.GetUtcNow() - start, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Bake_SwitchStampedByAClockAhead_LastsNoLongerThanWhole()
    {
        var world = await KilledWhileBakingAsync();
        var stamp = world.Route.Stamp with { SwitchedAt = world.Clock.GetUtcNow() + TimeSpan.FromHours(1) };
        world.Route = world.Route with { Stamp = stamp };
        var start = world.Clock.GetUtcNow();

        Assert.Null(await ActivateAsync(world));

        Assert.InRange(world.Clock.GetUtcNow() - start, Minute, Minute + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Bake_Stopped_StaysOnTheNewColorAndSaysSo()
    {
        var world = await WorldAsync();
        using var signal = new CancellationTokenSource(TimeSpan.FromSeconds(30), world.Clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ActivateAsync(world, token: signal.Token));

        Assert.Equal(Color.Green, world.Route.Live);
        Assert.Equal(StepEventKind.Stopped, world.Events[^1].Kind);
    }

    private static async Task<MemoryWorld> KilledWhileBakingAsync()
    {
        var world = await WorldAsync();
        var killed = new MemoryProcess(world)
        {
            OnCall = call => new CallFate(call == "Log.Append bake Started" ? new SimulatedCrashException(call) : null),
        };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => ActivateAsync(world, killed));
        return world;
    }

    private static Task<ReleaseException?> ActivateAsync(
        MemoryWorld world, MemoryProcess? process = null, int maxFailed = 0, CancellationToken token = default)
    {
        var settings = Targets.Settings with
        {
            BakeTime = Minute,
            Verify = Targets.Settings.Verify! with { MaxFailed = maxFailed },
        };
        return (process ?? new MemoryProcess(world)).RunAsync(
            Targets.Order("Activate", "r2", "v2-green", "bake run"), settings, token);
    }

    private static bool IsBaking(MemoryWorld world) =>
        world.Route.Live == Color.Green && world.Events[^1] is { StepKey: "bake", Kind: StepEventKind.Started };

    private static StepEvent Event(MemoryWorld world, StepEventKind kind) =>
        world.Events.Single(e => e.StepKey == "bake" && e.Kind == kind);

    private static Task<MemoryWorld> WorldAsync() => new MemoryWorld().AfterAsync(V2.Split(','));
}
