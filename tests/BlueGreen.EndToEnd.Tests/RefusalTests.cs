using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>What is refused, or fails before the switch: exit code 3, and users notice nothing.</summary>
/// <param name="cluster">Its cluster.</param>
public sealed class RefusalTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static readonly Answer V1 = Answer.Of("green", "1.0");

    [Fact]
    public async Task LiveColor_IsNeitherDeployedToNorDecommissioned()
    {
        using var shop = await cluster.OpenShopAsync();
        await shop.ReleaseAsync("v1.0-green", "r1");

        (await shop.RunAsync("Deploy", "r2", "--tag=v2.0-green"))
            .Failed(ExitCode.NotSwitched, "v2.0-green must not be deployed", "Users are on green", "v2.0-blue");
        (await shop.RunAsync("Decommission", "r1", "--color=green"))
            .Failed(ExitCode.NotSwitched, "green must not be decommissioned", "Users are on it", "blue");
        (await shop.RunAsync("Rollback", "r1"))
            .Failed(ExitCode.NotSwitched, "nothing to roll back to", "live is green");

        await shop.AnswersAsync(users: V1, testers: V1);
        Assert.Equal(["deployment.apps/shop-green"], await shop.NamesAsync("deployments"));
    }

    [Fact]
    public async Task Activate_UntestedOrOfAnotherRelease_IsRefused()
    {
        using var shop = await cluster.OpenShopAsync();
        await shop.ReleaseAsync("v1.0-green", "r1");
        (await shop.RunAsync("Deploy", "r2", "--tag=v2.0-blue")).Succeeded();

        (await shop.RunAsync("Activate", "r2"))
            .Failed(ExitCode.NotSwitched, "v2.0-blue must not be activated", "No smoke test", "Run SmokeTest");
        (await shop.RunAsync("Activate", "r1", "--tag=v2.0-blue"))
            .Failed(ExitCode.NotSwitched, "blue belongs to another release", "release r2", "newer pipeline");

        await shop.AnswersAsync(users: V1, testers: Answer.Of("blue", "2.0"));
    }

    [Theory]
    [InlineData("broken:1", ClusterSettings.LastWords)]
    [InlineData("unknown:1", "ErrImagePull")]
    [InlineData("never-ready:1", "is not ready")]
    public async Task Deploy_TargetDoesNotStart_SaysWhyAndRemovesIt(string image, string why)
    {
        using var shop = await cluster.OpenShopAsync();

        var deploy = await shop.RunAsync(
            "Deploy", "r1", "--tag=v1.0-green", $"--image={image}", "--timeouts.ready=10s");

        deploy.Failed(ExitCode.NotSwitched, why, "Users were never touched", "removed again");
        Assert.Empty(await shop.NamesAsync("deployments,virtualservices"));
        await Eventually.TrueAsync(
            TimeSpan.FromSeconds(30), "no pod is left", async () => (await shop.NamesAsync("pods")).Count == 0);
    }

    [Fact]
    public async Task Deploy_KeepFailed_LeavesTheTargetForALook()
    {
        using var shop = await cluster.OpenShopAsync();

        var deploy = await shop.RunAsync("Deploy", "r1", "--tag=v1.0-green", "--image=broken:1", "--keep-failed");

        deploy.Failed(ExitCode.NotSwitched, ClusterSettings.LastWords).SaysNot("removed again");
        Assert.Equal(["deployment.apps/shop-green"], await shop.NamesAsync("deployments"));
    }

    [Theory]
    [InlineData("server: ", "server: https://127.0.0.1:1", "cannot be reached", "network")]
    [InlineData("token: ", "token: stolen-and-revoked", "does not accept our credentials", "kubectl auth whoami")]
    public async Task Cluster_UnreachableOrStrange_IsToldAndIsNotAnEmptyCluster(
        string line, string instead, string why, string next)
    {
        using var shop = await cluster.OpenShopAsync();
        var lines = await File.ReadAllLinesAsync(shop.Kubeconfig);
        var broken = lines.Select(each => each.TrimStart().StartsWith(line, StringComparison.Ordinal)
            ? each[..^each.TrimStart().Length] + instead
            : each);
        shop.Write("kubeconfig", string.Join('\n', broken));
        shop.Environment["KUBECONFIG"] = Path.Combine(shop.Folder, "kubeconfig");

        var deploy = await shop.RunAsync("Deploy", "r1", "--tag=v1.0-green");

        deploy.Failed(ExitCode.NotSwitched, why, next).SaysNot("stolen-and-revoked").SaysNot("no route yet");
        Assert.Empty(await shop.NamesAsync("deployments,leases,configmaps"));
    }
}
