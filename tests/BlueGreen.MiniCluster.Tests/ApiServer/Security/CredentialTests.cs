using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer;
using BlueGreen.MiniCluster.ApiServer.Security;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.MiniCluster.Storage;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Security;

/// <summary>Who gets in, at the wire and with a clock that the test turns.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync, which ends them.
public sealed class CredentialTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly FakeClock _clock = new();
    private readonly ObjectStore _store;
    private readonly ApiServerHost _host;
    private HttpClient _client = null!;

    public CredentialTests()
    {
        _store = new ObjectStore(_clock);
        _host = new ApiServerHost(new ApiServerOptions(), _store, new FakePodRuntime(), _clock);
    }

    public async Task InitializeAsync()
    {
        await _host.StartAsync(CancellationToken.None);
        _client = Connect(certificate: null);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("/healthz", 200)]
    [InlineData("/livez", 200)]
    [InlineData("/readyz", 200)]
    [InlineData("/version", 200)]
    [InlineData("/healthz/x", 401)]
    [InlineData("/api", 401)]
    [InlineData("/openapi/v2", 401)]
    [InlineData("/api/v1/namespaces", 401)]
    [InlineData("/nothing", 401)]
    public async Task Request_WithoutCredentials_IsAnsweredOnlyWhereNothingIsTold(string path, int code) =>
        Assert.Equal(code, await GetAsync(path, token: null));

    [Theory]
    [InlineData("wrong")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("")]
    public async Task Request_WithAWrongToken_IsNeverAnonymous(string token)
    {
        Assert.Equal(401, await GetAsync("/version", token));
        Assert.Equal(401, await GetAsync("/healthz", token));
    }

    [Fact]
    public async Task Unauthorized_Answer_IsAStatus()
    {
        using var answer = await _client.GetAsync(new Uri("/api", UriKind.Relative));
        var status = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal("Unauthorized", (string?)status["reason"]);
        Assert.Equal("Failure", (string?)status["status"]);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Token_PastItsTime_IsRefused()
    {
        var token = await IssueAsync("default", 600);
        Assert.Equal(200, await GetAsync("/api", token));

        _clock.Advance(TimeSpan.FromSeconds(599));
        Assert.Equal(200, await GetAsync("/api", token));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, await GetAsync("/api", token));
        Assert.Equal(401, await GetAsync("/version", token));
    }

    [Fact]
    public async Task Token_OfADeletedAccount_IsRefusedEvenIfASuccessorHasItsName()
    {
        var token = await IssueAsync("default", 3600);
        const string Path = "/api/v1/namespaces/default/serviceaccounts";
        Assert.Equal(200, await GetAsync("/api", token));

        await SendAsync(HttpMethod.Delete, $"{Path}/default", _host.Token, body: null);
        Assert.Equal(401, await GetAsync("/api", token));

        await SendAsync(
            HttpMethod.Post,
            Path,
            _host.Token,
            """{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"default"}}""");
        Assert.Equal(401, await GetAsync("/api", token));
        Assert.Equal(200, await GetAsync("/api", await IssueAsync("default", 3600)));
    }

    [Fact]
    public async Task Token_ForAnotherAudienceOrChanged_IsRefused()
    {
        var vault = await IssueAsync("default", 3600, "vault");
        var good = await IssueAsync("default", 3600);
        var parts = good.Split('.');
        var claims = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
        var forged = claims.Replace("default:default", "kube-system:default", StringComparison.Ordinal);
        var body = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged));

        Assert.Equal(401, await GetAsync("/api", vault));
        Assert.Equal(401, await GetAsync("/api", $"{parts[0]}.{body}.{parts[2]}"));
        Assert.Equal(401, await GetAsync("/api", $"{parts[0]}.{parts[1]}."));
        Assert.Equal(200, await GetAsync("/api", good));
    }

    [Fact]
    public async Task Token_BoundToAPod_EndsWithIt()
    {
        var pods = BlueGreen.MiniCluster.ApiServer.Kinds.KindCatalog.Core("pods");
        var key = pods.KeyOf("default", "web");
        _store.Create(key, JsonNode.Parse("""{"metadata":{"name":"web","namespace":"default"}}""")!.AsObject());
        var (_, answer) = await SendAsync(
            HttpMethod.Post,
            "/api/v1/namespaces/default/serviceaccounts/default/token",
            _host.Token,
            """
            {"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest",
             "spec":{"boundObjectRef":{"kind":"Pod","apiVersion":"v1","name":"web"}}}
            """);
        var token = (string)answer["status"]!["token"]!;
        Assert.Equal(200, await GetAsync("/api", token));

        _store.Remove(key, expectedVersion: null);

        Assert.Equal(401, await GetAsync("/api", token));
    }

    [Fact]
    public async Task TokenRequest_TooShort_IsInvalid()
    {
        var (code, answer) = await SendAsync(
            HttpMethod.Post,
            "/api/v1/namespaces/default/serviceaccounts/default/token",
            _host.Token,
            """{"spec":{"expirationSeconds":599}}""");

        Assert.Equal(422, code);
        Assert.EndsWith("may not specify a duration less than 10 minutes", (string?)answer["message"]);
    }

    [Fact]
    public async Task Certificate_OfTheCluster_IsAUserUntilItEnds()
    {
        using var jane = Connect(Issue(_host.Keys, "jane"));
        Assert.Equal(200, await GetAsync("/api", token: null, jane));
        Assert.Equal(403, await GetAsync("/api/v1/namespaces", token: null, jane));

        _clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(401, await GetAsync("/api", token: null, jane));
        Assert.Equal(401, await GetAsync("/version", token: null, jane));
    }

    [Fact]
    public async Task Certificate_OfAnotherAuthorityOrOfTheServer_IsRefused()
    {
        var foreign = ClusterKeys.Get(folder: null, _clock.GetUtcNow());
        var own = _host.Keys;
        using var stranger = Connect(Issue(foreign, "root", "system:masters"));
        using var server = Connect(Usable(own.ServerPem, own.ServerKeyPem));

        Assert.Equal(401, await GetAsync("/version", token: null, stranger));
        Assert.Equal(401, await GetAsync("/api", token: null, server));
        Assert.Equal(200, await GetAsync("/api", _host.Token, stranger));
    }

    private X509Certificate2 Issue(ClusterKeys keys, string name, params string[] groups)
    {
        var pair = keys.IssueClient(new UserInfo(name, groups), _clock.GetUtcNow(), TimeSpan.FromHours(1));
        return Usable(pair.CertificatePem, pair.KeyPem);
    }

    private static X509Certificate2 Usable(string certificate, string key) =>
        X509Certificate2.CreateFromPem(certificate, key);

    private HttpClient Connect(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        return new HttpClient(handler) { BaseAddress = _host.Url };
    }

    private async Task<string> IssueAsync(string account, int seconds, string? audience = null)
    {
        var audiences = audience is null ? "" : $", \"audiences\":[\"{audience}\"]";
        var (code, body) = await SendAsync(
            HttpMethod.Post,
            $"/api/v1/namespaces/default/serviceaccounts/{account}/token",
            _host.Token,
            $$$"""{"spec":{"expirationSeconds":{{{seconds}}}{{{audiences}}}}}""");
        Assert.Equal(201, code);
        return (string)body["status"]!["token"]!;
    }

    private async Task<int> GetAsync(string path, string? token, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        using var answer = await (client ?? _client).SendAsync(request);
        return (int)answer.StatusCode;
    }

    private async Task<(int Code, JsonNode Body)> SendAsync(
        HttpMethod method, string path, string token, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
