using System.Globalization;
using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.SeedApp;

/// <summary>The article's own application in blue-green form, released against a real database.</summary>
/// <param name="cluster">Its cluster.</param>
public sealed class SeedAppTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private const string Password = "not-for-eyes";
    private static readonly Answer Green = new(200, "green", null);
    private static readonly Answer Blue = new(200, "blue", null);

    [SeedAppFact]
    public async Task SeedApp_GreenThenBlueThenBack_ServesItsUsersThroughout()
    {
        using var source = new TemporaryFolder();
        await SeedAppSource.InstallAsync(source);
        await using var database = await PostgresServer.StartAsync(Password);
        cluster.FurtherImages =
            $"""
                addressbook:
                  command: [node, src/app.js]
                  folder: {source.Path}

            """;
        using var shop = await cluster.OpenShopAsync();
        Prepare(shop, source.Path, database.Port);

        await ReleaseAsync(shop, "v1.0-green", "r1", before: Answer.Nobody, Green);
        await using var users = shop.StartTraffic();
        await ReleaseAsync(shop, "v2.0-blue", "r2", before: Green, Blue);
        (await shop.RunAsync("Rollback", "r2")).Succeeded();
        await shop.AnswersAsync(users: Green, testers: Green);
        await users.EndWithoutFailureAsync("blue", "green");

        // The migration ran in a pod, against the database: the journal tells of it, and the table is there.
        var journal = await shop.KubectlAsync("get", "configmap", "addressbook-blue-green-history", "--output=yaml");
        Assert.Contains("migrate-expand", journal, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, journal, StringComparison.Ordinal);
        shop.Path = "/all";
        Assert.Equal(Green, await shop.AskAsync());
    }

    private static async Task ReleaseAsync(Shop shop, string tag, string id, Answer before, Answer target)
    {
        (await shop.RunAsync("Deploy", id, $"--tag={tag}")).Succeeded().Says("expand migration").SaysNot(Password);
        await shop.AnswersAsync(users: before, testers: target);
        (await shop.RunAsync("SmokeTest", id)).Succeeded().SaysNot(Password);
        (await shop.RunAsync("Activate", id)).Succeeded();
        await shop.AnswersAsync(users: target, testers: target);
    }

    private static void Prepare(Shop shop, string source, int port)
    {
        shop.Path = "/ready";
        shop.Configure(
            $$"""
            app: addressbook
            namespace: {{shop.Name}}
            host: {{shop.Name}}.test
            verify:
              path: /ready
              consecutive: 5
            variables: {DB_SCHEMA: postgres, DB_USER: postgres, DB_HOST: 127.0.0.1, DB_SSL: "false", PORT: "3000"}
            smoke-test:
              - path: /ready
                json: {ready: true}
              - exec: [npm, run, ping]
            migrate:
              expand: [npm, run, migrate]

            """);
        shop.Environment["DB_PASSWORD"] = Password;
        shop.Environment["DB_PORT"] = port.ToString(CultureInfo.InvariantCulture);

        // What a team changes to come from the article's rolling update to blue-green: two names and one label.
        shop.Write("manifests/deployment.yml", Read(source, "deployment.yml")
            .Replace("name: $deployment", "name: addressbook-$COLOR_TEST", StringComparison.Ordinal)
            .Replace("deployment: $deployment", "color: $COLOR_TEST", StringComparison.Ordinal)
            .Replace(
                "      app: addressbook\n  strategy",
                "      app: addressbook\n      color: $COLOR_TEST\n  strategy",
                StringComparison.Ordinal)
            .Replace("$replicas", "1", StringComparison.Ordinal)
            .Replace("$img", "addressbook:$VERSION", StringComparison.Ordinal));
        shop.Write("manifests/service.yml", Read(source, "service.yml")
            .Replace("addressbook-lb", "addressbook", StringComparison.Ordinal)
            .Replace("type: LoadBalancer", "type: ClusterIP", StringComparison.Ordinal));
    }

    private static string Read(string source, string file) => File.ReadAllText(Path.Combine(source, "manifests", file));
}
