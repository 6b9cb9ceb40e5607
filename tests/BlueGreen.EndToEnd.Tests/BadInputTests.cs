using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>What a user wrote wrong: exit code 2, all of it told at once with its place, nothing touched.</summary>
/// <remarks>Further mistakes, without a cluster, are in the tests of the host.</remarks>
/// <param name="cluster">Its cluster.</param>
public sealed class BadInputTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private const string Deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-$COLOR_TEST
        spec:
          selector:
            matchLabels: {app: shop, color: $COLOR_TEST}
          template:
            metadata:
              labels: {app: shop, color: $COLOR_TEST}
            spec:
              containers:
                - name: shop
                  image: uptimer:$VERSION
                  env:
                    - name: GREETING
                      value: $GREETING
                    - name: COUNTRY
                      value: $COUNTRY

        """;

    /// <summary>Each row: a file and its text, or null; arguments; the words the user must read.</summary>
    public static TheoryData<string, string?, string, string[]> Mistakes => new()
    {
        {
            "bluegreen.yml",
            "app: shop\nreplcas: 2\nport: many\ntimeouts:\n  redy: 5s\n",
            string.Empty,
            [
                "bluegreen.yml:2:1", "'replcas' is not known", "'replicas'",
                "bluegreen.yml:3:7", "'port'",
                "bluegreen.yml:5:3", "'timeouts.ready'",
            ]
        },
        {
            "manifests/deployment.yml",
            Deployment,
            string.Empty,
            ["manifests/deployment.yml:17:", "GREETING", "manifests/deployment.yml:19:", "COUNTRY"]
        },
        { "other.txt", null, "--context=nobody", ["no context 'nobody'", "known: mini-cluster"] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Deploy_Mistake_IsToldWithItsPlaceAndNothingIsTouched(
        string file, string? text, string arguments, string[] words)
    {
        using var shop = await cluster.OpenShopAsync();
        if (text is not null)
        {
            shop.Write(file, text);
        }

        var before = await shop.SnapshotAsync();
        var further = arguments.Split(" --", StringSplitOptions.RemoveEmptyEntries).Select(Dashed);
        var deploy = await shop.RunAsync("Deploy", "r1", ["--tag=v1.0-green", .. further]);

        deploy.Failed(ExitCode.Usage, words);
        Assert.Equal(before, await shop.SnapshotAsync());
    }

    [Fact]
    public async Task Deploy_TagWithoutAColor_IsNoRelease()
    {
        using var shop = await cluster.OpenShopAsync();

        (await shop.RunAsync("Deploy", "r1", "--tag=v1.0")).Succeeded().Says("'v1.0' is not a release tag");

        Assert.Empty(await shop.NamesAsync("deployments,leases,configmaps"));
    }

    private static string Dashed(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) ? argument : $"--{argument}";
}
