using BlueGreen.Testing.Docker;
using Cake.Core;
using Xunit;

namespace Cake.Docker.Tests.Daemon;

/// <summary>The aliases against a real docker daemon: what they say is done, is done.</summary>
[Trait("Kind", "Loopback")]
public sealed class DaemonTests(DaemonFixture fixture) : IClassFixture<DaemonFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("context with space-").FullName;
    private readonly ICakeContext _context = RealContext.Create();
    private DockerDaemon Daemon => fixture.Daemon;

    private string Name => $"{Daemon.Registry}/team/box";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ImageAndContainer_FromDockerfileToRemoval_AreWhatTheAliasesSay()
    {
        Build();
        Assert.Equal(
            "one \"two\" three",
            await Daemon.AskAsync("inspect", "--format", "{{.Config.Labels.words}}", $"{Name}:1"));

        _context.DockerTag($"{Name}:1", $"{Name}:2");
        _context.DockerPush(new DockerImagePushSettings(), $"{Name}:2");
        Assert.Contains($"{Name}@sha256:", await Digests(), StringComparison.Ordinal);

        var archive = Path.Combine(_folder, "box.tar");
        _context.DockerSave(new DockerImageSaveSettings { Output = archive }, $"{Name}:1", $"{Name}:2");
        _context.DockerRemove(new DockerImageRemoveSettings { Force = true }, $"{Name}:1", $"{Name}:2");
        Assert.Empty(await Daemon.AskAsync("images", "--quiet"));
        _context.DockerLoad(new DockerImageLoadSettings { Input = archive, Quiet = true });
        Assert.NotEmpty(await Daemon.AskAsync("images", "--quiet", $"{Name}:2"));

        var said = _context.DockerRun(
            new DockerContainerRunSettings { Rm = true, Network = "none", Env = ["WORD=spoken word"] },
            $"{Name}:1",
            "/bin/busybox",
            "sh",
            "-c",
            "\"echo $WORD\"");
        Assert.Equal("spoken word", said);

        var id = _context.DockerRun(
            new DockerContainerRunSettings { Detach = true, Network = "none", Name = "box" }, $"{Name}:1", "");
        Assert.Equal(id, await Daemon.AskAsync("ps", "--quiet", "--no-trunc"));
        _context.DockerExec(new DockerContainerExecSettings(), "box", "/bin/busybox", "touch", "/made");
        Assert.Contains("/made", await Daemon.AskAsync("diff", "box"), StringComparison.Ordinal);
        _context.DockerRm(new DockerContainerRmSettings { Force = true }, "box");
        Assert.Empty(await Daemon.AskAsync("ps", "--all", "--quiet"));
    }

    // Only its configuration: a real one would be a device of the machine's, which outlives the daemon.
    [Fact]
    public async Task NetworkCreate_MakesTheNetwork()
    {
        _context.DockerNetworkCreate(
            new DockerNetworkCreateSettings
            {
                ConfigOnly = true, Subnet = ["10.99.0.0/24"], Label = ["purpose=a test"],
            },
            "lines");

        Assert.Equal(
            "10.99.0.0/24 a test",
            await Daemon.AskAsync(
                "network", "inspect", "--format", "{{(index .IPAM.Config 0).Subnet}} {{.Labels.purpose}}", "lines"));
    }

    [Fact]
    public void WhatDoesNotExist_IsAnError()
    {
        Assert.Throws<CakeException>(() => _context.DockerExec(new DockerContainerExecSettings(), "none", "ls"));
        Assert.Throws<CakeException>(
            () => _context.DockerRemove(new DockerImageRemoveSettings(), "nobody/made:this"));
    }

    private Task<string> Digests() => Daemon.AskAsync("inspect", "--format", "{{json .RepoDigests}}", $"{Name}:2");

    private void Build()
    {
        File.Copy("/bin/busybox", Path.Combine(_folder, "busybox"), overwrite: true);
        File.WriteAllText(
            Path.Combine(_folder, "Dockerfile"),
            "FROM scratch\nCOPY busybox /bin/busybox\nCMD [\"/bin/busybox\", \"sleep\", \"600\"]\n");
        _context.DockerBuild(
            new DockerImageBuildSettings { Tag = [$"{Name}:1"], Label = ["words=one \"two\" three"] }, _folder);
    }
}
