using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Contract.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.Contract.Tests.Facts;

/// <summary>
/// Fact 11, for writes: a server that restarts cuts connections, and nobody knows whether the last write arrived.
/// </summary>
[Trait("Kind", "Loopback")]
public sealed class LostWriteTests(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fact11_SwitchIsCutOff_UsersAreWhereTheToolSaysAndTheSameCommandEndsIt(bool hasArrived)
    {
        await using var app = await cluster.OpenAppAsync();
        await app.ReleaseAsync("v1.0-green", "r-1");
        (await app.RunAsync("Deploy", "r-2", "--tag=v2.0-blue")).Succeeded();
        (await app.RunAsync("SmokeTest", "r-2", "--tag=v2.0-blue")).Succeeded();
        await using var proxy = await ApiProxy.StartAsync(cluster.Access.Kubeconfig);
        var isLeft = true;
        proxy.Fault = request => IsSwitch(request) && Interlocked.Exchange(ref isLeft, false)
            ? new ApiFault { IsCutBefore = !hasArrived, IsCutAfter = hasArrived }
            : null;
        app.Environment["KUBECONFIG"] = proxy.Kubeconfig;

        var first = await app.RunAsync("Activate", "r-2", "--tag=v2.0-blue");

        Assert.False(isLeft, first.Output);
        var users = await app.AskAsync();
        Assert.Equal(first.ExitCode == 0 ? "2.0 blue 200" : "1.0 green 200", users);
        (await app.RunAsync("Activate", "r-2", "--tag=v2.0-blue")).Succeeded();
        await app.AnswersAsync("2.0 blue 200", "2.0 blue 200");
    }

    private static bool IsSwitch(HttpRequest request) =>
        request.Method is "PATCH" && request.Path.Value!.Contains("/virtualservices/", StringComparison.Ordinal);
}
