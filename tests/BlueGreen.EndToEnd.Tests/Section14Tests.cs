using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>What a well-known hand-written pipeline gets wrong, one test a defect: ours does not.</summary>
/// <remarks>Number 10 is in <see cref="SecretTests"/>.</remarks>
/// <param name="cluster">Its cluster.</param>
public sealed class Section14Tests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static readonly Answer V1 = Answer.Of("green", "1.0");
    private static readonly Answer V2 = Answer.Of("blue", "2.0");

    [Fact]
    public async Task Section14_01_02_04_FirstDeployOfUsersRoutes_ReachesOnlyCookieHolders()
    {
        using var shop = await OpenWithRoutesAsync();

        (await shop.RunAsync("Deploy", "r1", "--tag=v1.0-green")).Succeeded();

        // 1: nothing is live, so the default route goes to nobody, not to every pod. 2: the first release has a way.
        await shop.AnswersAsync(users: Answer.Nobody, testers: V1);

        // 4: the cookie counts wherever it stands in the header, and only the whole cookie.
        Assert.Equal(V1, await shop.AskAsync("test=true; a=b"));
        Assert.Equal(V1, await shop.AskAsync("a=b; test=true"));
        Assert.Equal(Answer.Nobody, await shop.AskAsync("a=b; test=truely"));
        Assert.Equal(Answer.Nobody, await shop.AskAsync("contest=true"));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Section14_03_UnreadableRoute_IsNotAMissingOne(int status)
    {
        using var shop = await cluster.OpenShopAsync();
        await shop.ReleaseAsync("v1.0-green", "r1");
        await using var faulty = FaultyApi.Start(shop.Kubeconfig, "virtualservices", status);
        shop.Environment["KUBECONFIG"] = shop.Write(
            "kubeconfig",
            $"""
            current-context: a
            contexts:
            - name: a
              context:
                cluster: a
            clusters:
            - name: a
              cluster:
                server: {faulty.Address}

            """);

        // Both would harm users if "cannot be read" were taken for "is not there".
        (await shop.RunAsync("Deploy", "r2", "--tag=v2.0-green"))
            .Failed(ExitCode.NotSwitched, "virtualservices", "not today").SaysNot("no route yet");
        (await shop.RunAsync("Decommission", "r1", "--color=green"))
            .Failed(ExitCode.NotSwitched, "virtualservices", "not today");

        await shop.AnswersAsync(users: V1, testers: V1);
    }

    [Fact]
    public async Task Section14_05_RouteOfTheActiveSubsetOnly_KeepsBothSubsetsWhileEitherMayBeNamed()
    {
        using var shop = await OpenWithRoutesAsync();
        await shop.ReleaseAsync("v1.0-green", "r1");
        await using var users = shop.StartTraffic();

        await shop.ReleaseAsync("v2.0-blue", "r2");
        await shop.AnswersAsync(users: V2, testers: V2);
        Assert.Equal("blue green", await SubsetsAsync(shop));
        (await shop.RunAsync("Rollback", "r2")).Succeeded();

        await users.EndWithoutFailureAsync("1.0", "2.0");
        Assert.Equal("blue green", await SubsetsAsync(shop));
    }

    [Fact]
    public async Task Section14_13_RouteChangedSinceTheTag_IsNotRevertedInSilence()
    {
        using var shop = await OpenWithRoutesAsync();
        await shop.ReleaseAsync("v1.0-green", "r1");
        var timeout = """[{"op":"add","path":"/spec/http/0/timeout","value":"7s"}]""";
        await shop.KubectlAsync("patch", "virtualservice", "shop-routes", "--type=json", $"--patch={timeout}");

        (await shop.RunAsync("Deploy", "r2", "--tag=v2.0-blue"))
            .Failed(ExitCode.NotSwitched, "VirtualService/shop-routes", "kubectl-patch owns .spec.http", "--adopt");

        var kept = await shop.KubectlAsync(
            "get", "virtualservice", "shop-routes", "--output=jsonpath={.spec.http[*].timeout}");
        Assert.Equal("7s", kept);
        await shop.AnswersAsync(users: V1, testers: V1);
        (await shop.RunAsync("Deploy", "r2", "--tag=v2.0-blue", "--adopt")).Succeeded();
        await shop.AnswersAsync(users: V1, testers: V2);
    }

    [Fact]
    public async Task Section14_06_ActivateAfterAChange_IsRefused()
    {
        using var shop = await cluster.OpenShopAsync();
        (await shop.RunAsync("Deploy", "r1", "--tag=v1.0-green")).Succeeded();
        (await shop.RunAsync("SmokeTest", "r1")).Succeeded();

        await shop.KubectlAsync("set", "env", "deployment/shop-green", "GREETING=hello");

        (await shop.RunAsync("Activate", "r1"))
            .Failed(ExitCode.NotSwitched, "was changed after its smoke test", "another pod template");
        Assert.Equal(Answer.Nobody, await shop.AskAsync());
    }

    [Fact]
    public async Task Section14_07_DecommissionByColor_LooksAtTheRouteFirst()
    {
        using var shop = await cluster.OpenShopAsync();
        await shop.ReleaseAsync("v1.0-green", "r1");
        shop.Environment["COLOR_DECOMISSION"] = "green";

        (await shop.RunAsync("Decommission", "r1")).Failed(ExitCode.NotSwitched, "green must not be decommissioned");

        await shop.AnswersAsync(users: V1, testers: V1);
    }

    [Fact]
    public async Task Section14_08_AnotherVersionThanTheTags_IsNoProof()
    {
        using var shop = await cluster.OpenShopAsync();

        var deploy = await shop.RunAsync("Deploy", "r1", "--tag=v1.0-green", "--image=stale:1", "--timeouts.probe=5s");

        deploy.Failed(ExitCode.NotSwitched, "Prove the test route to green", "0.1");
        Assert.Empty(await shop.NamesAsync("deployments"));
    }

    [Fact]
    public async Task Section14_09_ColorTakenBetweenDeployAndActivate_StopsTheOlderPipeline()
    {
        using var shop = await cluster.OpenShopAsync();
        (await shop.RunAsync("Deploy", "r1", "--tag=v1.0-green")).Succeeded();
        (await shop.RunAsync("SmokeTest", "r1", "--tag=v1.0-green")).Succeeded();
        (await shop.RunAsync("Deploy", "r2", "--tag=v1.1-green")).Succeeded();

        (await shop.RunAsync("Activate", "r1", "--tag=v1.0-green"))
            .Failed(ExitCode.NotSwitched, "green belongs to another release", "v1.1-green of release r2");

        await shop.AnswersAsync(users: Answer.Nobody, testers: Answer.Of("green", "1.1"));
    }

    [Fact]
    public async Task Section14_11_12_FailedMigration_IsToldAndItsTargetIsNotLeftBehind()
    {
        using var shop = await cluster.OpenShopAsync();
        shop.Configure(shop.Settings + "migrate:\n  expand: [sh, -c, 'echo table people is locked; exit 4']\n");

        var deploy = await shop.RunAsync("Deploy", "r1", "--tag=v1.0-green");

        deploy.Failed(
            ExitCode.NotSwitched, "expand migration", "exit code 4", "table people is locked", "removed again");
        Assert.Empty(await shop.NamesAsync("deployments"));
        Assert.Equal(Answer.Nobody with { Status = (await shop.AskWithCookieAsync()).Status }, await shop.AskAsync());
    }

    private static Task<string> SubsetsAsync(Shop shop) =>
        shop.KubectlAsync("get", "destinationrules", "--output=jsonpath={.items[*].spec.subsets[*].name}");

    /// <summary>A team that brings the sample's own routes; its route.yml holds the active subset only.</summary>
    private async Task<Shop> OpenWithRoutesAsync()
    {
        var shop = await cluster.OpenShopAsync();
        foreach (var file in new[] { "gateway.yml", "route-test.yml", "route.yml" })
        {
            var sample = await File.ReadAllTextAsync(
                Path.Combine(Programs.Root, "samples", "Uptimer", "manifests", file));
            shop.Write($"manifests/{file}", sample
                .Replace("uptimer-blue-green", "shop-routes", StringComparison.Ordinal)
                .Replace("uptimer", "shop", StringComparison.Ordinal)
                .Replace("hosts:\n    - \"*\"", $"hosts:\n    - {shop.Name}.test", StringComparison.Ordinal));
        }

        return shop;
    }
}
