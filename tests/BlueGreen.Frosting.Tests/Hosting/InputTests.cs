using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Frosting.Local;
using BlueGreen.Frosting.Sessions;
using Xunit;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>What a target needs to know, and what it must find out before it touches anything.</summary>
[Collection(HostCollection.Name)]
public sealed class InputTests
{
    private const string Manifest =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop-$COLOR_TEST}
        spec:
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: shop, image: "shop:$MISSING"}]}

        """;

    [Theory]
    [InlineData("ClusterUp", "would start a mini-cluster in ")]
    [InlineData("ClusterDown", "No mini-cluster runs here.")]
    [InlineData("ClusterRun", "would run a mini-cluster in ")]
    [InlineData("Demo", "Demo of shop")]
    public void Run_LocalTarget_NeedsNoGitRepositoryAndNoReleaseId(string target, string words)
    {
        using var run = new HostRun();
        run.Write("manifests/deployment.yml", Manifest);

        run.Exits(ExitCode.Done, $"--target={target}", "--dryrun");
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--target=Status")]
    [InlineData("--target=Plan", "--tag=v1.0-green", "--variables.MISSING=x")]
    [InlineData("--target=Deploy", "--tag=v1.0-green", "--variables.MISSING=x", "--dryrun")]
    [InlineData("--target=Release", "--tag=v1.0-green", "--variables.MISSING=x", "--dryrun")]
    public void Run_ReadOnlyTarget_NeedsNoGitRepositoryAndNoReleaseId(params string[] args)
    {
        using var run = new HostRun();
        run.Write("manifests/deployment.yml", Manifest);

        // It gets as far as the cluster, and that is not there.
        run.Exits(ExitCode.Usage, args);
        Assert.Contains("the kubeconfig cannot be used", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Deploy")]
    [InlineData("Activate")]
    [InlineData("Rollback")]
    public void Run_WritingTargetThatNothingNames_IsRefused(string target)
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Usage, $"--target={target}", "--tag=v1.0-green");
        Assert.Contains("The release has no id.", run.Output, StringComparison.Ordinal);
        Assert.Contains("--release-id", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ForReading_NamedRelease_KeepsItsId()
    {
        var inputs = ReleaseInputs.Load(Source("--release-id", "r-7"));

        Assert.Equal("r-7", inputs.ForReading().Ci.ReleaseId);
        Assert.Equal("unnamed", ReleaseInputs.Load(Source("--tag", "v1.0-green")).ForReading().Release!.Id);
    }

    [Fact]
    public void Deploy_ManifestWithAnUnsetVariable_IsRefusedBeforeTheClusterIsAsked()
    {
        using var run = new HostRun();
        run.Write("manifests/deployment.yml", Manifest);

        run.Exits(ExitCode.Usage, "--target=Deploy", "--tag=v1.0-green", "--release-id=r1");
        Assert.Contains("MISSING", run.Output, StringComparison.Ordinal);
        Assert.Contains("deployment.yml:8:", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("kubeconfig", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Deploy_NothingToDeploy_IsRefusedBeforeTheClusterIsAsked()
    {
        using var run = new HostRun("app: shop\n");

        run.Exits(ExitCode.Usage, "--target=Deploy", "--tag=v1.0-green", "--release-id=r1");
        Assert.Contains("There is nothing to deploy.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Deploy_NoTag_IsNothingToDo()
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Done, "--target=Deploy", "--release-id=r1");
        Assert.Contains("Nothing to do: no tag is known.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ClusterDown_DryRun_NamesTheClusterAndLeavesIt()
    {
        using var run = new HostRun();
        using var api = new TcpListener(IPAddress.Loopback, 0);
        api.Start();
        WriteCluster(run, (IPEndPoint)api.LocalEndpoint);

        run.Exits(ExitCode.Done, "--target=ClusterDown", "--dryrun");
        Assert.Contains(
            $"would stop the mini-cluster https://{api.LocalEndpoint}/", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run.Folder, "artifacts", "mini-cluster", "cluster.json")));
    }

    /// <summary>A process that was killed is listed for a while; ClusterUp took it for a running cluster.</summary>
    [Fact]
    public void ClusterUp_ClusterThatOnlySeemsToRun_IsStartedAnew()
    {
        using var run = new HostRun();
        using var api = new TcpListener(IPAddress.Loopback, 0);
        api.Start();
        WriteCluster(run, (IPEndPoint)api.LocalEndpoint);
        api.Stop();

        run.Exits(ExitCode.Done, "--target=ClusterUp", "--dryrun");
        Assert.Contains("would start a mini-cluster", run.Output, StringComparison.Ordinal);
    }

    // The process of the tests stands for the cluster's.
    private static void WriteCluster(HostRun run, IPEndPoint api)
    {
        using var self = Process.GetCurrentProcess();
        run.Write(
            "artifacts/mini-cluster/cluster.json",
            $$"""
            {"ProcessId": {{self.Id}}, "StartedAt": "{{self.StartTime.ToUniversalTime():O}}",
             "ApiUrl": "https://{{api}}", "GatewayUrl": "http://127.0.0.1:2", "Kubeconfig": "kubeconfig"}
            """);
    }

    [Fact]
    public void ClusterUp_FileThatCannotBeUnderstood_IsNotTakenForAMissingOne()
    {
        using var run = new HostRun();
        run.Write("artifacts/mini-cluster/cluster.json", "{\"ProcessId\": ");

        run.Exits(ExitCode.Usage, "--target=ClusterUp");
        Assert.Contains("cluster.json' cannot be read.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/opt/app/kubeconfig", "/opt/app/kubeconfig")]
    [InlineData("/opt/my app/ü", "'/opt/my app/ü'")]
    [InlineData("/it's/$HOME", "'/it'\\''s/$HOME'")]
    public void ForShell_Path_IsOneWordOfTheShell(string path, string expected) =>
        Assert.Equal(expected, ClusterText.ForShell(path));

    [Fact]
    public async Task ReportFolder_DiskThatRefuses_IsToldOnceAndStopsNothing()
    {
        var said = new List<string>();
        var inputs = ReleaseInputs.Load(Source("--release-id", "r-7"));
        var folder = new ReportFolder("/dev/null/reports", inputs.Masker, said.Add);

        Assert.False(await folder.TryAsync(() => Task.FromException(new IOException("disk full"))));
        Assert.False(await folder.TryAsync(() => Task.FromException(new UnauthorizedAccessException("read-only"))));
        Assert.True(await folder.TryAsync(() => Task.CompletedTask));
        Assert.Contains("disk full", Assert.Single(said), StringComparison.Ordinal);
    }

    private static InputSource Source(string name, string value) => new(
        Path.GetTempPath(),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["BLUEGREEN_APP"] = "shop" },
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { [name[2..]] = [value] });
}
