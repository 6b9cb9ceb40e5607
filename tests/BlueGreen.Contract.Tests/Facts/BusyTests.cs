using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.Contract.Tests.Facts;

/// <summary>Fact 12: a busy server tells a service account to come back later.</summary>
[Trait("Kind", "Loopback")]
public sealed class BusyTests(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private static readonly TimeSpan LongestGivingUp = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Fact12_EveryWriteIsRefusedOnce_TheReleaseWaitsAsToldAndGoesOn()
    {
        await using var app = await cluster.OpenAppAsync();
        await using var proxy = await ApiProxy.StartAsync(cluster.Access.Kubeconfig);
        var refused = new HashSet<string>(StringComparer.Ordinal);
        proxy.Fault = request => request.Method is not "GET" && TakeOnce(refused, request.Method + request.Path)
            ? new ApiFault { Status = 429, RetryAfterSeconds = 1 }
            : null;
        app.Environment["KUBECONFIG"] = proxy.Kubeconfig;

        await app.ReleaseAsync("v1.0-green", "r-1");

        Assert.True(refused.Count > 4, $"refused only {string.Join(", ", refused)}");
        await app.AnswersAsync("1.0 green 200", "1.0 green 200");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3600)]
    public async Task Fact12_ServerThatIsAlwaysBusy_IsGivenUpWithinALimit(int retryAfter)
    {
        await using var app = await cluster.OpenAppAsync();
        await using var proxy = await ApiProxy.StartAsync(cluster.Access.Kubeconfig);
        proxy.Fault = _ => new ApiFault { Status = 429, RetryAfterSeconds = retryAfter };
        app.Environment["KUBECONFIG"] = proxy.Kubeconfig;
        var start = TimeProvider.System.GetTimestamp();

        var result = await app.RunAsync("Status", "r-1");

        result.Failed(ExitCode.NotSwitched, "429");
        Assert.True(TimeProvider.System.GetElapsedTime(start) < LongestGivingUp);
    }

    private static bool TakeOnce(HashSet<string> taken, string what)
    {
        lock (taken)
        {
            return taken.Add(what);
        }
    }
}
