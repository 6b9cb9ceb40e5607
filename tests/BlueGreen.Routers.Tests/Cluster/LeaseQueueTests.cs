using BlueGreen.Errors;
using BlueGreen.Ports;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>The queue on one Lease with real compare-and-swap; time moves only when a test says so.</summary>
public sealed class LeaseQueueTests : LeaseQueueWorld
{
    [Fact]
    public async Task Take_FiveWaiters_AreServedInOrderOfArrivalWithGrowingGenerations()
    {
        var order = new List<string>();
        var generations = new List<long>();
        var runs = new List<Task>();
        var first = await TakeAsync("r0");
        for (var index = 1; index <= 5; index++)
        {
            var name = $"r{index}";
            runs.Add(HoldAsync(name));
            await PumpUntilAsync(async () => (await Queue().ObserveAsync(default)).Waiting.Length == index);
        }

        await first.DisposeAsync();
        await PumpUntilAsync(() => Task.FromResult(runs.TrueForAll(run => run.IsCompleted)));

        Assert.Equal(["r1", "r2", "r3", "r4", "r5"], order);
        Assert.Equal([2, 3, 4, 5, 6], generations);

        async Task HoldAsync(string name)
        {
            await using var lease = await TakeAsync(name);
            order.Add(name);
            generations.Add(lease.Generation);
        }
    }

    [Fact]
    public async Task Take_TwoAtOnce_OneHoldsAndOneWaits()
    {
        var both = new[] { TakeAsync("r1"), TakeAsync("r2") };
        var winner = await await Task.WhenAny(both);

        var state = await Queue().ObserveAsync(default);
        Assert.NotNull(state.Holder);
        Assert.Equal(1, both.Count(task => task.IsCompletedSuccessfully));
        await winner.DisposeAsync();
        await PumpUntilAsync(() => Task.FromResult(Array.TrueForAll(both, task => task.IsCompleted)));
    }

    [Fact]
    public async Task Take_HolderDied_IsPassedOverAfterTheLeaseDuration()
    {
        _ = await DeadAsync("dead");
        var started = Clock.GetUtcNow();

        var run = TakeAsync("r1");
        await PumpUntilAsync(() => Task.FromResult(run.IsCompleted));

        await using var lease = await run;
        Assert.Equal(2, lease.Generation);
        Assert.True(Clock.GetUtcNow() - started >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Take_LimitPassed_ExitsWith7AndLeavesTheQueue()
    {
        var holder = await TakeAsync("holder");
        var run = Queue(new QueueOptions { WaitLimit = TimeSpan.FromSeconds(5) }).TakeAsync(
            Request("late"), _ => Task.CompletedTask, default);
        await PumpUntilAsync(() => Task.FromResult(run.IsCompleted));

        var late = await Assert.ThrowsAsync<ReleaseException>(() => run);
        Assert.Equal(ExitCode.NotOurTurn, late.ExitCode);
        Assert.Contains("release holder", late.Reason, StringComparison.Ordinal);
        Assert.Empty((await Queue().ObserveAsync(default)).Waiting);
        await holder.DisposeAsync();
    }

    [Fact]
    public async Task Hold_RenewalFails_IsLostBeforeAnotherMayTakeIt()
    {
        var lease = await TakeAsync("r1");
        var taken = Clock.GetUtcNow();
        Cluster.IsDown = true;
        await PumpUntilAsync(() => Task.FromResult(lease.Lost.IsCancellationRequested));

        Assert.True(Clock.GetUtcNow() - taken < TimeSpan.FromSeconds(30));
        Cluster.IsDown = false;
        await lease.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_ClusterIsGone_HidesNothingFromTheRun()
    {
        var lease = await TakeAsync("r1");
        Cluster.IsDown = true;
        var leaving = lease.DisposeAsync().AsTask();
        await PumpUntilAsync(() => Task.FromResult(leaving.IsCompleted));

        await leaving;
    }
}
