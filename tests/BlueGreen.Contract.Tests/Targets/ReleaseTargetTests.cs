using BlueGreen.Contract.Tests.Clusters;
using Xunit;

namespace BlueGreen.Contract.Tests.Targets;

/// <summary>Every target, from an empty namespace to a decommissioned color.</summary>
[Trait("Kind", "Loopback")]
public sealed class ReleaseTargetTests(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    [Fact]
    public async Task Targets_FirstAndSecondColor_MoveUsersThereAndBack()
    {
        await using var app = await cluster.OpenAppAsync();

        (await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green")).Succeeded();
        await app.AnswersAsync("- - 503", "1.0 green 200");
        (await app.RunAsync("SmokeTest", "r-1", "--tag=v1.0-green")).Succeeded();
        (await app.RunAsync("Activate", "r-1", "--tag=v1.0-green")).Succeeded();
        await app.AnswersAsync("1.0 green 200", "1.0 green 200");

        (await app.RunAsync("Deploy", "r-2", "--tag=v2.0-blue")).Succeeded();
        await app.AnswersAsync("1.0 green 200", "2.0 blue 200");
        (await app.RunAsync("SmokeTest", "r-2", "--tag=v2.0-blue")).Succeeded();
        (await app.RunAsync("Activate", "r-2", "--tag=v2.0-blue")).Succeeded();
        await app.AnswersAsync("2.0 blue 200", "2.0 blue 200");

        (await app.RunAsync("Rollback", "r-2")).Succeeded();
        await app.AnswersAsync("1.0 green 200", "1.0 green 200");
        (await app.RunAsync("Decommission", "r-2")).Succeeded();
        var status = (await app.RunAsync("Status", "r-2", "--output=json")).Succeeded().Json;
        Assert.Equal("green", (string?)status["live"]);
    }
}
