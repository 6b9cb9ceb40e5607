using System.Text.Json.Nodes;
using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>Killed at any moment and run again, a release ends in the same world, and its users never notice.</summary>
/// <param name="cluster">Its cluster.</param>
public sealed class SwitchCrashTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task Moves_KilledUnderLoad_RunAgainEndInTheSameWorld()
    {
        using var shop = await cluster.OpenShopAsync();
        await shop.ReleaseAsync("v1.0-green", "r1");
        (await shop.RunAsync("Deploy", "r2", "--tag=v2.0-blue")).Succeeded();
        (await shop.RunAsync("SmokeTest", "r2", "--tag=v2.0-blue")).Succeeded();
        await using var users = shop.StartTraffic();

        await shop.KillAtEachAsync(
            "Activate", "Fence the route", "Switch the live route", "Prove that users");
        await shop.AnswersAsync(users: Answer.Of("blue", "2.0"), testers: Answer.Of("blue", "2.0"));

        await shop.KillAtEachAsync("Rollback", "Switch the live route", "Prove that users");
        await shop.AnswersAsync(users: Answer.Of("green", "1.0"), testers: Answer.Of("green", "1.0"));

        await OneSwitchEachAsync(shop);
        await shop.KillAtEachAsync("Decommission", "Drain blue", "Remove blue");
        await shop.AnswersAsync(users: Answer.Of("green", "1.0"), testers: Answer.Of("green", "1.0"));

        await users.EndWithoutFailureAsync("1.0", "2.0");
        Assert.Equal(["deployment.apps/shop-green"], await shop.NamesAsync("deployments"));
        Assert.Empty(await shop.HolderAsync());
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
