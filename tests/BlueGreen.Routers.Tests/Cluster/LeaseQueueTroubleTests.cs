using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Ports;
using BlueGreen.Routers.Tests.Support;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>A waiting pipeline while the cluster does not answer as it should.</summary>
public sealed class LeaseQueueTroubleTests : LeaseQueueWorld
{
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

        Cluster.Instead = _ => Trouble(how);
        var until = Clock.GetUtcNow() + TimeSpan.FromSeconds(45);
        await PumpUntilAsync(() => Task.FromResult(Clock.GetUtcNow() > until && told.Exists(s => s.Trouble != null)));
        Cluster.Instead = _ => null;
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

        Cluster.Instead = call => call.Method == "GET" ? ClusterStore.Status(code, "No") : null;
        await PumpUntilAsync(() => Task.FromResult(run.IsCompleted));
        Cluster.Instead = _ => null;

        var stopped = await Assert.ThrowsAsync<ReleaseException>(() => run);
        Assert.Equal(ExitCode.NotSwitched, stopped.ExitCode);
    }

    [Fact]
    public async Task Take_ClusterDoesNotAnswerAtAll_StopsAtOnce()
    {
        Cluster.IsDown = true;

        await Assert.ThrowsAsync<ReleaseException>(() => TakeAsync("r1"));
    }

    [Fact]
    public async Task Take_LimitPassedWhileTheQueueCannotBeRead_ExitsWith7AndSaysWhy()
    {
        await using var holder = await TakeAsync("holder");
        var run = Queue(new QueueOptions { WaitLimit = TimeSpan.FromSeconds(20) }).TakeAsync(
            Request("late"), _ => Task.CompletedTask, default);
        await PumpUntilAsync(async () => (await Queue().ObserveAsync(default)).Waiting.Length == 1);

        Cluster.IsDown = true;
        await PumpUntilAsync(() => Task.FromResult(run.IsCompleted));
        Cluster.IsDown = false;

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
        Cluster.Store.AfterWrite = () =>
        {
            if (lostAt is null)
            {
                lostAt = Clock.GetUtcNow();
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
    public async Task Hold_AnswerToTheTakingWasSlow_IsRenewedBeforeItCountsAsLost()
    {
        var isSlow = true;
        Cluster.Store.AfterWrite = () =>
        {
            if (isSlow)
            {
                isSlow = false;
                Clock.Advance(TimeSpan.FromSeconds(12));
            }
        };
        await using var lease = await TakeAsync("r1");
        var taken = (await Queue().ObserveAsync(default)).Holder!.RenewedAt;

        await PumpUntilAsync(async () => lease.Lost.IsCancellationRequested
            || (await Queue().ObserveAsync(default)).Holder!.RenewedAt > taken);

        Assert.False(lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Hold_SignInProgramFails_StillGivesTheLeaseBack()
    {
        var lease = await TakeAsync("r1");
        var tries = 0;
        Cluster.Instead = _ => ++tries == 1 ? throw new KubeConfigException("'aws' failed.", "Sign in.") : null;
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
}
