using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>The database's password reaches the pods, and nothing else.</summary>
/// <param name="cluster">Its cluster.</param>
public sealed class SecretTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private const string Password = "correct-horse:battery staple";

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
                  image: $IMAGE
                  ports: [{name: http, containerPort: 8080}]
                  env:
                    - {name: APP_VERSION, value: "$VERSION"}
                    - {name: DB_PASSWORD, value: "$DB_PASSWORD"}
                  readinessProbe:
                    httpGet: {path: /ready, port: http}
                    periodSeconds: 1

        """;

    /// <summary>Check, migration and the app that does not start all print the password: the worst case.</summary>
    private static string Talkative(Shop shop) => shop.Settings +
        """
        smoke-test:
          - exec: [sh, -c, 'echo "checked with $DB_PASSWORD"; test -n "$DB_PASSWORD"']
        migrate:
          expand: [sh, -c, 'echo "migrating with $DB_PASSWORD"; test "$APP_VERSION" != 0.9']

        """;

    [Fact]
    public async Task Section14_10_Password_IsInNoOutputNoFileAndNoRecord()
    {
        using var shop = await cluster.OpenShopAsync();
        shop.Configure(Talkative(shop));
        shop.Write("manifests/deployment.yml", Deployment);
        shop.Environment["DB_PASSWORD"] = Password;
        const string good = "--IMAGE=uptimer:1";

        var runs = new[]
        {
            (await shop.RunAsync("Deploy", "r0", "--tag=v0.8-green", "--IMAGE=talkative:1"))
                .Failed(ExitCode.NotSwitched, "cannot log in with"),
            (await shop.RunAsync("Deploy", "r0", "--tag=v0.9-green", good))
                .Failed(ExitCode.NotSwitched, "migrating with ***", "expand migration"),
            (await shop.RunAsync("Deploy", "r1", "--tag=v1.0-green", good, "--dryrun")).Succeeded().Says("DB_PASSWORD"),
            (await shop.RunAsync("Release", "r1", "--tag=v1.0-green", good)).Succeeded(),
            (await shop.RunAsync("Status", "r1", "--output=json", good)).Succeeded(),
        };

        Assert.All(runs, run => run.SaysNot(Password));
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(shop.Folder, "artifacts"), "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(Password, File.ReadAllText(file), StringComparison.Ordinal));
        var records = await shop.KubectlAsync("get", "configmaps,leases,events,virtualservices", "--output=yaml");
        Assert.Contains("migrate-expand", records, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, records, StringComparison.Ordinal);

        // The search above would find it: the Deployment itself has it, for the app needs it.
        var deployments = await shop.KubectlAsync("get", "deployments", "--output=yaml");
        Assert.Contains(Password, deployments, StringComparison.Ordinal);
    }
}
