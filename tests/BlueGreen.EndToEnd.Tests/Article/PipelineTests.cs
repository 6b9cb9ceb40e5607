using System.Collections.Immutable;
using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Errors;
using BlueGreen.Routers.Probing;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Article;

/// <summary>The article's own bash commands, with real kubectl, jq, envsubst and curl, on the mini-cluster.</summary>
/// <param name="cluster">A cluster of its own: the article's routes take every host.</param>
public sealed class PipelineTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static readonly string Scripts = Path.Combine(Programs.Root, "tests", "article");

    [Fact]
    public async Task Pipeline_TwoReleasesBackAndForth_DoesWhatTheArticleSays()
    {
        cluster.FurtherImages = Image();
        using var shop = await cluster.OpenShopAsync();
        CopyManifests(shop);

        // The first release: nothing is there yet.
        await JobsAsync(shop, "green", "one", "sanity", "deploy", "smoke");
        await JobAsync(shop, "activate", ("COLOR_ACTIVE", "green"));
        Assert.Equal(("green", "green"), await AnswersAsync(shop));

        // The second one, to the other color; the first cannot be deployed to any more.
        await JobsAsync(shop, "blue", "two", "sanity", "deploy", "smoke");
        (await RunAsync(shop, "sanity", ("COLOR_TEST", "green"))).Exited(ExitCode.Done);
        await JobAsync(shop, "activate", ("COLOR_ACTIVE", "blue"));
        Assert.Equal(("blue", "blue"), await AnswersAsync(shop));
        (await RunAsync(shop, "sanity", ("COLOR_TEST", "blue"))).Exited((ExitCode)1).Says("Default route goes to blue");

        await JobAsync(shop, "rollback", ("COLOR_ACTIVE", "green"));
        Assert.Equal(("green", "green"), await AnswersAsync(shop));
        await JobAsync(shop, "activate", ("COLOR_ACTIVE", "blue"));
        await JobAsync(shop, "decommission", ("COLOR_DECOMISSION", "green"));
        await JobAsync(shop, "decommission", ("COLOR_DECOMISSION", "green"));
        Assert.Equal(("blue", "blue"), await AnswersAsync(shop));
        Assert.Equal("deployment.apps/myapp-blue", await DefaultAsync(shop, "get", "deployments", "--output=name"));
    }

    private static string Image() =>
        $$"""
            me/myapp:
              command: [dotnet, {{Programs.Uptimer}}]
              env:
                UPTIMER: {{Programs.Uptimer}}
                PATH: {{Path.Combine(Scripts, "image")}}:{{Environment.GetEnvironmentVariable("PATH")}}

        """;

    private static void CopyManifests(Shop shop)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Scripts, "manifests")))
        {
            shop.Write(Path.Combine("manifests", Path.GetFileName(file)), File.ReadAllText(file));
        }
    }

    private static async Task JobsAsync(Shop shop, string color, string workflow, params string[] jobs)
    {
        foreach (var job in jobs)
        {
            await JobAsync(shop, job, ("COLOR_TEST", color), ("SEMAPHORE_WORKFLOW_ID", workflow));
        }
    }

    private static async Task JobAsync(Shop shop, string job, params (string Name, string Value)[] variables) =>
        (await RunAsync(shop, job, variables)).Succeeded();

    private static async Task<CliResult> RunAsync(
        Shop shop, string job, params (string Name, string Value)[] variables)
    {
        var environment = ImmutableDictionary.CreateRange(StringComparer.Ordinal, variables
            .Append(("KUBECONFIG", shop.Kubeconfig)).Append(("DOCKER_USERNAME", "me")).Append(("DB_PASSWORD", "secret"))
            .Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));
        await using var process = CliProcess.Start(
            shop.Folder, environment, "bash", Path.Combine(Scripts, "pipeline.bash"), job);
        return await process.EndAsync();
    }

    /// <summary>Tells which color answers users, and which answers testers.</summary>
    private static async Task<(string Users, string Testers)> AnswersAsync(Shop shop) =>
        (await AskAsync(shop, string.Empty), await AskAsync(shop, "Cookie: test=true\r\n"));

    private static async Task<string> AskAsync(Shop shop, string headers)
    {
        await using var connection = await RawHttpConnection.OpenAsync(shop.Gateway, host: null, default);
        var answer = await connection.SendAsync(new RawHttpRequest("/", "any.test", headers, Close: true), default);
        return answer.Status != 200 ? $"{answer.Status}"
            : answer.Body.Contains(" on blue,", StringComparison.Ordinal) ? "blue" : "green";
    }

    private static async Task<string> DefaultAsync(Shop shop, params string[] arguments)
    {
        var environment = ImmutableDictionary<string, string>.Empty.Add("KUBECONFIG", shop.Kubeconfig);
        await using var process = CliProcess.Start(shop.Folder, environment, ["kubectl", .. arguments]);
        return (await process.EndAsync()).Succeeded().Output.TrimEnd();
    }
}
