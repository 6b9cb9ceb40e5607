using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using Xunit;

namespace BlueGreen.Contract.Tests.Facts;

/// <summary>Facts 9 and 13: what a Deployment's status says too early, and what only its pods say.</summary>
[Trait("Kind", "Loopback")]
public sealed class RolloutTests(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private const string Probe = "          readinessProbe:";

    [Fact]
    public async Task Fact9_RightAfterAPatch_TheStatusIsThatOfTheGenerationBefore()
    {
        await using var app = await cluster.OpenAppAsync();
        (await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green")).Succeeded();
        var labels = new JsonObject { ["labels"] = new JsonObject { ["touched"] = "yes" } };
        var patch = new Patch(PatchKind.Merge, new JsonObject
        {
            ["spec"] = new JsonObject { ["template"] = new JsonObject { ["metadata"] = labels } },
        });

        var patched = await app.Client.PatchAsync(
            new ResourceRef(ResourceType.Deployments, app.Name, "shop-green"), patch);

        var (wanted, seen) = (patched["metadata"]!["generation"], patched["status"]!["observedGeneration"]);
        Assert.Equal((long)wanted!, (long)seen! + 1);
        Assert.Equal(1, (int?)patched["status"]!["readyReplicas"]);
    }

    [Fact]
    public async Task Fact9_StatusThatStaysThatOfTheGenerationBefore_IsNeverTakenForReady()
    {
        await using var app = await cluster.OpenAppAsync();
        await using var proxy = await ApiProxy.StartAsync(cluster.Access.Kubeconfig);
        proxy.Fault = request => request.Path.Value!.Contains("/deployments", StringComparison.Ordinal)
            ? new ApiFault { Edit = OneGenerationLate }
            : null;
        app.Environment["KUBECONFIG"] = proxy.Kubeconfig;

        var late = await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green", "--keep-failed=true", "--timeouts.ready=4s");

        late.Failed(ExitCode.NotSwitched, "Wait until green is ready", "did not finish");
        var status = (await app.GetAsync(ResourceType.Deployments, "shop-green"))["status"]!;
        Assert.Equal((1, 1, 1), (
            (int?)status["updatedReplicas"], (int?)status["availableReplicas"], (int?)status["replicas"]));
        app.Environment["KUBECONFIG"] = cluster.Access.Kubeconfig;
        (await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green")).Succeeded();
    }

    [Fact]
    public async Task Fact9_DeployOverAReadyColor_EndsOnlyWhenTheNewPodsAreReady()
    {
        await using var app = await cluster.OpenAppAsync();
        (await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green")).Succeeded();
        app.Environment["READY_DELAY"] = "2";

        (await app.RunAsync("Deploy", "r-2", "--tag=v1.1-green")).Succeeded();

        await app.AnswersAsync("- - 503", "1.1 green 200");
        var status = (await app.GetAsync(ResourceType.Deployments, "shop-green"))["status"]!;
        Assert.Equal((1, 1), ((int?)status["updatedReplicas"], (int?)status["replicas"]));
    }

    [Theory]
    [InlineData("missing", "green does not start", "PullBackOff")]
    [InlineData("crashing", "green does not start", "the disk is full", "exit code 7")]
    [InlineData("never ready", "runs but is not ready", "shop-green")]
    public async Task Fact13_ImageThatDoesNotWork_IsToldByThePodsWhileTheOldOnesAreAvailable(
        string how, params string[] words)
    {
        await using var app = await cluster.OpenAppAsync();
        (await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green")).Succeeded();
        Break(app, how);

        var failed = await app.RunAsync(
            "Deploy", "r-2", "--tag=v1.1-green", "--keep-failed=true", $"--timeouts.ready={Limit(how)}s");

        failed.Failed(ExitCode.NotSwitched, words);
        var status = (await app.GetAsync(ResourceType.Deployments, "shop-green"))["status"]!;
        Assert.Contains(status["conditions"]!.AsArray(), condition =>
            (string?)condition!["type"] is "Available" && (string?)condition["status"] is "True");
    }

    private static string OneGenerationLate(string line) => Regex.Replace(
        line,
        "\"observedGeneration\":\\s*(?<number>[0-9]+)",
        match => $"\"observedGeneration\":{int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) - 1}",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private static int Limit(string how) => how is "never ready" ? 4 : 90;

    private static void Break(ContractApp app, string how)
    {
        var image = app.Deployment.Split('\n').First(line => line.Contains("image:", StringComparison.Ordinal));
        app.Write("manifests/deployment.yml", how switch
        {
            "missing" => app.Deployment.Replace(image, image[..image.IndexOf("image:", StringComparison.Ordinal)]
                + "image: registry.invalid/nobody/nothing:1", StringComparison.Ordinal),
            "crashing" => app.Deployment.Replace(Probe.TrimEnd(), Crash + Probe, StringComparison.Ordinal),
            _ => app.Deployment.Replace("\"$READY_DELAY\"", "\"3600\"", StringComparison.Ordinal),
        });
    }

    private const string Crash =
        "          command: [sh, -c, \"echo 'the disk is full'; exit 7\"]\n";
}
