using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Running;

/// <summary>What Deploy and SmokeTest exit with when something fails, and what they clean up.</summary>
public sealed class BeforeSwitchTests
{
    private const string V1 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue";
    private const string V2 = V1 + ",Deploy r2 v2-green,SmokeTest r2 v2-green";

    [Fact]
    public async Task Deploy_ColorNeverReady_ExitsWith3AndRemovesIt()
    {
        var world = await WorldAsync(V1);
        world.IsNeverReady = true;

        var failed = await world.RunAsync("Deploy", "r2", "v2-green");

        Assert.Equal(ExitCode.NotSwitched, failed!.ExitCode);
        Assert.Contains("removed again", failed.Reason, StringComparison.Ordinal);
        Assert.False(world.Colors[Color.Green].IsDeployed);
        Assert.Equal("failed", world.History[0].Outcome);
        Assert.Equal((Color.Blue, null), (world.Route.Live, world.Route.Test));
    }

    [Fact]
    public async Task Deploy_FailsBeforeItWritesTheColor_LeavesWhatIsThere()
    {
        var world = await WorldAsync(V2);
        var process = Failing(world, "Colors.Preview");

        var failed = await process.RunAsync(Targets.Order("Deploy", "r2", "v2-green"));

        Assert.Equal(ExitCode.NotSwitched, failed!.ExitCode);
        Assert.True(world.Colors[Color.Green].IsReady);
    }

    [Theory]
    [InlineData("Route.Preview", V1)]
    [InlineData("Route.Preview", "")]
    [InlineData("Colors.Preview", V1)]
    public async Task Deploy_PlaceWouldRefuseAWrite_EndsWithNothingTouched(string call, string before)
    {
        var world = await WorldAsync(before);
        var writes = world.Writes.Count;

        var failed = await Failing(world, call).RunAsync(Targets.Order("Deploy", "r2", "v2-green"));

        Assert.Equal(ExitCode.NotSwitched, failed!.ExitCode);
        Assert.Contains("Nothing was touched", failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Writes.Skip(writes), write => write.Split('.')[0] is "Route" or "Colors");
    }

    [Fact]
    public async Task Deploy_RepetitionOfAFinishedOneFails_KeepsTheTestedColor()
    {
        var world = await WorldAsync(V2);
        world.OnProbe = (_, _) => MemoryProbe.Answer(world, 500, null, null);
        var failed = await world.RunAsync("Deploy", "r2", "v2-green");

        Assert.Equal(ExitCode.NotSwitched, failed!.ExitCode);
        Assert.True(world.Colors[Color.Green].IsReady);
    }

    [Fact]
    public async Task Deploy_RouteTakenByAnother_CleansNothingUp()
    {
        var world = await WorldAsync(V1);
        var process = new MemoryProcess(world)
        {
            OnCall = call => call == "Route.Open Green"
                ? new CallFate(new RouteChangedException("Changed.", "Another wrote.", "Look."))
                : CallFate.Normal,
        };

        var failed = await process.RunAsync(Targets.Order("Deploy", "r2", "v2-green"));

        Assert.Equal(ExitCode.NotSwitched, failed!.ExitCode);
        Assert.True(world.Colors[Color.Green].IsDeployed);
    }

    [Fact]
    public async Task Deploy_MigrationFails_SaysWhatItPrinted()
    {
        var world = await WorldAsync(V1);
        world.OnCommand = (_, _) => new CommandResult(9, "relation users is missing");

        var failed = await world.RunAsync("Deploy", "r2", "v2-green");

        Assert.Equal(ExitCode.NotSwitched, failed!.ExitCode);
        Assert.Contains("relation users is missing", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SmokeTest_OldVersionAnswers_Fails()
    {
        var world = await WorldAsync(V1 + ",Deploy r2 v2-green");
        world.OnProbe = (request, _) => request.WithCookie ? MemoryProbe.Answer(world, 200, Color.Green, "1") : null;

        var failed = await world.RunAsync("SmokeTest", "r2", "v2-green");

        Assert.Equal(ExitCode.NotSwitched, failed!.ExitCode);
        Assert.Null(world.Colors[Color.Green].Evidence!.SmokeTest);
    }

    [Fact]
    public async Task SmokeTest_NoCheckShowsAVersion_StillDemandsTheTestedOne()
    {
        var world = await WorldAsync(V1 + ",Deploy r2 v2-green");
        world.OnProbe = (request, _) => request.WithCookie ? MemoryProbe.Answer(world, 200, Color.Green, null) : null;

        var failed = await world.RunAsync("SmokeTest", "r2", "v2-green");

        Assert.Contains("cookie holders reach green", failed!.Reason, StringComparison.Ordinal);
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
