using System.Text.Json.Nodes;
using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>Killed at any moment and run again, a release ends in the same world, and its users never notice.</summary>
/// <param name="cluster">Its cluster.</param>
public sealed class CrashTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private const string QuickLease = "--timeouts.lease=6s";

    [Fact]
    public async Task Killed_AtSeveralMomentsUnderLoad_RunAgainEndsInTheSameWorld()
    {
        using var shop = await cluster.OpenShopAsync();
        shop.Configure(shop.Settings + "smoke-test:\n  - path: /ready\n  - exec: [sleep, '0.5']\n");
        await shop.ReleaseAsync("v1.0-green", "r1");
        await using var users = shop.StartTraffic();

        await KillAtEachAsync(
            shop, "Deploy", "...    Deploy v2.0-blue", "...    Wait until blue", "...    Open the test route");
        await shop.AnswersAsync(users: Answer.Of("green", "1.0"), testers: Answer.Of("blue", "2.0"));

        await KillAtEachAsync(shop, "SmokeTest", "...    Smoke-test blue");
        await shop.AnswersAsync(users: Answer.Of("green", "1.0"), testers: Answer.Of("blue", "2.0"));

        await KillAtEachAsync(
            shop, "Activate", "...    Fence the route", "...    Switch the live route", "...    Prove that users");
        await shop.AnswersAsync(users: Answer.Of("blue", "2.0"), testers: Answer.Of("blue", "2.0"));

        await KillAtEachAsync(shop, "Rollback", "...    Switch the live route", "...    Prove that users");
        await shop.AnswersAsync(users: Answer.Of("green", "1.0"), testers: Answer.Of("green", "1.0"));

        await OneSwitchEachAsync(shop);
        await KillAtEachAsync(shop, "Decommission", "...    Drain blue", "...    Remove blue");
        await shop.AnswersAsync(users: Answer.Of("green", "1.0"), testers: Answer.Of("green", "1.0"));

        await users.EndWithoutFailureAsync("1.0", "2.0");
        Assert.Equal(["deployment.apps/shop-green"], await shop.NamesAsync("deployments"));
        Assert.Empty(await shop.HolderAsync());
    }

    /// <summary>Kills a run at each moment in turn, each going on where the last was; then one finishes.</summary>
    private static async Task KillAtEachAsync(Shop shop, string target, params string[] moments)
    {
        foreach (var moment in moments)
        {
            await using var run = shop.Start(target, "r2", "--tag=v2.0-blue", QuickLease);
            await run.SaysAsync(moment);
            await run.KillAsync();
        }

        (await shop.RunAsync(target, "r2", "--tag=v2.0-blue", QuickLease)).Succeeded();
        (await shop.RunAsync(target, "r2", "--tag=v2.0-blue", QuickLease)).Succeeded();
    }

    /// <summary>However often it was run, each move is in the history once.</summary>
    private static async Task OneSwitchEachAsync(Shop shop)
    {
        var status = (await shop.RunAsync("Status", "r2", "--output=json")).Succeeded().Output;
        var history = JsonNode.Parse(status)!["history"]!.AsArray();
        var outcomes = history.Select(record => (string?)record!["outcome"]).Order(StringComparer.Ordinal);
        Assert.Equal("deployed deployed rolled-back switched switched", string.Join(' ', outcomes));
    }
}
