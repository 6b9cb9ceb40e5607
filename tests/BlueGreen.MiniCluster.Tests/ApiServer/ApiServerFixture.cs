using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Cleanup;
using BlueGreen.MiniCluster.Processes;
using BlueGreen.MiniCluster.Storage;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

/// <summary>One API server for all tests of a class, and a client that trusts it.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync, which ends them.
public sealed class ApiServerFixture : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bluegreen-api");
    private ControllerLoop _namespaceLoop = null!;
    private int _namespaces;

    public HttpClient Client { get; private set; } = null!;

    internal ObjectStore Store { get; } = new(TimeProvider.System, historyLength: 64);

    internal FakePodRuntime Runtime { get; } = new();

    internal ApiServerHost Host { get; private set; } = null!;

    internal string Folder => _folder.FullName;

    internal string Kubeconfig => Path.Combine(_folder.FullName, "kubeconfig");

    public async Task InitializeAsync()
    {
        var options = new ApiServerOptions { DataFolder = Path.Combine(_folder.FullName, "certificates") };
        Host = new ApiServerHost(options, Store, Runtime, TimeProvider.System);
        _namespaceLoop = new ControllerLoop(
            Store,
            new NamespaceController(Store, TimeProvider.System),
            new EventRecorder(Store, TimeProvider.System),
            TimeProvider.System);
        _namespaceLoop.Start();
        await Host.StartAsync(CancellationToken.None);
        NodeObject.Announce(Store, TimeProvider.System.GetUtcNow());
        Host.WriteKubeconfig(Kubeconfig);
        Client = Connect(certificate: null);
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Host.Token);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _namespaceLoop.DisposeAsync();
        await Host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Makes a client that shows a certificate, or no credentials.</summary>
    internal HttpClient Connect(X509Certificate2? certificate)
    {
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        trust.CustomTrustStore.Add(X509Certificate2.CreateFromPem(Host.CaCertificatePem));
        var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust } };
        handler.SslOptions.ClientCertificates = certificate is null ? null : [certificate];
        return new HttpClient(handler) { BaseAddress = Host.Url };
    }

    internal async Task<string> NewNamespaceAsync()
    {
        var name = $"t{Interlocked.Increment(ref _namespaces)}";
        var body = $$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{name}}}"}}""";
        var (code, _) = await SendAsync(HttpMethod.Post, "/api/v1/namespaces", body);
        Assert.Equal(201, code);
        return name;
    }

    internal async Task<(int Code, JsonObject Body)> SendAsync(
        HttpMethod method, string path, string? body = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, new UTF8Encoding(false), new MediaTypeHeaderValue(mediaType));
            request.Content.Headers.ContentType!.CharSet = null;
        }

        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, JsonNode.Parse(text)!.AsObject());
    }

    internal Task<HttpResponseMessage> PostAsync(string path, string body) =>
        Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>Asks again and again, within a limit.</summary>
    internal static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>Writes a kubeconfig that signs in with a token.</summary>
    internal string KubeconfigOf(string token)
    {
        var path = Path.Combine(Folder, $"user-{Interlocked.Increment(ref _namespaces)}");
        var admin = File.ReadAllText(Kubeconfig);
        File.WriteAllText(path, admin.Replace(Host.Token, token, StringComparison.Ordinal));
        return path;
    }

    /// <summary>Writes a kubeconfig that signs in with a certificate.</summary>
    internal string KubeconfigOf(UserInfo user)
    {
        var path = Path.Combine(Folder, $"user-{Interlocked.Increment(ref _namespaces)}");
        Host.WriteKubeconfig(path, user, TimeSpan.FromHours(1));
        return path;
    }

    /// <summary>Opens an answer that does not end by itself.</summary>
    internal Task<HttpResponseMessage> OpenAsync(string path) =>
        Client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

    internal Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    internal Task<(int Code, JsonObject Body)> ApplyAsync(
        string path, string manager, string yaml, string query = "") =>
        SendAsync(HttpMethod.Patch, $"{path}?fieldManager={manager}{query}", yaml, "application/apply-patch+yaml");
}
