using System.Security.Cryptography.X509Certificates;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Tests.Support;
using Xunit;
using static BlueGreen.Kubernetes.Tests.Support.KubeConfigWorld;

namespace BlueGreen.Kubernetes.Tests.Configuration;

public sealed class KubeConfigReadingTests : IDisposable
{
    private static readonly TestAuthority Authority = new();

    private readonly KubeConfigWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Load_CurrentContext_GivesServerUserAndNamespace()
    {
        var connection = _world.Load(Config("token: secret-1", "namespace: shop"));

        Assert.Equal(new Uri("https://c1:6443/"), connection.Server);
        Assert.Equal("shop", connection.Namespace);
        Assert.Equal("main", connection.ContextName);
    }

    [Fact]
    public async Task Load_TokenWithPassword_TokenWins()
    {
        var connection = _world.Load(Config("token: secret-1, username: me, password: pw"));

        Assert.Equal("Bearer secret-1", await AuthorizationAsync(connection));
    }

    [Fact]
    public async Task Load_UsernameAndPassword_IsBasic()
    {
        var expected = "Basic " + Base64("me:pässword");

        Assert.Equal(expected, await AuthorizationAsync(_world.Load(Config("username: me, password: pässword"))));
    }

    [Fact]
    public async Task Load_EmptyUser_SignsInAsNobody()
    {
        Assert.Null(await AuthorizationAsync(_world.Load(Config(""))));
    }

