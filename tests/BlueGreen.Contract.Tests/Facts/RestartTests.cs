using System.Collections.Concurrent;
using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.MiniCluster;
using Xunit;

namespace BlueGreen.Contract.Tests.Facts;

/// <summary>
/// Facts 10 to 12 where they cannot be provoked from outside: on a mini-cluster of this class, whatever cluster the
/// other tests run on.
/// </summary>
[Trait("Kind", "Loopback")]
public sealed class RestartTests(OwnMiniCluster own) : IClassFixture<OwnMiniCluster>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Down = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Fact10_HistoryIsForgotten_WatchListsAgainAndGoesOn()
    {
        await using var app = await own.OpenAppAsync();
        using var stop = new CancellationTokenSource();
        var seen = new ConcurrentQueue<string>();
        await app.Client.CreateAsync(Objects.ConfigMap("notes", "before"));
        var following = WatchTests.FollowAsync(app.Client, app.Name, seen, stop.Token);
        await Eventually.TrueAsync(Limit, "before is seen", () => seen.Contains("before", StringComparer.Ordinal));

        // Without a write that the watch does not see, its version would be the newest, and need no history.
        await app.Client.CreateAsync(Objects.ConfigMap("other", "unseen"));
        await own.Cluster.RestartApiServerAsync(() => Task.CompletedTask, CancellationToken.None);
        await app.Client.ReplaceAsync(Objects.ConfigMap("notes", "after"));

        await Eventually.TrueAsync(Limit, "after is seen", () => seen.Contains("after", StringComparer.Ordinal));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    [Fact]
    public async Task Fact11_RestartInTheMiddleOfARollout_TheDeployGoesOn()
    {
        await using var app = await own.OpenAppAsync();
        app.Environment["READY_DELAY"] = "3";
        await using var deploy = app.Start("Deploy", "r-1", "--tag=v1.0-green");
        await Eventually.TrueAsync(Limit, "the rollout has begun", async () =>
            await app.FindAsync(ResourceType.Deployments, "shop-green") is not null);

        await own.Cluster.RestartApiServerAsync(StayAwayAsync, CancellationToken.None);

        (await deploy.EndAsync()).Succeeded();
        await app.AnswersAsync("- - 503", "1.0 green 200");
    }

    [Fact]
    public async Task Fact11_RestartInTheMiddleOfActivate_UsersAreMovedAndNoneIsLost()
    {
        await using var app = await own.OpenAppAsync();
        await app.ReleaseAsync("v1.0-green", "r-1");
        (await app.RunAsync("Deploy", "r-2", "--tag=v2.0-blue")).Succeeded();
        (await app.RunAsync("SmokeTest", "r-2", "--tag=v2.0-blue")).Succeeded();
        await using var activate = app.Start("Activate", "r-2", "--tag=v2.0-blue", "--bake-time=3s");
        await Eventually.TrueAsync(Limit, "users are moved", async () =>
            (await app.AskAsync()).StartsWith("2.0 ", StringComparison.Ordinal));

        await own.Cluster.RestartApiServerAsync(StayAwayAsync, CancellationToken.None);

        (await activate.EndAsync()).Succeeded();
        await app.AnswersAsync("2.0 blue 200", "2.0 blue 200");
    }

    [Fact]
    public async Task Fact12_ServerThatTakesFewRequests_IsAskedNoFaster()
    {
        await using var app = await own.OpenAppAsync();
        own.Cluster.LimitApiRequests(new ApiRequestLimit(15, TimeSpan.FromSeconds(1)) { IncludesMasters = true });
        try
        {
            await app.ReleaseAsync("v1.0-green", "r-1");
        }
        finally
        {
            own.Cluster.LimitApiRequests(null);
        }

        await app.AnswersAsync("1.0 green 200", "1.0 green 200");
    }

    private static Task StayAwayAsync() => Task.Delay(Down, TimeProvider.System, CancellationToken.None);
}
