using BlueGreen.Kubernetes.Authentication;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Tests.Support;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Authentication;

/// <summary>Where the program that signs in is looked for, and how often it is asked.</summary>
[Trait("Kind", "Loopback")]
public sealed class ExecSearchTests : IDisposable
{
    private const string Version = "client.authentication.k8s.io/v1";
    private const string Answer = "echo run >> \"$0.runs\"; echo '{\"apiVersion\":\"" + Version
        + "\",\"status\":{\"token\":\"t\"}}'";

    private static readonly string Path = Environment.GetEnvironmentVariable("PATH") ?? "";
    private readonly KubeConfigWorld _world = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", Path);
        _world.Dispose();
    }

    [Fact]
    public async Task GetAsync_BareName_IsLookedUpInPath()
    {
        var name = "bluegreen-test-plugin";
        _world.Folder.WriteScript($"programs/{name}", Answer);
        Environment.SetEnvironmentVariable("PATH", $"{Path}:{_world.Folder.Path}/programs");

        var credential = await Auth(name).GetAsync(default);

        Assert.Equal("Bearer t", credential.Authorization!.ToString());
    }

    [Theory]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("artifacts")]
    public async Task GetAsync_BareNameInTheCurrentFolder_IsNotRun(string entry)
    {
        var name = "bluegreen-test-plugin-here";
        var script = _world.Folder.WriteScript("script", Answer);
        var here = System.IO.Path.Combine(Environment.CurrentDirectory, entry is "artifacts" ? entry : ".");
        Directory.CreateDirectory(here);
        var planted = System.IO.Path.Combine(here, name);
        File.Copy(script, planted, overwrite: true);
        try
        {
            Environment.SetEnvironmentVariable("PATH", $"{entry}:{Path}");

            var failed = await Assert.ThrowsAsync<KubeConfigException>(async () => await Auth(name).GetAsync(default));

            Assert.Contains("is not in PATH", failed.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(planted);
        }
    }

    [Fact]
    public async Task GetAsync_ServerSays401ForEver_AsksThePluginOnceMore()
    {
        _world.Folder.WriteScript("plugin", Answer);
        await using var server = await ScriptedServer.StartAsync(c => c.StatusAsync(401, "Unauthorized"));
        using var client = new KubeClient(
            server.Connection with { Authentication = Auth("./plugin") }, new SkippingClock());

        var refused = await Assert.ThrowsAsync<ApiException>(
            () => client.GetAsync(new ResourceRef(ResourceType.Pods, null, "web")));

        Assert.True(refused.IsUnauthorized);
        Assert.Equal(2, server.Requests.Count);
        var runs = await File.ReadAllLinesAsync(System.IO.Path.Combine(_world.Folder.Path, "plugin.runs"));
        Assert.Equal(2, runs.Length);
    }

    private IAuthProvider Auth(string command) => _world.Load(
        KubeConfigWorld.Config($"exec: {{command: {command}, apiVersion: {Version}}}")).Authentication;
}