    [Fact]
    public void ToString_ConnectionWithToken_HidesIt()
    {
        var connection = _world.Load(Config("token: secret-1"));

        Assert.DoesNotContain("secret-1", connection.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_TokenFile_IsReadAgainAfterAMinute()
    {
        var clock = new SkippingClock();
        var file = _world.Folder.Write("token", "first\n");
        var path = _world.Folder.Write("config", Config("tokenFile: token"));
        var connection = KubeConfigLoader.Load(_world.Options() with { Paths = [path], TimeProvider = clock });

        Assert.Equal("Bearer first", await AuthorizationAsync(connection));
        await File.WriteAllTextAsync(file, "second\n");
        Assert.Equal("Bearer first", await AuthorizationAsync(connection));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Bearer second", await AuthorizationAsync(connection));
    }

    [Fact]
    public void Load_CertificateDataWithKeyFile_AreTakenTogether()
    {
        using var leaf = Authority.Issue("ci-bot");
        using var key = leaf.GetECDsaPrivateKey()!;
        _world.Folder.Write("keys/bot.key", key.ExportPkcs8PrivateKeyPem());
        var data = Base64(leaf.ExportCertificatePem());

        var connection = _world.Load(Config($"client-certificate-data: {data}, client-key: keys/bot.key"));

        Assert.Equal("CN=ci-bot", connection.ClientCertificate!.Leaf.Subject);
        Assert.True(connection.ClientCertificate.Leaf.HasPrivateKey);
    }

    [Theory]
    [InlineData("client-key: missing.key", "missing.key, which cannot be read")]
    [InlineData("client-certificate-data: '%%%', client-key-data: eA==", "client-certificate-data that is not base64")]
    [InlineData("client-certificate-data: eA==, client-key-data: eA==", "client certificate that cannot be used")]
    [InlineData("client-certificate-data: eA==", "has a client-certificate but no client-key")]
    [InlineData("as-groups: [admins]", "without 'as'")]
    [InlineData("auth-provider: {name: gcp}", "uses the auth-provider 'gcp'")]
    [InlineData("token: [a]", "'token' of user 'me' should be a text")]
    [InlineData("exec: {command: x}", "has no apiVersion")]
    [InlineData("exec: {apiVersion: client.authentication.k8s.io/v1}", "has no command")]
    [InlineData("exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}", "which is not supported")]
    [InlineData(
        "exec: {command: x, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Always}",
        "there is none here")]
    public void Load_UnusableUser_SaysWhichFileAndWhy(string user, string why)
    {
        var e = Assert.Throws<KubeConfigException>(() => _world.Load(Config(user)));

        Assert.Contains(Path.Combine(_world.Folder.Path, "config"), e.Message, StringComparison.Ordinal);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.Contains("line ", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "has no server")]
    [InlineData("server: 'ftp://c1'", "is not an address")]
    [InlineData("server: 'https://c1', proxy-url: 'ftp://p'", "proxy-url that is not")]
    [InlineData("server: 'https://c1', certificate-authority-data: eA==", "without any certificate")]
    [InlineData("server: 'https://c1', certificate-authority: none.crt", "none.crt, which cannot be read")]
    [InlineData("server: 'https://c1', insecure-skip-tls-verify: maybe", "should be true or false")]
    public void Load_UnusableCluster_SaysWhy(string cluster, string why)
    {
        var e = Assert.Throws<KubeConfigException>(() => _world.Load(Config("", cluster: cluster)));

        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AuthorityTogetherWithSkipVerify_IsRefused()
    {
        var cluster = "server: 'https://c1', insecure-skip-tls-verify: true, certificate-authority-data: "
            + Base64(Authority.Pem);

        Assert.Throws<KubeConfigException>(() => _world.Load(Config("", cluster: cluster)));
    }

    [Theory]
    [InlineData("http://p:3128")]
    [InlineData("https://p")]
    [InlineData("socks5://p:1080")]
    [InlineData("socks5h://p:1080")]
    public void Load_ProxyUrl_IsTaken(string proxy)
    {
        var cluster = $"server: 'https://c1', proxy-url: '{proxy}', tls-server-name: api";

        var connection = _world.Load(Config("", cluster: cluster));

        Assert.Equal("p", connection.Proxy!.Host);
        Assert.Equal("api", connection.TlsServerName);
    }

    [Fact]
    public void Load_Impersonation_IsTakenWhole()
    {
        var user = "as: jane, as-uid: u-1, as-groups: [dev, ops], as-user-extra: {scopes: [a, b]}";

        var impersonation = _world.Load(Config(user)).Impersonation!;

        Assert.Equal("jane u-1", $"{impersonation.User} {impersonation.Uid}");
        Assert.Equal(["dev", "ops"], impersonation.Groups);
        Assert.Equal(["a", "b"], impersonation.Extra["scopes"]);
    }

    [Fact]
    public void Load_UnknownContext_NamesTheKnownOnesAndTheNearest()
    {
        var path = _world.Folder.Write("config", Config(""));

        var e = Assert.Throws<KubeConfigException>(
            () => KubeConfigLoader.Load(_world.Options() with { Paths = [path], Context = "mian" }));

        Assert.Contains("no context 'mian'", e.Message, StringComparison.Ordinal);
        Assert.Contains("known: main", e.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'main'?", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contexts: [", "is not valid YAML at line ")]
    [InlineData("just a text", "holds a Scalar instead of a mapping")]
    [InlineData("contexts: 5", "'contexts' should be a list")]
    [InlineData("users:\n- user: {}", "has no name")]
    [InlineData("", "has no current-context (there are none)")]
    public void Load_NotAKubeconfig_SaysSo(string text, string why)
    {
        var e = Assert.Throws<KubeConfigException>(() => _world.Load(text));

        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DeeplyNestedFile_IsRefusedWithoutACrash()
    {
        var e = Assert.Throws<KubeConfigException>(() => _world.Load("a: " + new string('[', 100_000)));

        Assert.Contains("nested deeper", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ContextNamesAMissingUser_SaysSo()
    {
        var e = Assert.Throws<KubeConfigException>(
            () => _world.Load(Config("").Replace("user: me", "user: you", StringComparison.Ordinal)));

        Assert.Contains("no user 'you'", e.Message, StringComparison.Ordinal);
    }
}
