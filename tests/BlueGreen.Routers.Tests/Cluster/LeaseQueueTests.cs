using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Ports;
using BlueGreen.Routers.Cluster;
using BlueGreen.Routers.Tests.Support;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>The queue on one Lease with real compare-and-swap; time moves only when a test says so.</summary>
public sealed class LeaseQueueTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly MemoryTransport _cluster = new();
    private int _ids;

    public void Dispose() => _cluster.Dispose();

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
        var started = _clock.GetUtcNow();

        var run = TakeAsync("r1");
        await PumpUntilAsync(() => Task.FromResult(run.IsCompleted));

        await using var lease = await run;
        Assert.Equal(2, lease.Generation);
        Assert.True(_clock.GetUtcNow() - started >= TimeSpan.FromSeconds(30));
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
        var taken = _clock.GetUtcNow();
        _cluster.IsDown = true;
        await PumpUntilAsync(() => Task.FromResult(lease.Lost.IsCancellationRequested));

        Assert.True(_clock.GetUtcNow() - taken < TimeSpan.FromSeconds(30));
        _cluster.IsDown = false;
        await lease.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_ClusterIsGone_HidesNothingFromTheRun()
    {
        var lease = await TakeAsync("r1");
        _cluster.IsDown = true;
        var leaving = lease.DisposeAsync().AsTask();
        await PumpUntilAsync(() => Task.FromResult(leaving.IsCompleted));

        await leaving;
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("timed out")]
    [InlineData("500")]
    [InlineData("503")]
    public async Task Take_QueueCannotBeReadForAWhile_KeepsItsPlaceAndSaysSoOnce(string how)
    {
        var holder = await TakeAsync("holder");
        var told = new List<QueueState>();
        var run = Queue().TakeAsync(Request("r1"), Heard, default);
        await PumpUntilAsync(async () => (await Queue().ObserveAsync(default)).Waiting.Length == 1);
        var other = TakeAsync("r2");
        await PumpUntilAsync(async () => (await Queue().ObserveAsync(default)).Waiting.Length == 2);

        _cluster.Instead = _ => Trouble(how);
        var until = _clock.GetUtcNow() + TimeSpan.FromSeconds(45);
        await PumpUntilAsync(() => Task.FromResult(_clock.GetUtcNow() > until && told.Exists(s => s.Trouble != null)));
        _cluster.Instead = _ => null;
        await holder.DisposeAsync();
        await PumpUntilAsync(() => Task.FromResult(run.IsCompleted));

        var lease = await run;
        Assert.False(other.IsCompleted);
        Assert.Single(told, state => state.Trouble is not null);
        await lease.DisposeAsync();
        await PumpUntilAsync(() => Task.FromResult(other.IsCompleted));

        Task Heard(QueueState state)
        {
            told.Add(state);
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Take_CredentialsAreRefusedWhileWaiting_StopsAtOnce(int code)
    {
        await using var holder = await TakeAsync("holder");
        var run = TakeAsync("r1");
        await PumpUntilAsync(async () => (await Queue().ObserveAsync(default)).Waiting.Length == 1);

        _cluster.Instead = call => call.Method == "GET" ? ClusterStore.Status(code, "No") : null;
        await PumpUntilAsync(() => Task.FromResult(run.IsCompleted));
        _cluster.Instead = _ => null;

        var stopped = await Assert.ThrowsAsync<ReleaseException>(() => run);
        Assert.Equal(ExitCode.NotSwitched, stopped.ExitCode);
    }

    [Fact]
    public async Task Take_ClusterDoesNotAnswerAtAll_StopsAtOnce()
    {
        _cluster.IsDown = true;

        await Assert.ThrowsAsync<ReleaseException>(() => TakeAsync("r1"));
    }

    [Fact]
    public async Task Take_LimitPassedWhileTheQueueCannotBeRead_ExitsWith7AndSaysWhy()
    {
        await using var holder = await TakeAsync("holder");
        var run = Queue(new QueueOptions { WaitLimit = TimeSpan.FromSeconds(20) }).TakeAsync(
            Request("late"), _ => Task.CompletedTask, default);
        await PumpUntilAsync(async () => (await Queue().ObserveAsync(default)).Waiting.Length == 1);

        _cluster.IsDown = true;
        await PumpUntilAsync(() => Task.FromResult(run.IsCompleted));
        _cluster.IsDown = false;

        var late = await Assert.ThrowsAsync<ReleaseException>(() => run);
        Assert.Equal(ExitCode.NotOurTurn, late.ExitCode);
        Assert.Contains("could not be read", late.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_AnswerToTheTakingWasLost_IsRenewedBeforeItIsBelieved()
    {
        var holder = await TakeAsync("holder");
        var run = TakeAsync("r1");
        await PumpUntilAsync(async () => (await Queue().ObserveAsync(default)).Waiting.Length == 1);
        await holder.DisposeAsync();
        DateTimeOffset? lostAt = null;
        _cluster.Store.AfterWrite = () =>
        {
            if (lostAt is null)
            {
                lostAt = _clock.GetUtcNow();
                Trouble("timed out");
            }
        };

        await PumpUntilAsync(() => Task.FromResult(run.IsCompleted));

        await using var lease = await run;
        var state = await Queue().ObserveAsync(default);
        Assert.True(state.Holder!.RenewedAt > lostAt);
        Assert.Equal(2, lease.Generation);
        Assert.Empty(state.Waiting);
    }

    [Fact]
    public async Task Hold_SignInProgramFails_StillGivesTheLeaseBack()
    {
        var lease = await TakeAsync("r1");
        var tries = 0;
        _cluster.Instead = _ => ++tries == 1 ? throw new KubeConfigException("'aws' failed.", "Sign in.") : null;
        await PumpUntilAsync(() => Task.FromResult(tries > 1));

        await lease.DisposeAsync();

        Assert.Null((await Queue().ObserveAsync(default)).Holder);
    }

    private static (int Code, JsonNode Body) Trouble(string how) => how switch
    {
        "refused" => throw Unreachable(UnreachableCause.Refused),
        "timed out" => throw Unreachable(UnreachableCause.TimedOut),
        _ => ClusterStore.Status(int.Parse(how, CultureInfo.InvariantCulture), "Ailing"),
    };

    private static ClusterUnreachableException Unreachable(UnreachableCause cause) =>
        new(new Uri("https://cluster.test"), cause, "it does not answer");

    private static TicketRequest Request(string id) => new(id, "Deploy", null, "ann", null);

    private LeaseQueue Queue(QueueOptions? options = null) =>
        new(_cluster.Gate(_clock),
            "app", options ?? new QueueOptions(), () => $"{Interlocked.Increment(ref _ids)}", _clock);

    private Task<IHeldLease> TakeAsync(string id) => Queue().TakeAsync(Request(id), _ => Task.CompletedTask, default);

    /// <summary>Takes the lease on a clock of its own that stands still: nobody renews it.</summary>
    private async Task<IHeldLease> DeadAsync(string id)
    {
        var still = new FakeClock();
        return await new LeaseQueue(_cluster.Gate(still), "app", new QueueOptions(), () => "dead", still)
            .TakeAsync(Request(id), _ => Task.CompletedTask, default);
    }

    private async Task PumpUntilAsync(Func<Task<bool>> isSo)
    {
        for (var round = 0; round < 2000; round++)
        {
            if (await isSo())
            {
                return;
            }

            _clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        Assert.Fail("It did not happen within 1000 s of the fake clock.");
    }
}
