using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Security;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;
using BlueGreen.MiniCluster.Processes;
using BlueGreen.MiniCluster.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlueGreen.MiniCluster.ApiServer;

/// <summary>The API server of the mini-cluster: HTTPS on 127.0.0.1, for kubectl and every other client.</summary>
/// <param name="options">Port, folder and token.</param>
/// <param name="store">Holds the objects; controllers and kubelet work on the same one.</param>
/// <param name="runtime">Runs the pods.</param>
/// <param name="timeProvider">Gives the time to all parts.</param>
internal sealed class ApiServerHost(
    ApiServerOptions options, ObjectStore store, IPodRuntime runtime, TimeProvider timeProvider) : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(2);

    private readonly ClusterKeys _keys = ClusterKeys.Get(options.DataFolder, timeProvider.GetUtcNow());

    private ApiServices? _services;
    private TokenSigner? _signer;
    private WebApplication? _application;
    private X509Certificate2? _certificate;

    /// <summary>Gets the address, once started.</summary>
    public Uri Url { get; private set; } = new("https://127.0.0.1:0");

    /// <summary>Gets the bearer token that lets callers in.</summary>
    public string Token { get; } = options.Token ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Gets the certificate of the cluster's authority.</summary>
    public string CaCertificatePem => _keys.AuthorityPem;

    /// <summary>Fills an empty store with what every cluster has, and begins to listen.</summary>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>When requests are answered.</returns>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Bootstrap.Fill(store);
        _certificate = X509Certificate2.CreateFromPem(_keys.ServerPem, _keys.ServerKeyPem);
        _signer = new TokenSigner(_keys.TokenKeyPem);
        var tokens = new ServiceAccountTokens(store, _signer, timeProvider);
        _services = new ApiServices(store, runtime, tokens, timeProvider);
        var authenticator =
            new Authenticator(Token, new ClientCertificates(_keys.AuthorityPem, timeProvider), tokens);
        var access = new AccessControl(authenticator, new Authorizer(store), options.Decided);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.UseHttps(https =>
            {
                // Asked for, not required; whether it is to be trusted is answered with 401, not by a broken handshake.
                https.ServerCertificate = _certificate;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            }));
        });
        _application = builder.Build();
        var router = new ApiRouter(_services, access);
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
        await (_services?.StopAsync() ?? Task.CompletedTask);
        if (_application is not null)
        {
            await _application.StopAsync(cancellationToken);
        }
    }

    /// <summary>Writes the file by which clients find this server; only its owner may read it.</summary>
    /// <param name="path">Where.</param>
    public void WriteKubeconfig(string path) =>
        WriteKubeconfig(path, KubeconfigText.TokenOf(Token));

    /// <summary>Writes the file by which a user with a client certificate finds this server.</summary>
    /// <param name="path">Where.</param>
    /// <param name="user">Name and groups of the user.</param>
    /// <param name="lifetime">How long the certificate is good.</param>
    public void WriteKubeconfig(string path, UserInfo user, TimeSpan lifetime) => WriteKubeconfig(
        path, KubeconfigText.CertificateOf(_keys.IssueClient(user, timeProvider.GetUtcNow(), lifetime)));

    private void WriteKubeconfig(string path, string user) =>
        PrivateFile.Write(path, KubeconfigText.Write(Url.ToString().TrimEnd('/'), CaCertificatePem, user));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _signer?.Dispose();
        _certificate?.Dispose();
    }
}
