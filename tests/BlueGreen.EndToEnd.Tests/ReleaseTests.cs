using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>A release from the first deploy to the last clean-up, each target a process of its own.</summary>
/// <param name="cluster">Its cluster.</param>
public sealed class ReleaseTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static readonly Answer V1 = Answer.Of("green", "1.0");
    private static readonly Answer V2 = Answer.Of("blue", "2.0");

    [Fact]
    public async Task Release_StepByStep_UsersAndClusterShowEachStep()
    {
        using var shop = await cluster.OpenShopAsync();
        await FirstReleaseAsync(shop);

        await using var users = shop.StartTraffic();
        await SecondReleaseAsync(shop);
        await BackAndForthAsync(shop);
        await DecommissionAsync(shop);
        await users.EndWithoutFailureAsync("1.0", "2.0");
    }

    /// <summary>Runs a target twice: the second time everything is done already.</summary>
    private static async Task TwiceAsync(Shop shop, string target, string releaseId, params string[] arguments)
    {
        (await shop.RunAsync(target, releaseId, arguments)).Succeeded();
        var afterFirst = await shop.NamesAsync("deployments,pods,virtualservices,destinationrules");
        (await shop.RunAsync(target, releaseId, arguments)).Succeeded();
        Assert.Equal(afterFirst, await shop.NamesAsync("deployments,pods,virtualservices,destinationrules"));
    }

    private static async Task FirstReleaseAsync(Shop shop)
    {
        await TwiceAsync(shop, "Deploy", "r1", "--tag=v1.0-green");
        await shop.AnswersAsync(users: Answer.Nobody, testers: V1);
        Assert.Equal(["deployment.apps/shop-green"], await shop.NamesAsync("deployments"));

        await TwiceAsync(shop, "SmokeTest", "r1");
        Assert.True(File.Exists(Path.Combine(shop.Folder, "artifacts", "SmokeTest", "junit.xml")));
        await shop.AnswersAsync(users: Answer.Nobody, testers: V1);

        await TwiceAsync(shop, "Activate", "r1");
        await shop.AnswersAsync(users: V1, testers: V1);
        Assert.Equal(["green"], await SubsetsAsync(shop));
    }

    private static async Task SecondReleaseAsync(Shop shop)
    {
        await TwiceAsync(shop, "Deploy", "r2", "--tag=v2.0-blue");
        await shop.AnswersAsync(users: V1, testers: V2);
        Assert.Equal(["blue", "green"], await SubsetsAsync(shop));
        Assert.Equal(
            ["deployment.apps/shop-blue", "deployment.apps/shop-green"], await shop.NamesAsync("deployments"));

        await TwiceAsync(shop, "SmokeTest", "r2");
        await shop.AnswersAsync(users: V1, testers: V2);

        await TwiceAsync(shop, "Activate", "r2");
        await shop.AnswersAsync(users: V2, testers: V2);
        var status = await shop.RunAsync("Status", "r2");
        status.Succeeded().Says("live is blue", "LIVE", "v2.0-blue of release r2", "v1.0-green", "queue        free");
    }

    private static async Task BackAndForthAsync(Shop shop)
    {
        await TwiceAsync(shop, "Rollback", "r2");
        await shop.AnswersAsync(users: V1, testers: V1);

        await TwiceAsync(shop, "Activate", "r2");
        await shop.AnswersAsync(users: V2, testers: V2);
    }

    private static async Task DecommissionAsync(Shop shop)
    {
        await TwiceAsync(shop, "Decommission", "r2");
        await shop.AnswersAsync(users: V2, testers: V2);
        Assert.Equal(["deployment.apps/shop-blue"], await shop.NamesAsync("deployments"));
        Assert.Single(await shop.NamesAsync("pods"));
        Assert.Equal(["blue"], await SubsetsAsync(shop));
        Assert.Equal("", await shop.KubectlAsync("get", "leases", "--output=jsonpath={.items[*].spec.holderIdentity}"));
    }

    private static async Task<IReadOnlyList<string>> SubsetsAsync(Shop shop)
    {
        var names = await shop.KubectlAsync(
            "get", "destinationrules", "--output=jsonpath={.items[*].spec.subsets[*].name}");
        return names.Split(' ');
    }
}
