using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Routers.Cluster;
using BlueGreen.Routers.Tests.Support;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>When waiting for a color makes no sense any more.</summary>
public sealed class PodDoctorTests : IDisposable
{
    private const string Ready =
        """{"observedGeneration":2,"replicas":1,"updatedReplicas":1,"readyReplicas":1,"availableReplicas":1}""";

    private const string Overdue =
        """{"observedGeneration":1,"conditions":[{"type":"Progressing","reason":"ProgressDeadlineExceeded"}]}""";

    private readonly FakeClock _clock = new();
    private readonly MemoryTransport _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task AwaitReady_PodOfThisReleaseCrashes_EndsEarlyAndSaysHow()
    {
        _cluster.Store.Put(Samples.Deployment("r2"));
        _cluster.Store.Put(Crashing("r2"));

        var hopeless = await Assert.ThrowsAsync<ReleaseException>(() => Colors().AwaitReadyAsync(Color.Green, default));

        Assert.Equal(ExitCode.NotSwitched, hopeless.ExitCode);
        Assert.Contains(
            "container app: CrashLoopBackOff, last exit code 3, 4 restarts", hopeless.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AwaitReady_PodsOfTheReleaseBeforeStillCrash_GoesOnWaiting()
    {
        _cluster.Store.Put(Samples.Deployment("r2", generation: 2));
        _cluster.Store.Put(Crashing("r1"));

        var waiting = Colors().AwaitReadyAsync(Color.Green, default);
        Assert.False(waiting.IsCompleted);
        _cluster.Store.Put(Samples.Deployment("r2", generation: 2, status: Ready));
        _clock.Advance(TimeSpan.FromSeconds(1));

        await waiting;
    }

    [Fact]
    public async Task AwaitReady_DeadlineOfTheReleaseBeforeHadPassed_GoesOnWaiting()
    {
        _cluster.Store.Put(Samples.Deployment("r2", generation: 2, status: Overdue));

        var waiting = Colors().AwaitReadyAsync(Color.Green, default);
        Assert.False(waiting.IsCompleted);
        _cluster.Store.Put(Samples.Deployment("r2", generation: 2, status: Ready));
        _clock.Advance(TimeSpan.FromSeconds(1));

        await waiting;
    }

    [Fact]
    public async Task AwaitReady_OwnDeadlinePassed_Ends()
    {
        _cluster.Store.Put(Samples.Deployment("r2", generation: 1, status: Overdue));

        await Assert.ThrowsAsync<ReleaseException>(() => Colors().AwaitReadyAsync(Color.Green, default));
    }

    private static string Crashing(string release) =>
        $$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"app-green-1",
         "labels":{"app":"app","color":"green","bluegreen.dev/release-id":"{{{release}}}"}},
         "status":{"containerStatuses":[{"name":"app","restartCount":4,"ready":false,
           "state":{"waiting":{"reason":"CrashLoopBackOff"} },"lastState":{"terminated":{"exitCode":3} } }]} }
        """;

    private KubernetesColors Colors() => new(
        _cluster.Gate(_clock), new ColorSettings("app", null, text => text), new Samples(), _clock);
}
