using System.Security.Cryptography.X509Certificates;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Tests.Support;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Transport;

public class TlsTests
{
    private static readonly ResourceRef Web = new(ResourceType.Pods, null, "web");
    private static readonly TestAuthority Authority = new();

    [Fact]
    public async Task GetAsync_PrivateAuthorityAndRightName_Works()
    {
        await using var server = await ServeAsync(Authority, "127.0.0.1");
        using var client = Client(server.Connection with { CertificateAuthorities = Authority.Roots });

        Assert.NotNull(await client.FindAsync(Web));
    }

    [Fact]
    public async Task GetAsync_PrivateAuthorityAndWrongName_IsRefused()
    {
        await using var server = await ServeAsync(Authority, "other.example");

        var e = await RefusedAsync(server.Connection with { CertificateAuthorities = Authority.Roots });

        Assert.Equal(UnreachableCause.NameMismatch, e.Cause);
        Assert.Contains("other.example", e.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task GetAsync_AnotherAuthority_IsRefused()
    {
        await using var server = await ServeAsync(new TestAuthority("other-ca"), "127.0.0.1");

        var e = await RefusedAsync(server.Connection with { CertificateAuthorities = Authority.Roots });

        Assert.Equal(UnreachableCause.UnknownAuthority, e.Cause);
    }

    [Fact]
    public async Task GetAsync_NoAuthorityNamed_TrustsTheMachinesOnly()
    {
        await using var server = await ServeAsync(Authority, "127.0.0.1");

        var e = await RefusedAsync(server.Connection);

        Assert.Equal(UnreachableCause.UnknownAuthority, e.Cause);
    }

    [Fact]
    public async Task GetAsync_ExpiredCertificate_IsRefused()
    {
        await using var server = await ServeAsync(Authority, "127.0.0.1", isExpired: true);

        var e = await RefusedAsync(server.Connection with { CertificateAuthorities = Authority.Roots });

        Assert.Equal(UnreachableCause.Expired, e.Cause);
    }

    [Fact]
    public async Task GetAsync_AuthorityIsAnIntermediate_Works()
    {
        var intermediate = Authority.Intermediate();
        await using var server = await ServeAsync(intermediate, "127.0.0.1");
        using var client = Client(server.Connection with { CertificateAuthorities = intermediate.Roots });

        Assert.NotNull(await client.FindAsync(Web));
    }

    [Fact]
    public async Task GetAsync_AuthorityHasTheNameOfTheRightOneOnly_IsRefused()
    {
        await using var server = await ServeAsync(Authority.Intermediate(), "127.0.0.1");

        var e = await RefusedAsync(
            server.Connection with { CertificateAuthorities = Authority.Intermediate().Roots });

        Assert.Equal(UnreachableCause.UnknownAuthority, e.Cause);
    }

    [Fact]
    public async Task GetAsync_TlsServerName_IsTheNameThatIsChecked()
    {
        await using var server = await ServeAsync(Authority, "api.internal");
        var connection = server.Connection with { CertificateAuthorities = Authority.Roots };
        using var client = Client(connection with { TlsServerName = "api.internal" });

        Assert.NotNull(await client.FindAsync(Web));
        var e = await RefusedAsync(connection with { TlsServerName = "api.external" });
        Assert.Equal(UnreachableCause.NameMismatch, e.Cause);
    }

    [Fact]
    public async Task GetAsync_SkipVerify_TakesAnyCertificate()
    {
        await using var server = await ServeAsync(new TestAuthority("other-ca"), "other.example", isExpired: true);
        using var client = Client(server.Connection with { SkipTlsVerify = true });

        Assert.NotNull(await client.FindAsync(Web));
    }

    [Fact]
    public async Task GetAsync_ClientCertificateWithIntermediate_IsSent()
    {
        var intermediate = Authority.Intermediate();
        using var leaf = intermediate.Issue("ci-bot");
        using var key = leaf.GetECDsaPrivateKey()!;
        var certificate = ClientCertificate.FromPem(
            leaf.ExportCertificatePem() + "\n" + intermediate.Pem, key.ExportPkcs8PrivateKeyPem());
        string? seen = null;
        await using var server = await ScriptedServer.StartAsync(
            c =>
            {
                seen = c.Connection.ClientCertificate?.Subject;
                return c.JsonAsync(Answers.Pod("web"));
            },
            Authority.Issue("127.0.0.1"),
            wantsClientCertificate: true);
        using var client = Client(server.Connection with
        {
            CertificateAuthorities = Authority.Roots,
            ClientCertificate = certificate,
        });

        await client.GetAsync(Web);

        Assert.Equal("CN=ci-bot", seen);
    }

    [Fact]
    public async Task GetAsync_OverTls_SpeaksHttp2()
    {
        string? protocol = null;
        await using var server = await ScriptedServer.StartAsync(
            c =>
            {
                protocol = c.Request.Protocol;
                return c.JsonAsync(Answers.Pod("web"));
            },
            Authority.Issue("127.0.0.1"));
        using var client = Client(server.Connection with { CertificateAuthorities = Authority.Roots });

        await client.GetAsync(Web);

        Assert.Equal("HTTP/2", protocol);
    }

    private static KubeClient Client(ClusterConnection connection) => new(connection, new SkippingClock());

    private static Task<ScriptedServer> ServeAsync(TestAuthority authority, string name, bool isExpired = false) =>
        ScriptedServer.StartAsync(c => c.JsonAsync(Answers.Pod("web")), authority.Issue(name, isExpired));

    private static async Task<ClusterUnreachableException> RefusedAsync(ClusterConnection connection)
    {
        using var client = Client(connection);
        return await Assert.ThrowsAsync<ClusterUnreachableException>(() => client.GetAsync(Web));
    }
}
