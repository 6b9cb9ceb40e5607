using System.Net;
using System.Security.Cryptography.X509Certificates;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Security;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.MiniCluster.Processes;
using BlueGreen.MiniCluster.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlueGreen.MiniCluster.ApiServer;

/// <summary>The API server of the mini-cluster: HTTPS on 127.0.0.1, for kubectl and every other client.</summary>
internal sealed class ApiServerHost : IAsyncDisposable
{
    /// <summary>How long a request may be without its body: what the real server takes.</summary>
    private const int MaximumHeaderBytes = 1024 * 1024;

    private static readonly TimeSpan HeadersLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(2);

    private readonly ApiServerOptions _options;
    private readonly ObjectStore _store;
    private readonly TimeProvider _timeProvider;
    private readonly ApiAccess _access;
    private readonly Func<ApiServices> _newServices;

    private ApiServices _services;
    private WebApplication? _application;
    private X509Certificate2? _certificate;

    /// <summary>Initializes a new instance of the <see cref="ApiServerHost"/> class.</summary>
    /// <param name="options">Port, folder and token.</param>
    /// <param name="store">Holds the objects; controllers and kubelet work on the same one.</param>
    /// <param name="runtime">Runs the pods.</param>
    /// <param name="timeProvider">Gives the time to all parts.</param>
    public ApiServerHost(
        ApiServerOptions options, ObjectStore store, IPodRuntime runtime, TimeProvider timeProvider)
    {
        (_options, _store, _timeProvider) = (options, store, timeProvider);
        _access = new ApiAccess(options, store, timeProvider);
        _newServices = () => new ApiServices(store, runtime, _access.Tokens, timeProvider);
        _services = _newServices();
    }

    /// <summary>Gets the address, once started.</summary>
    public Uri Url { get; private set; } = new("https://127.0.0.1:0");

    /// <summary>Gets or sets how many requests are taken; null for all.</summary>
    public ApiRequestLimit? RequestLimit
    {
        get => _services.Limiter.Limit;
        set => _services.Limiter.Limit = value;
    }

    /// <summary>Gets the bearer token that lets callers in.</summary>
    public string Token => _access.AdminToken;

    /// <summary>Gets what the cluster proves itself and its users with.</summary>
    public ClusterKeys Keys => _access.Keys;

    /// <summary>Gets the certificate of the cluster's authority.</summary>
    public string CaCertificatePem => Keys.AuthorityPem;

    /// <summary>Fills an empty store with what every cluster has, and begins to listen.</summary>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>When requests are answered.</returns>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Bootstrap.Fill(_store);
        _services.Catalog.Refresh();
        _certificate ??= X509Certificate2.CreateFromPem(Keys.ServerPem, Keys.ServerKeyPem);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        builder.WebHost.UseSockets(sockets =>
            sockets.CreateBoundListenSocket = asked => KeptPorts.Bind(asked, _options.PortBefore));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestLineSize = MaximumHeaderBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaximumHeaderBytes;
            kestrel.Limits.RequestHeadersTimeout = HeadersLimit;
            kestrel.Listen(IPAddress.Loopback, Url.Port == 0 ? _options.Port : Url.Port, UseHttps);
        });
        _application = builder.Build();
        var router = new ApiRouter(_services, _access.Gate);
        _application.UseWebSockets();
        _application.Run(router.AnswerAsync);
        await _application.StartAsync(cancellationToken);
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Url = new Uri(addresses.Addresses.Single());
    }

    /// <summary>Ends open watches, then stops listening.</summary>
    /// <param name="cancellationToken">Cuts open requests.</param>
    /// <returns>When nothing is answered any more.</returns>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _services.StopAsync();
        if (_application is not null)
        {
            await _application.StopAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Stops, and begins again at the same address with the same objects, as a restarted process does.
    /// </summary>
    /// <param name="whileDown">Is done between the two.</param>
    /// <param name="cancellationToken">Cuts open requests, and gives the start up.</param>
    /// <returns>When requests are answered again.</returns>
    public async Task RestartAsync(Func<Task> whileDown, CancellationToken cancellationToken)
    {
        var limit = RequestLimit;
        await StopAsync(cancellationToken);
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        await _services.DisposeAsync();
        await whileDown();
        _services = _newServices();
        RequestLimit = limit;
        await StartAsync(cancellationToken);
    }

    /// <summary>Writes the file by which clients find this server; only its owner may read it.</summary>
    /// <param name="path">Where.</param>
    public void WriteKubeconfig(string path) => WriteKubeconfig(path, KubeconfigText.TokenOf(Token));

    /// <summary>Writes the file by which a user with a client certificate finds this server.</summary>
    /// <param name="path">Where.</param>
    /// <param name="user">Name and groups of the user.</param>
    /// <param name="lifetime">How long the certificate is good.</param>
    public void WriteKubeconfig(string path, UserInfo user, TimeSpan lifetime) => WriteKubeconfig(
        path, KubeconfigText.CertificateOf(Keys.IssueClient(user, _timeProvider.GetUtcNow(), lifetime)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        await _services.DisposeAsync();
        _access.Dispose();
        _certificate?.Dispose();
    }

    private void WriteKubeconfig(string path, string user) =>
        PrivateFile.Write(path, KubeconfigText.Write(Url.ToString().TrimEnd('/'), CaCertificatePem, user));

    // A client's certificate is asked for, not required: whether it is to be trusted is answered with 401 later.
    private void UseHttps(ListenOptions listen) => listen.UseHttps(https =>
    {
        https.ServerCertificate = _certificate;
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.AllowAnyClientCertificate();
    });
}
