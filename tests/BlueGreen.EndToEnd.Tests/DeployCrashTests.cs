using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>Killed at any moment and run again, a deploy and its smoke test end in the same world.</summary>
/// <param name="cluster">Its cluster.</param>
public sealed class DeployCrashTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task DeployAndSmokeTest_KilledUnderLoad_RunAgainEndInTheSameWorld()
    {
        using var shop = await cluster.OpenShopAsync();
        shop.Configure(shop.Settings + "smoke-test:\n  - path: /ready\n  - exec: [sleep, '0.5']\n");
        await shop.ReleaseAsync("v1.0-green", "r1");
        await using var users = shop.StartTraffic();

        await shop.KillAtEachAsync(
            "Deploy", "Deploy v2.0-blue", "Wait until blue", "Open the test route");
        await shop.AnswersAsync(users: Answer.Of("green", "1.0"), testers: Answer.Of("blue", "2.0"));

        await shop.KillAtEachAsync("SmokeTest", "Smoke-test blue");
        await shop.AnswersAsync(users: Answer.Of("green", "1.0"), testers: Answer.Of("blue", "2.0"));

        await users.EndWithoutFailureAsync("1.0");
        Assert.Empty(await shop.HolderAsync());
    }
}
