using System.Globalization;
using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.SeedApp;

/// <summary>The article's app as it is, from nothing to a release, with what Init wrote and nothing else.</summary>
public sealed class InitTests
{
    private const string Password = "not-for-eyes";

    [SeedAppFact]
    public async Task SeedApp_FromNothing_IsReleased()
    {
        using var app = new TemporaryFolder();
        await SeedAppSource.InstallAsync(app);
        var before = await File.ReadAllTextAsync(Path.Combine(app.Path, "manifests", "deployment.yml"));
        await using var database = await PostgresServer.StartAsync(Password);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // Where no feed has the package: the clone, which is built already.
            ["BlueGreenSource"] = Programs.Root,
            ["BuildProjectReferences"] = "false",
            ["BLUEGREEN_RELEASE_ID"] = "r1",
            ["KUBECONFIG"] = Path.Combine(app.Path, "artifacts", "mini-cluster", "kubeconfig"),
            ["DB_SCHEMA"] = "postgres",
            ["DB_USER"] = "postgres",
            ["DB_PASSWORD"] = Password,
            ["DB_HOST"] = "127.0.0.1",
            ["DB_PORT"] = database.Port.ToString(CultureInfo.InvariantCulture),
            ["DB_SSL"] = "false",
        };

        await using (var init = CliProcess.Start(
            Programs.Root, environment, "dotnet", Programs.Build, "--target=Init", $"--into={app.Path}"))
        {
            (await init.EndAsync()).Succeeded().Says("app: addressbook", "What to do next:", "a placeholder");
        }

        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(app.Path, "manifests", "deployment.yml")));
        try
        {
            await RunAsync("ClusterUp");
            await RunAsync("Deploy", "--tag=v1.0-green");
            await RunAsync("SmokeTest", "--tag=v1.0-green");
            await RunAsync("Activate", "--tag=v1.0-green");
            var gateway = Cluster.Find(app.Path)!.Gateway;
            var answer = await Traffic.AskAsync(new Address(gateway, "any.test", "/ready"), null);
            Assert.Equal(new Answer(200, "green", null), answer);
        }
        finally
        {
            await RunAsync("ClusterDown");
        }

        async Task RunAsync(string target, params string[] arguments)
        {
            await using var run = CliProcess.Start(
                app.Path, environment, [Path.Combine(app.Path, "build.sh"), $"--target={target}", .. arguments]);
            (await run.EndAsync()).Succeeded().SaysNot(Password);
        }
    }
}
