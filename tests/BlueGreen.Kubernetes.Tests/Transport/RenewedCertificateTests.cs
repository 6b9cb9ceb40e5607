using System.Security.Cryptography.X509Certificates;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Tests.Support;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Transport;

/// <summary>Files that are renewed while a release runs: certificate-manager, kubelet and CI agents all do
/// it.</summary>
public sealed class RenewedCertificateTests : IDisposable
{
    private static readonly TimeSpan NextLook = TimeSpan.FromSeconds(10);
    private static readonly ResourceRef Web = new(ResourceType.Pods, "shop", "web");
    private static readonly TestAuthority Authority = new();

    private readonly KubeConfigWorld _world = new();
    private readonly SkippingClock _clock = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task GetAsync_ClientCertificateIsRenewed_SignsInWithTheNewOne()
    {
        var seen = new List<string?>();
        await using var server = await ScriptedServer.StartAsync(
            context =>
            {
                seen.Add(context.Connection.ClientCertificate?.Subject);
                return context.JsonAsync(Answers.Pod("web"));
            },
            Authority.Issue("127.0.0.1"),
            wantsClientCertificate: true);
        WriteClient("first");
        _world.Folder.Write("ca.crt", Authority.Pem);
        using var client = Load(server, "client-certificate: me.crt, client-key: me.key");

        await client.GetAsync(Web);
        WriteClient("second");
        await client.GetAsync(Web);
        _clock.Advance(NextLook);
        await client.GetAsync(Web);

        Assert.Equal(["CN=first", "CN=first", "CN=second"], seen);
    }

    [Fact]
    public async Task GetAsync_ClientCertificateIsHalfWritten_GoesOnWithTheOldOne()
    {
        string? seen = null;
        await using var server = await ScriptedServer.StartAsync(
            context =>
            {
                seen = context.Connection.ClientCertificate?.Subject;
                return context.JsonAsync(Answers.Pod("web"));
            },
            Authority.Issue("127.0.0.1"),
            wantsClientCertificate: true);
        WriteClient("first");
        _world.Folder.Write("ca.crt", Authority.Pem);
        using var client = Load(server, "client-certificate: me.crt, client-key: me.key");

        await client.GetAsync(Web);
        _world.Folder.Write("me.crt", "-----BEGIN CERTIFI");
        _clock.Advance(NextLook);
        await client.GetAsync(Web);
        Assert.Equal("CN=first", seen);

        WriteClient("second");
        _clock.Advance(NextLook);
        await client.GetAsync(Web);
        Assert.Equal("CN=second", seen);
    }

    [Fact]
    public async Task GetAsync_AuthorityIsRenewed_TrustsTheNewOneAndTheOldOneNoMore()
    {
        await using var server = await ScriptedServer.StartAsync(
            context => context.JsonAsync(Answers.Pod("web")), Authority.Issue("127.0.0.1"));
        _world.Folder.Write("ca.crt", new TestAuthority("old-ca").Pem);
        using var client = Load(server, "token: t");
        var refused = await Assert.ThrowsAsync<ClusterUnreachableException>(() => client.GetAsync(Web));
        Assert.Equal(UnreachableCause.UnknownAuthority, refused.Cause);

        _world.Folder.Write("ca.crt", Authority.Pem);
        _clock.Advance(NextLook);
        await client.GetAsync(Web);

        _world.Folder.Write("ca.crt", new TestAuthority("other-ca").Pem);
        _clock.Advance(NextLook);
        await Assert.ThrowsAsync<ClusterUnreachableException>(() => client.GetAsync(Web));
    }

    [Fact]
    public async Task GetAsync_TokenFileIsRenewedBeforeItsMinute_IsReadAgainAfterA401()
    {
        var path = _world.Folder.Write("token", "first");
        _world.Folder.Write("ca.crt", Authority.Pem);
        await using var server = await ScriptedServer.StartAsync(
            context => context.Request.Headers.Authorization == "Bearer second"
                ? context.JsonAsync(Answers.Pod("web"))
                : context.StatusAsync(401, "Unauthorized"),
            Authority.Issue("127.0.0.1"));
        using var client = Load(server, "tokenFile: token");
        var refused = await Assert.ThrowsAsync<ApiException>(() => client.GetAsync(Web));
        Assert.True(refused.IsUnauthorized);
        Assert.Single(server.Requests);

        await File.WriteAllTextAsync(path, "second");

        Assert.NotNull(await client.GetAsync(Web));
    }

    private void WriteClient(string name)
    {
        using var leaf = Authority.Issue(name);
        using var key = leaf.GetECDsaPrivateKey()!;
        _world.Folder.Write("me.crt", leaf.ExportCertificatePem());
        _world.Folder.Write("me.key", key.ExportPkcs8PrivateKeyPem());
    }

    private KubeClient Load(ScriptedServer server, string user)
    {
        var text = KubeConfigWorld.Config(
            user, cluster: $"server: '{server.Address}', certificate-authority: ca.crt");
        var options = _world.Options() with { Paths = [_world.Folder.Write("config", text)], TimeProvider = _clock };
        return new KubeClient(KubeConfigLoader.Load(options), _clock);
    }
}
