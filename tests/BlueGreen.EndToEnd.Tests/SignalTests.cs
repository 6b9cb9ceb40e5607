using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>Ctrl+C and a CI cancel before the switch: users stay, the lease is free, nothing is lost.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class SignalTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly Answer V1 = Answer.Of("green", "1.0");
    private static readonly Answer V2 = Answer.Of("blue", "2.0");

    [Fact]
    public async Task Activate_SignalBeforeTheSwitch_ReleasesTheLeaseAndFinishesWhenRunAgain()
    {
        using var shop = await cluster.OpenShopAsync();
        await shop.ReleaseAsync("v1.0-green", "r1");
        (await shop.RunAsync("Deploy", "r2", "--tag=v2.0-blue", "--image=slow:1")).Succeeded();
        (await shop.RunAsync("SmokeTest", "r2")).Succeeded();

        await StopAsync(shop, "INT", ExitCode.Interrupted, replicas: 2);
        await StopAsync(shop, "TERM", ExitCode.Terminated, replicas: 3);
        await CloseTerminalAsync(shop, replicas: 4);

        (await shop.RunAsync("Activate", "r2")).Succeeded().SaysNot("waiting:");
        await shop.AnswersAsync(users: V2, testers: V2);
    }

    private static async Task CloseTerminalAsync(Shop shop, int replicas)
    {
        await shop.KubectlAsync("scale", "deployment/shop-green", $"--replicas={replicas}");
        await using var terminal = shop.StartInTerminal("Activate", "r2");
        await terminal.SaysAsync("Wait until blue is ready");
        Assert.NotEmpty(await shop.HolderAsync());
        await terminal.SignalAsync("KILL");

        await Eventually.TrueAsync(
            Limit, "the lease is given back", async () => string.IsNullOrEmpty(await shop.HolderAsync()));
        await shop.AnswersAsync(users: V1, testers: V2);
    }

    /// <summary>Users need more replicas than the target has: Activate waits for them before it switches.</summary>
    private static async Task StopAsync(Shop shop, string signal, ExitCode code, int replicas)
    {
        await shop.KubectlAsync("scale", "deployment/shop-green", $"--replicas={replicas}");
        await using var activate = shop.Start("Activate", "r2");
        await activate.SaysAsync("...    Bring blue to the replicas of green");
        Assert.NotEmpty(await shop.HolderAsync());
        await activate.SignalAsync(signal);

        (await activate.EndAsync()).Exited(code).Says("stopped: Activate was stopped")
            .Says("next:   ./build.sh --target=Activate").SaysNot("next:   ./build.sh --target=Decommission");
        Assert.Empty(await shop.HolderAsync());
        Assert.Contains("Activate was stopped", await shop.JournalAsync("Activate"), StringComparison.Ordinal);
        await shop.AnswersAsync(users: V1, testers: V2);
    }
}
