using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary><c>--dryrun</c> shows plan and differences of every target, and writes nothing at all.</summary>
/// <param name="cluster">Its cluster.</param>
public sealed class DryRunTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task EveryTarget_DryRun_ShowsWhatItWouldDoAndWritesNothing()
    {
        using var shop = await cluster.OpenShopAsync();
        await shop.ReleaseAsync("v1.0-green", "r1");
        await shop.ReleaseAsync("v2.0-blue", "r2");
        Directory.Delete(Path.Combine(shop.Folder, "artifacts"), recursive: true);
        var before = await shop.SnapshotAsync();

        (await DryAsync(shop, "Deploy", "r3", "--tag=v3.0-green"))
            .Says("v3.0-green replaces v1.0-green", "change Deployment/shop-green", "uptimer:3.0", "- ", "+ ");
        (await DryAsync(shop, "Release", "r3", "--tag=v3.0-green")).Says("change Deployment/shop-green");
        (await DryAsync(shop, "SmokeTest", "r2")).Says("would  Smoke-test blue");
        (await DryAsync(shop, "Activate", "r2")).Says("v2.0-blue is live on blue already");
        (await DryAsync(shop, "Rollback", "r2"))
            .Says("would  Switch the live route back from blue to green", "change VirtualService/shop-blue-green");
        (await DryAsync(shop, "Decommission", "r2"))
            .Says("would  Remove green", "change DestinationRule/shop-blue-green");
        (await shop.RunAsync("Plan", "r3", "--tag=v3.0-green")).Succeeded().Says("would  Deploy v3.0-green to green");
        (await shop.RunAsync("Status", "r3", "--dryrun")).Succeeded().Says("live is blue", "queue        free");
        (await shop.RunAsync("ClusterUp", "r3", "--dryrun")).Succeeded().Says("would start a mini-cluster");
        (await shop.RunAsync("ClusterDown", "r3", "--dryrun")).Succeeded().Says("No mini-cluster runs here");
        (await shop.RunAsync("Demo", "r3", "--dryrun")).Succeeded().Says("nothing was started");

        Assert.Equal(before, await shop.SnapshotAsync());
        Assert.False(Directory.Exists(Path.Combine(shop.Folder, "artifacts")), "A dry run leaves no file.");
    }

    [Fact]
    public async Task Status_ReadsOnly()
    {
        using var shop = await cluster.OpenShopAsync();

        (await shop.RunAsync("Status", "r1")).Succeeded().Says("no route yet", "not deployed", "queue        free");

        Assert.Empty(await shop.SnapshotAsync());
    }

    private static async Task<CliResult> DryAsync(
        Shop shop, string target, string releaseId, params string[] arguments) =>
        (await shop.RunAsync(target, releaseId, ["--dryrun", .. arguments])).Succeeded().Says("nothing was written");
}
