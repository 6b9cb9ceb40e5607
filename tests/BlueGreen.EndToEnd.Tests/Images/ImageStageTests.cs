using System.Text.Json.Nodes;
using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Errors;
using BlueGreen.Testing.Docker;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Images;

/// <summary>The image stage against a real docker daemon and a real registry: build, push, deploy by digest.</summary>
/// <param name="fixture">The daemon.</param>
/// <param name="cluster">The cluster.</param>
public sealed class ImageStageTests(DaemonFixture fixture, ClusterFixture cluster)
    : IClassFixture<DaemonFixture>, IClassFixture<ClusterFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly DockerDaemon _docker = fixture.Daemon;

    [Fact]
    public async Task BuildPushDeploy_RunsWhatTheRegistryHas()
    {
        using var shop = await OpenAsync(_docker.Registry);
        shop.Environment["NPM_TOKEN"] = "not-for-eyes";

        var tooEarly = await shop.RunAsync("Push", "r1", "--tag=v1.0-green");
        tooEarly.Failed(ExitCode.NotSwitched, "was not built on this machine", "--target=Build");
        Assert.False(File.Exists(Path.Combine(shop.Folder, "artifacts", "image.json")));

        (await shop.RunAsync("Build", "r1", "--tag=v1.0-green")).Succeeded()
            .Says("built: ").SaysNot("not-for-eyes");
        var id = await InspectAsync("{{.Id}}", "1.0");
        Assert.Equal("1.0 not-for-eyes", await InspectAsync(
            "{{index .Config.Labels \"org.opencontainers.image.version\"}} {{.Config.Labels.token}}", "r1"));

        // The same once more is the same image.
        (await shop.RunAsync("Build", "r1", "--tag=v1.0-green")).Succeeded();
        Assert.Equal((id, id), (await InspectAsync("{{.Id}}", "1.0"), await InspectAsync("{{.Id}}", "r1")));

        (await shop.RunAsync("Push", "r1", "--tag=v1.0-green")).Succeeded();
        var digest = await RegistryDigestAsync("1.0");
        Assert.Equal(digest, await RegistryDigestAsync("r1"));
        var record = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(shop.Folder, "artifacts", "image.json")))!;
        Assert.Equal(
            ("r1", $"{_docker.Registry}/uptimer:1.0", digest),
            ((string?)record["releaseId"], (string?)record["image"], (string?)record["digest"]));

        (await shop.RunAsync("Release", "r1", "--tag=v1.0-green")).Succeeded()
            .Says("by digest, as artifacts/image.json");
        Assert.Equal($"{_docker.Registry}/uptimer@{digest}", await DeployedAsync(shop, "green"));
        await shop.AnswersAsync(users: Answer.Of("green", "1.0"), testers: Answer.Of("green", "1.0"));

        // The file is of another release now: it says nothing about this one.
        (await shop.RunAsync("Deploy", "r2", "--tag=v2.0-blue")).Succeeded().Says("by tag: artifacts/image.json is of");
        Assert.Equal($"{_docker.Registry}/uptimer:2.0", await DeployedAsync(shop, "blue"));
    }

    // Two workflows on one daemon: the second one has moved the version's tag to its own image.
    [Fact]
    public async Task Push_TagTakenByAnotherBuild_IsRefused()
    {
        using var shop = await OpenAsync(_docker.Registry);
        (await shop.RunAsync("Build", "r7", "--tag=v7.0-green")).Succeeded();
        shop.Write("page.html", "<p>another one</p>\n");
        (await shop.RunAsync("Build", "r8", "--tag=v7.0-green")).Succeeded();

        (await shop.RunAsync("Push", "r7", "--tag=v7.0-green")).Failed(
            ExitCode.NotSwitched, "uptimer:7.0 was not pushed", "are not the same image", "--target=Build again");
        Assert.False(File.Exists(Path.Combine(shop.Folder, "artifacts", "image.json")));
    }

    [Fact]
    public async Task Push_RegistryRefuses_SaysWhatToDo()
    {
        using var shop = await OpenAsync(_docker.ClosedRegistry);
        (await shop.RunAsync("Build", "r1", "--tag=v1.0-green")).Succeeded();

        (await shop.RunAsync("Push", "r1", "--tag=v1.0-green")).Failed(
            ExitCode.NotSwitched, "was not pushed", "no basic auth credentials", "docker login");
        Assert.False(File.Exists(Path.Combine(shop.Folder, "artifacts", "image.json")));
    }

    [Fact]
    public async Task Build_BrokenDockerfile_ShowsWhatDockerSays()
    {
        using var shop = await OpenAsync(_docker.Registry);
        shop.Write("Dockerfile", "FORM scratch\n");

        (await shop.RunAsync("Build", "r1", "--tag=v1.0-green")).Failed(
            ExitCode.NotSwitched, "was not built", "FORM");
    }

    [Fact]
    public async Task Build_DaemonIsDown_SaysSo()
    {
        using var shop = await OpenAsync(_docker.Registry);
        shop.Environment["DOCKER_HOST"] = $"unix://{shop.Folder}/none.sock";

        (await shop.RunAsync("Build", "r1", "--tag=v1.0-green")).Failed(
            ExitCode.NotSwitched, "was not built", "Start the docker daemon");
    }

    [Fact]
    public async Task Build_WithoutDocker_SaysSo()
    {
        using var shop = await OpenAsync(_docker.Registry);
        shop.Environment["PATH"] = shop.Folder;

        (await shop.RunAsync("Build", "r1", "--tag=v1.0-green")).Failed(
            ExitCode.NotSwitched, "There is no program 'docker' on the PATH.");
    }

    [Theory]
    [InlineData("INT", ExitCode.Interrupted)]
    [InlineData("TERM", ExitCode.Terminated)]
    public async Task Build_Signal_EndsDockerToo(string signal, ExitCode code)
    {
        using var shop = await OpenAsync(_docker.Registry);
        File.Copy("/bin/busybox", Path.Combine(shop.Folder, "busybox"));
        shop.Write(
            "Dockerfile",
            $"FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"sleep\", \"300\"]\n");
        shop.Environment["NPM_TOKEN"] = "not-for-eyes";
        await using var build = shop.Start("Build", "r1", "--tag=v1.0-green");
        await build.SaysAsync("sleep");
        var dockers = DockersOf(shop).Select(ReadProcess).ToList();
        Assert.NotEmpty(dockers);
        Assert.All(dockers, words => Assert.Contains("--build-arg TOKEN ", words, StringComparison.Ordinal));

        await build.SignalAsync(signal);

        (await build.EndAsync()).Exited(code);
        Assert.Empty(DockersOf(shop));
        await Eventually.TrueAsync(
            Limit, "the daemon stops building", async () => (await _docker.AskAsync("ps", "--quiet")).Length == 0);
    }

    private static IEnumerable<string> DockersOf(Shop shop) => Directory.EnumerateDirectories("/proc")
        .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
        .Select(process => Path.Combine(process, "cmdline"))
        .Where(file => ReadProcess(file) is var words && words.StartsWith("docker", StringComparison.Ordinal)
            && words.Contains(shop.Folder, StringComparison.Ordinal));

    private static string ReadProcess(string file)
    {
        try
        {
            var words = File.ReadAllText(file).Split('\0');
            return string.Join(' ', words.Skip(1).Prepend(Path.GetFileName(words[0])));
        }
        catch (IOException)
        {
            // It has ended in the meantime.
            return string.Empty;
        }
    }

    private static async Task<string> DeployedAsync(Shop shop, string color)
    {
        var deployment = await shop.GetAsync("deployment", $"shop-{color}");
        return (string)deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!;
    }

    private Task<string> InspectAsync(string format, string tag) =>
        _docker.AskAsync("image", "inspect", "--format", format, $"{_docker.Registry}/uptimer:{tag}");

    /// <summary>Asks the registry itself, past docker.</summary>
    private async Task<string> RegistryDigestAsync(string tag)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Head, $"http://{_docker.Registry}/v2/uptimer/manifests/{tag}");
        request.Headers.Add("Accept", "application/vnd.docker.distribution.manifest.v2+json");
        using var answer = await client.SendAsync(request);
        return answer.Headers.GetValues("Docker-Content-Digest").Single();
    }

    private async Task<Shop> OpenAsync(string registry)
    {
        var shop = await cluster.OpenShopAsync();
        shop.Environment["DOCKER_HOST"] = _docker.Host;
        shop.Configure(
            shop.Settings.Replace("image: uptimer:", $"image: {registry}/uptimer:", StringComparison.Ordinal)
            + "build:\n  args: {TOKEN: $NPM_TOKEN}\nvariables: {NPM_TOKEN: none}\n");
        shop.Write("Dockerfile", "FROM scratch\nARG TOKEN\nCOPY page.html /\nLABEL token=$TOKEN\n");
        shop.Write("page.html", "<p>shop</p>\n");
        return shop;
    }
}
