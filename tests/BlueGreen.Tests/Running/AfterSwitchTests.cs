using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Running;

/// <summary>What Activate and Rollback exit with when something fails after the write, and where users are
/// then.</summary>
public sealed class AfterSwitchTests
{
    private const string V1 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue";
    private const string V2 = V1 + ",Deploy r2 v2-green,SmokeTest r2 v2-green";
    private const string Live2 = V2 + ",Activate r2 v2-green";

    [Theory]
    [InlineData("always", ExitCode.RolledBack)]
    [InlineData("once", ExitCode.RolledBack)]
    [InlineData("never proven", ExitCode.RolledBack)]
    public async Task Activate_RequestsFailAfterTheWrite_GoesBackWith4(string kind, ExitCode expected)
    {
        var world = await WorldAsync(V2);
        var lies = 0;
        world.OnProbe = (_, _) => world.Route.Live != Color.Green || (kind == "once" && lies++ > 0)
            ? null
            : kind == "never proven"
                ? MemoryProbe.Answer(world, 200, Color.Blue, "1")
                : MemoryProbe.Answer(world, 503, null, null);

        var failed = await world.RunAsync("Activate", "r2", "v2-green");

        Assert.Equal(expected, failed!.ExitCode);
        Assert.Equal(Color.Blue, world.Route.Live);
        Assert.Equal("rolled-back", world.History[0].Outcome);
        Assert.Empty(world.Violations);
    }

    [Fact]
    public async Task Activate_GoingBackFailsToo_ExitsWith5()
    {
        var world = await WorldAsync(V2);
        world.OnProbe = (_, _) => world.Route.Live == Color.Green ? MemoryProbe.Answer(world, 503, null, null) : null;
        var process = Failing(world, "Route.Switch Blue");

        var failed =
            await process.RunAsync(Targets.Order("Activate", "r2", "v2-green"));

        Assert.Equal(ExitCode.NeedsOperator, failed!.ExitCode);
    }

    [Fact]
    public async Task Activate_FirstReleaseNotProven_ExitsWith5ForThereIsNoWayBack()
    {
        var world = await WorldAsync("Deploy r1 v1-blue,SmokeTest r1 v1-blue");
        world.OnProbe = (_, _) => MemoryProbe.Answer(world, 503, null, null);

        var failed = await world.RunAsync("Activate", "r1", "v1-blue");

        Assert.Equal(ExitCode.NeedsOperator, failed!.ExitCode);
        Assert.Contains("no color to go back to", failed.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activate_RouteUnreadableAfterTheWrite_ExitsWith5AndNeverWith3()
    {
        var world = await WorldAsync(V2);
        var process = Failing(world, call => world.Route.Live == Color.Green && call == "Route.Observe");

        var failed = await process.RunAsync(Targets.Order("Activate", "r2", "v2-green"));

        Assert.Equal(ExitCode.NeedsOperator, failed!.ExitCode);
    }

    [Fact]
    public async Task Activate_JournalBreaksAfterTheWrite_MovesUsersBackAllTheSame()
    {
        var world = await WorldAsync(V2);
        var isBroken = false;
        var process = Failing(world, call => isBroken = call.StartsWith("Log.Append", StringComparison.Ordinal)
            && (isBroken || world.Route.Live == Color.Green || world.Route.Stamp.WasRollback));

        var failed = await process.RunAsync(Targets.Order("Activate", "r2", "v2-green"));

        Assert.Equal(ExitCode.NeedsOperator, failed!.ExitCode);
        Assert.Contains("Now: live is blue", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(Color.Blue, world.Route.Live);
    }

    [Fact]
    public async Task Activate_WentBackButTheHistoryBreaks_StillExitsWith4()
    {
        var world = await WorldAsync(V2);
        world.OnProbe = (_, _) => world.Route.Live == Color.Green ? MemoryProbe.Answer(world, 503, null, null) : null;
        var process = Failing(world, "Log.Record rolled-back");

        var failed =
            await process.RunAsync(Targets.Order("Activate", "r2", "v2-green"));

        Assert.Equal(ExitCode.RolledBack, failed!.ExitCode);
        Assert.Contains("'Record in the history: rolled-back' failed", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activate_AnswerOfTheSwitchLost_GoesOn()
    {
        var world = await WorldAsync(V2);
        var process = new MemoryProcess(world)
        {
            OnCall = call => call == "Route.Switch Green"
                ? new CallFate(ErrorAfter: new RouteChangedException("Changed.", "Our own write was first.", "Look."))
                : CallFate.Normal,
        };

        Assert.Null(await process.RunAsync(Targets.Order("Activate", "r2", "v2-green")));
        Assert.Equal(Color.Green, world.Route.Live);
    }

    [Fact]
    public async Task Activate_WriteAcceptedButNeverShows_ExitsWith3()
    {
        var world = await WorldAsync(V2);
        var process = new MemoryProcess(world)
        {
            OnCall = call => new CallFate(IsSwallowed: call == "Route.Switch Green"),
        };

        var failed = await process.RunAsync(Targets.Order("Activate", "r2", "v2-green"));

        Assert.Equal(ExitCode.NotSwitched, failed!.ExitCode);
        Assert.Equal(Color.Blue, world.Route.Live);
    }

    [Fact]
    public async Task Activate_HistoryCannotBeWritten_ExitsWith6()
    {
        var world = await WorldAsync(V2);

        var failed = await Failing(world, "Log.Record switched").RunAsync(Targets.Order("Activate", "r2", "v2-green"));

        Assert.Equal(ExitCode.LeftOvers, failed!.ExitCode);
        Assert.Equal(Color.Green, world.Route.Live);
    }

    [Fact]
    public async Task Rollback_ColorBeingLeftFailsOnTheWay_Succeeds()
    {
        var world = await WorldAsync(Live2);
        var after = 0;
        world.OnProbe = (_, _) => world.Route.Live == Color.Green || after++ < 5
            ? MemoryProbe.Answer(world, 500, Color.Green, "2")
            : null;

        Assert.Null(await world.RunAsync("Rollback", "r2"));
        Assert.Equal(Color.Blue, world.Route.Live);
    }

    private static Task<MemoryWorld> WorldAsync(string lines) =>
        new MemoryWorld().AfterAsync(lines.Split(',', StringSplitOptions.RemoveEmptyEntries));

    private static MemoryProcess Failing(MemoryWorld world, string call) =>
        Failing(world, name => name.StartsWith(call, StringComparison.Ordinal));

    private static MemoryProcess Failing(MemoryWorld world, Func<string, bool> isBroken) => new(world)
    {
        OnCall = call => isBroken(call) ? new CallFate(MemoryProcess.Refused($"{call} failed.")) : CallFate.Normal,
    };
}
