using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Running;

/// <summary>
/// Goal: a run that loses its lease says what is live, in its exit code and in words.
/// Method: lose the lease while the named call is made; the call itself still has its effect, the next one has not.
/// </summary>
public sealed class LostLeaseTests
{
    private const string V1 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue";
    private const string V2 = V1 + ",Deploy r2 v2-green,SmokeTest r2 v2-green";
    private const string Live2 = V2 + ",Activate r2 v2-green";

    [Theory]
    [InlineData(V2, "Activate", "Route.Observe", ExitCode.NotSwitched, "Nothing was touched", Color.Blue)]
    [InlineData(V2, "Activate", "Log.Append plan Planned", ExitCode.NotSwitched, "never touched", Color.Blue)]
    [InlineData(V2, "Activate", "Log.Append await-ready AlreadyDone", ExitCode.NotSwitched, "never", Color.Blue)]
    [InlineData(V2, "Activate", "Log.Append switch-route Started", ExitCode.NotSwitched, "not moved", Color.Blue)]
    [InlineData(V2, "Activate", "Route.Switch Green", ExitCode.NeedsOperator, "is not done", Color.Green)]
    [InlineData(V2, "Activate", "Log.Append prove-switch Started", ExitCode.NeedsOperator, "is green", Color.Green)]
    [InlineData(V2, "Activate", "Log.Append prove-switch Witnessed", ExitCode.LeftOvers, "is live", Color.Green)]
    [InlineData(V2, "Activate", "Log.Append record-history Started", ExitCode.LeftOvers, "on green", Color.Green)]
    [InlineData(V2, "Activate", "Log.Record switched", ExitCode.LeftOvers, "The release is live", Color.Green)]
    [InlineData(V2, "Activate", "Log.Append record-history Done", ExitCode.Done, "", Color.Green)]
    [InlineData(Live2, "Rollback", "Log.Append switch-back Started", ExitCode.NotSwitched, "not moved", Color.Green)]
    [InlineData(Live2, "Rollback", "Route.Switch Blue", ExitCode.NeedsOperator, "is not done", Color.Blue)]
    [InlineData(Live2, "Rollback", "Log.Record rolled-back", ExitCode.LeftOvers, "users are on blue", Color.Blue)]
    [InlineData(V1, "Deploy", "Colors.Deploy v2-green", ExitCode.NotSwitched, "never touched", Color.Blue)]
    [InlineData(V1, "Deploy", "Log.Record deployed", ExitCode.LeftOvers, "Deploy had done its main work", Color.Blue)]
    [InlineData(Live2, "Decommission", "Route.Retire Blue", ExitCode.LeftOvers, "Remove the subset", Color.Green)]
    public async Task Target_LeaseLostAtACall_ExitsWithWhatIsLive(
        string before, string target, string lostAt, ExitCode expected, string words, Color live)
    {
        var world = await new MemoryWorld().AfterAsync(before.Split(','));

        var failed = await LosingAt(world, lostAt).RunAsync(Targets.Order(target, "r2", "v2-green"));

        Assert.Equal(expected, failed?.ExitCode ?? ExitCode.Done);
        Assert.Contains(words, failed?.Reason ?? string.Empty, StringComparison.Ordinal);
        Assert.True(failed is null || failed.Problem.Contains("lost the lease", StringComparison.Ordinal));
        Assert.Equal(live, world.Route.Live);
        Assert.Empty(world.Violations);
    }

    [Theory]
    [InlineData("Log.Append switch-back Started", ExitCode.NeedsOperator, "requests failed while", Color.Green)]
    [InlineData("Log.Append prove-switch Failed", ExitCode.NeedsOperator, "requests failed while", Color.Green)]
    [InlineData("Route.Switch Blue", ExitCode.NeedsOperator, "is not done", Color.Blue)]
    [InlineData("Log.Record rolled-back", ExitCode.RolledBack, "taken back", Color.Blue)]
    public async Task Activate_LeaseLostOnTheWayBack_ExitsWithWhatIsLive(
        string lostAt, ExitCode expected, string words, Color live)
    {
        var world = await new MemoryWorld().AfterAsync(V2.Split(','));
        world.OnProbe = (_, _) => world.Route.Live == Color.Green ? MemoryProbe.Answer(world, 503, null, null) : null;
        var process = LosingAt(world, lostAt);

        var failed =
            await process.RunAsync(Targets.Order("Activate", "r2", "v2-green"));

        Assert.Equal(expected, failed!.ExitCode);
        Assert.Contains(words, failed.Reason, StringComparison.Ordinal);
        Assert.Equal(live, world.Route.Live);
    }

    [Fact]
    public async Task Deploy_LeaseLostWhileItCleansUp_ExitsWith3()
    {
        var world = await new MemoryWorld().AfterAsync(V1.Split(','));
        world.IsNeverReady = true;

        var failed = await LosingAt(world, "Colors.Remove Green").RunAsync(Targets.Order("Deploy", "r2", "v2-green"));

        Assert.Equal(ExitCode.NotSwitched, failed!.ExitCode);
        Assert.Contains("may still be there", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activate_LeaseLostAfterTheWriteAndNothingReadable_ExitsWith5()
    {
        var world = await new MemoryWorld().AfterAsync(V2.Split(','));
        var process = LosingAt(world, "Route.Switch Green");
        process.OnCall = call => process.Lost.IsCancellationRequested && call == "Route.Observe"
            ? new CallFate(MemoryProcess.Refused("The route cannot be read."))
            : CallFate.Normal;

        var failed = await process.RunAsync(Targets.Order("Activate", "r2", "v2-green"));

        Assert.Equal(ExitCode.NeedsOperator, failed!.ExitCode);
        Assert.Contains("cannot be read", failed.Reason, StringComparison.Ordinal);
    }

    private static MemoryProcess LosingAt(MemoryWorld world, string lostAt)
    {
        var process = new MemoryProcess(world);
        process.BeforeCall = call =>
        {
            if (call == lostAt)
            {
                process.Lost.Cancel();
            }
        };
        return process;
    }
}
