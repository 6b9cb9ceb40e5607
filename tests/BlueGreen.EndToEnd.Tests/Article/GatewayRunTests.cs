using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Article;

/// <summary>The gateway as a process of its own, in front of a cluster that only a kubeconfig tells of.</summary>
/// <param name="cluster">Its cluster.</param>
public sealed class GatewayRunTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static readonly Answer V1 = Answer.Of("green", "1.0");
    private static readonly Answer V2 = Answer.Of("blue", "2.0");

    [Fact]
    public async Task GatewayRun_WholeRelease_GoesThroughItAndLosesNothing()
    {
        using var shop = await cluster.OpenShopAsync();
        await using var gateway = shop.Start("GatewayRun", "none");
        await gateway.SaysAsync("stop      Ctrl+C");
        var url = UrlIn(gateway.Output);
        var address = new Address(url, $"{shop.Name}.test", "/");

        // The release itself is proven through this gateway, too.
        var ingress = $"--ingress.url={url}";
        (await shop.RunAsync("Release", "r1", "--tag=v1.0-green", ingress)).Succeeded();
        Assert.Equal(V1, await Traffic.AskAsync(address, null));
        await using var users = Traffic.Start(address);
        (await shop.RunAsync("Release", "r2", "--tag=v2.0-blue", ingress)).Succeeded();
        Assert.Equal(V2, await Traffic.AskAsync(address, null));
        (await shop.RunAsync("Rollback", "r2", ingress)).Succeeded();
        await users.EndWithoutFailureAsync("1.0", "2.0");

        await gateway.SignalAsync("TERM");
        (await gateway.EndAsync()).Succeeded().Says("The gateway is down.");
    }

    [Fact]
    public async Task GatewayRun_KubeconfigThatLeadsNowhere_EndsWithTheReason()
    {
        using var shop = await cluster.OpenShopAsync();

        (await shop.RunAsync("GatewayRun", "none", "--kubeconfig=missing"))
            .Failed(ExitCode.Usage, "missing does not exist");
        (await shop.RunAsync("GatewayRun", "none", "--dryrun")).Succeeded().Says("would run a gateway for namespace");
    }

    private static Uri UrlIn(string output)
    {
        const string words = "The gateway is ready: ";
        var start = output.IndexOf(words, StringComparison.Ordinal) + words.Length;
        return new Uri(output[start..output.IndexOf('\n', start)]);
    }
}
