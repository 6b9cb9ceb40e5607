using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>Several pipelines at once: in order of arrival, and nobody waits for the dead.</summary>
/// <param name="cluster">Its cluster.</param>
public sealed class QueueTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private const string Slow = "--image=slow:1";
    private const string AtWork = "...    Wait until";

    [Fact]
    public async Task Deploys_AtOnce_RunInOrderAndTellForWhomTheyWait()
    {
        using var shop = await cluster.OpenShopAsync();
        await using var first = shop.Start("Deploy", "r1", "--tag=v1.0-green", "--image=never-ready:1");
        await first.SaysAsync(AtWork);
        await using var second = shop.Start("Deploy", "r2", "--tag=v1.1-blue");
        await second.SaysAsync("waits for Deploy v1.0-green of release r1");
        await using var third = shop.Start("Deploy", "r3", "--tag=v1.2-blue");
        await third.SaysAsync("waiting:");
        Assert.DoesNotContain(AtWork, second.Output, StringComparison.Ordinal);

        await first.SignalAsync("TERM");

        (await second.EndAsync()).Succeeded().Says("v1.1-blue goes to blue");
        (await third.EndAsync()).Succeeded().Says("v1.2-blue replaces v1.1-blue");
        Assert.Empty(await shop.HolderAsync());
    }

    [Fact]
    public async Task Holder_Killed_TheNextOneTakesOverAfterTheLease()
    {
        using var shop = await cluster.OpenShopAsync();
        await using var killed = shop.Start("Deploy", "r1", "--tag=v1.0-green", Slow);
        await killed.SaysAsync(AtWork);
        await killed.KillAsync();
        Assert.NotEmpty(await shop.HolderAsync());

        var next = await shop.RunAsync("Deploy", "r2", "--tag=v1.1-blue", "--timeouts.lease=6s");
        var rerun = await shop.RunAsync("Deploy", "r1", "--tag=v1.0-green", Slow);

        next.Succeeded().Says("waits for Deploy v1.0-green of release r1");
        rerun.Succeeded().SaysNot("waiting:");
        await shop.AnswersAsync(users: Answer.Nobody, testers: Answer.Of("green", "1.0"));
    }

    [Fact]
    public async Task Holder_Terminated_GivesTheLeaseBackAndFinishesWhenRunAgain()
    {
        using var shop = await cluster.OpenShopAsync();
        await using var stopped = shop.Start("Deploy", "r1", "--tag=v1.0-green", Slow);
        await stopped.SaysAsync(AtWork);
        await stopped.SignalAsync("TERM");

        (await stopped.EndAsync()).Exited(ExitCode.Terminated);
        Assert.Empty(await shop.HolderAsync());
        Assert.Contains("Deploy was stopped", await shop.JournalAsync("Deploy"), StringComparison.Ordinal);

        (await shop.RunAsync("Deploy", "r1", "--tag=v1.0-green", Slow)).Succeeded().SaysNot("waiting:");
        await shop.AnswersAsync(users: Answer.Nobody, testers: Answer.Of("green", "1.0"));
    }

    [Fact]
    public async Task Turn_NotWithinTheLimit_ExitsWithSevenAndLeavesTheQueue()
    {
        using var shop = await cluster.OpenShopAsync();
        await using var first = shop.Start("Deploy", "r1", "--tag=v1.0-green", "--image=never-ready:1");
        await first.SaysAsync(AtWork);

        (await shop.RunAsync("Deploy", "r2", "--tag=v1.1-blue", "--timeouts.queue=1s"))
            .Failed(ExitCode.NotOurTurn, "Deploy v1.0-green of release r1");

        var leases = await shop.KubectlAsync("get", "leases", "--output=yaml");
        Assert.DoesNotContain("r2", leases, StringComparison.Ordinal);
        Assert.Equal(["deployment.apps/shop-green"], await shop.NamesAsync("deployments"));
    }
}
