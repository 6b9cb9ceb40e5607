using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Running;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Running;

/// <summary>Limits, signals, the lease, dry runs and the order of events, whatever the target.</summary>
public sealed class TargetRunnerTests
{
    private const string V1 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue";
    private const string V2 = V1 + ",Deploy r2 v2-green,SmokeTest r2 v2-green";
    private const string Live2 = V2 + ",Activate r2 v2-green";

    [Fact]
    public async Task Activate_StepHangs_ItsLimitEndsIt()
    {
        var world = await WorldAsync(V2);
        var process =
            new MemoryProcess(world) { OnCall = call => new CallFate(Hang: call == "Colors.AwaitReady Green") };
        world.Colors[Color.Green] = world.Colors[Color.Green] with
        {
            Workloads = [world.Colors[Color.Green].Workloads[0] with { Ready = 1, IsReady = false }],
        };

        var failed =
            await process.RunAsync(Targets.Order("Activate", "r2", "v2-green"));

        Assert.Equal(ExitCode.NotSwitched, failed!.ExitCode);
        Assert.Contains("120 s", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("1 of 2 replicas ready", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activate_SignalAfterTheWrite_LeavesAStoppedLineAndDoesNotGoBack()
    {
        var world = await WorldAsync(V2);
        using var signal = new CancellationTokenSource();
        var process = new MemoryProcess(world)
        {
            BeforeCall = call =>
            {
                if (call == "Log.Append prove-switch Started")
                {
                    signal.Cancel();
                }
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => process.RunAsync(Targets.Order("Activate", "r2", "v2-green"), token: signal.Token));

        Assert.Equal(Color.Green, world.Route.Live);
        Assert.Equal(StepEventKind.Stopped, world.Events[^1].Kind);
        Assert.Null(world.Holder);
    }

    [Fact]
    public async Task Activate_LeaseLost_SaysSo()
    {
        var world = await WorldAsync(V2);
        var process = new MemoryProcess(world);
        process.BeforeCall = call =>
        {
            if (call == "Log.Append await-ready AlreadyDone")
            {
                process.Lost.Cancel();
            }
        };

        var failed = await process.RunAsync(Targets.Order("Activate", "r2", "v2-green"));

        Assert.Equal(ExitCode.NotSwitched, failed!.ExitCode);
        Assert.Contains("lost the lease", failed.Problem, StringComparison.Ordinal);
        Assert.Equal(Color.Blue, world.Route.Live);
    }

    [Theory]
    [InlineData("", "Deploy", "r1", "v1-blue")]
    [InlineData(V1, "Deploy", "r2", "v2-green")]
    [InlineData(V2, "SmokeTest", "r2", "v2-green")]
    [InlineData(V2, "Activate", "r2", "v2-green")]
    [InlineData(Live2, "Rollback", "r2", null)]
    [InlineData(Live2, "Decommission", "r2", null)]
    public async Task DryRun_AnyTarget_WritesNothing(string before, string target, string id, string? tag)
    {
        var world = await WorldAsync(before);
        var (was, writes) = (world.Describe(), world.Writes.Count);
        var runner = new TargetRunner(new MemoryProcess(world).Platform, Targets.Settings, [], world.Clock);

        var plan = await runner.DryRunAsync(Targets.Order(target, id, tag), TargetHooks.None, CancellationToken.None);

        Assert.NotEmpty(plan.Steps);
        Assert.Equal((was, writes), (world.Describe(), world.Writes.Count));
    }

    [Fact]
    public async Task Activate_Events_SayPlannedThenEachStepInOrder()
    {
        var world = await WorldAsync(V2);
        var before = world.Events.Count;

        Assert.Null(await world.RunAsync("Activate", "r2", "v2-green"));

        var events = world.Events.Skip(before).Select(e => $"{e.StepKey} {e.Kind}").ToList();
        string[] expected =
        [
            "plan Planned", "fence-route Started", "fence-route Done", "match-replicas AlreadyDone",
            "await-ready AlreadyDone", "prove-way-back AlreadyDone", "switch-route Started", "switch-route Done",
            "prove-switch Started", "prove-switch Witnessed", "prove-switch Done", "record-history Started",
                "record-history Done",
        ];
        Assert.Equal(expected, events);
    }

    private static Task<MemoryWorld> WorldAsync(string lines) =>
        new MemoryWorld().AfterAsync(lines.Split(',', StringSplitOptions.RemoveEmptyEntries));
}
