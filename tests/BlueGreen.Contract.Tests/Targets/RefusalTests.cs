using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Objects;
using Xunit;

namespace BlueGreen.Contract.Tests.Targets;

/// <summary>What every target refuses, and that a refusal and a plan write nothing.</summary>
[Trait("Kind", "Loopback")]
public sealed class RefusalTests(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private static readonly ResourceType[] Written =
    [
        ResourceType.Deployments, ResourceType.Services, ResourceType.ConfigMaps, ResourceType.Leases,
        ResourceType.VirtualServices, ResourceType.DestinationRules, ResourceType.Gateways,
    ];

    [Fact]
    public async Task Targets_WithoutAnyRelease_SayThatThereIsNothing()
    {
        await using var app = await cluster.OpenAppAsync();

        (await app.RunAsync("Rollback", "r-1")).Failed(ExitCode.NotSwitched);
        (await app.RunAsync("SmokeTest", "r-1", "--tag=v1.0-green")).Failed(ExitCode.NotSwitched);
        (await app.RunAsync("Activate", "r-1", "--tag=v1.0-green")).Failed(ExitCode.NotSwitched);
        var status = (await app.RunAsync("Status", "r-1", "--output=json")).Succeeded().Json;
        Assert.Null((string?)status["live"]);
    }

    [Fact]
    public async Task Targets_OfAStaleOrLiveColor_ChangeNothing()
    {
        await using var app = await cluster.OpenAppAsync();
        await app.ReleaseAsync("v1.0-green", "r-1");
        (await app.RunAsync("Deploy", "r-2", "--tag=v2.0-blue")).Succeeded();
        var before = await SnapshotAsync(app);

        (await app.RunAsync("Activate", "r-2", "--tag=v2.0-blue")).Failed(ExitCode.NotSwitched);
        (await app.RunAsync("SmokeTest", "r-9", "--tag=v2.0-blue")).Failed(ExitCode.NotSwitched);
        (await app.RunAsync("Deploy", "r-3", "--tag=v3.0-green")).Failed(ExitCode.NotSwitched);
        (await app.RunAsync("Decommission", "r-1", "--color=green")).Failed(ExitCode.NotSwitched);

        Assert.Equal(before, await SnapshotAsync(app));
        await app.AnswersAsync("1.0 green 200", "2.0 blue 200");
    }

    [Fact]
    public async Task Plan_OfEveryTarget_WritesNothing()
    {
        await using var app = await cluster.OpenAppAsync();
        await app.ReleaseAsync("v1.0-green", "r-1");
        var before = await SnapshotAsync(app);

        (await app.RunAsync("Plan", "r-2", "--tag=v2.0-blue")).Succeeded().Says("shop-blue");
        (await app.RunAsync("Deploy", "r-2", "--tag=v2.0-blue", "--dryrun")).Succeeded().Says("nothing was written");

        Assert.Equal(before, await SnapshotAsync(app));
        Assert.Null(await app.FindAsync(ResourceType.Deployments, "shop-blue"));
    }

    // The lease is left out: who is refused under it has held it.
    private static async Task<string> SnapshotAsync(ContractApp app)
    {
        var versions = new List<string>();
        foreach (var type in Written.Where(type => type != ResourceType.Leases))
        {
            foreach (var item in (await app.Client.ListAsync(type, app.Name)).Items)
            {
                // Status is others' to write.
                var spec = (item["spec"] ?? item["data"])?.ToJsonString();
                versions.Add($"{type.Plural} {KubeObject.NameOf(item)} {spec} {item["metadata"]!["annotations"]}");
            }
        }

        return string.Join('\n', versions.Where(text => !text.Contains("history", StringComparison.Ordinal)));
    }
}
