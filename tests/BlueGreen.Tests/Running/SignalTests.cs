using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Running;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Running;

/// <summary>
/// Goal: a signal leaves a line in the journal, frees the lease, and moves nobody; the same command again finishes.
/// Method: send it while the named call is made, in every phase of every target.
/// </summary>
public sealed class SignalTests
{
    private const string V1 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue";
    private const string V2 = V1 + ",Deploy r2 v2-green,SmokeTest r2 v2-green";
    private const string Live2 = V2 + ",Activate r2 v2-green";

    [Theory]
    [InlineData(V1, "Deploy", "Log.Append plan Planned")]
    [InlineData(V1, "Deploy", "Colors.Deploy v2-green")]
    [InlineData(V1, "Deploy", "Log.Append prove-test-route Started")]
    [InlineData(V1 + ",Deploy r2 v2-green", "SmokeTest", "Log.Append run-smoke-test Started")]
    [InlineData(V2, "Activate", "Log.Append switch-route Started")]
    [InlineData(V2, "Activate", "Route.Switch Green")]
    [InlineData(V2, "Activate", "Log.Append prove-switch Started")]
    [InlineData(V2, "Activate", "Log.Append record-history Started")]
    [InlineData(Live2, "Rollback", "Route.Switch Blue")]
    [InlineData(Live2, "Decommission", "Route.Retire Blue")]
    public async Task Target_SignalAtACall_LeavesALineAndIsFinishedByTheNextRun(
        string before, string target, string signalAt)
    {
        var world = await new MemoryWorld().AfterAsync(before.Split(','));
        var whole = world.Copy();
        Assert.Null(await whole.RunAsync(target, "r2", "v2-green"));
        using var signal = new CancellationTokenSource();
        var process = Stopping(world, signalAt, signal);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => process.RunAsync(Targets.Order(target, "r2", "v2-green"), token: signal.Token));

        Assert.Equal(StepEventKind.Stopped, world.Events[^1].Kind);
        Assert.Equal($"{target} was stopped", world.Events[^1].Detail);
        Assert.Null(world.Holder);
        Assert.Null(await world.RunAsync(target, "r2", "v2-green"));
        Assert.Equal(whole.Describe(), world.Describe());
    }

    [Fact]
    public async Task Target_SignalBeforeThePlan_LeavesNoLineForNothingWasBegun()
    {
        var world = await new MemoryWorld().AfterAsync(V2.Split(','));
        var events = world.Events.Count;
        using var signal = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Stopping(world, "Route.Observe", signal)
            .RunAsync(Targets.Order("Activate", "r2", "v2-green"), token: signal.Token));

        Assert.Equal(events, world.Events.Count);
        Assert.Null(world.Holder);
    }

    [Fact]
    public async Task Target_SignalAndTheJournalHangs_IsStoppedAllTheSame()
    {
        var world = await new MemoryWorld().AfterAsync(V2.Split(','));
        using var signal = new CancellationTokenSource();
        var process = Stopping(world, "Log.Append switch-route Started", signal);
        process.OnCall = call => new CallFate(Hang: call == "Log.Append plan Stopped");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => process.RunAsync(Targets.Order("Activate", "r2", "v2-green"), token: signal.Token));

        Assert.Null(world.Holder);
        Assert.Equal(Color.Blue, world.Route.Live);
    }

    [Fact]
    public async Task Target_SignalAndLeaseLostTogether_IsStoppedByTheSignal()
    {
        var world = await new MemoryWorld().AfterAsync(V2.Split(','));
        using var signal = new CancellationTokenSource();
        var process = Stopping(world, "Log.Append switch-route Started", signal);
        process.BeforeCall += call =>
        {
            if (signal.IsCancellationRequested)
            {
                process.Lost.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => process.RunAsync(Targets.Order("Activate", "r2", "v2-green"), token: signal.Token));
    }

    [Fact]
    public async Task Target_AnotherHoldsTheLease_ExitsWith7AndTouchesNothing()
    {
        var world = await new MemoryWorld().AfterAsync(V2.Split(','));
        world.Holder = new MemoryProcess(world);
        var was = world.Describe();

        var failed = await world.RunAsync("Activate", "r2", "v2-green");

        Assert.Equal(ExitCode.NotOurTurn, failed?.ExitCode);
        Assert.Equal(was, world.Describe());
    }

    private static MemoryProcess Stopping(MemoryWorld world, string signalAt, CancellationTokenSource signal) =>
        new(world)
        {
            BeforeCall = call =>
            {
                if (call == signalAt)
                {
                    signal.Cancel();
                }
            },
        };
}
