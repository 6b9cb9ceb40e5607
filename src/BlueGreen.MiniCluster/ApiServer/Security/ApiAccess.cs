using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Security;

/// <summary>Keys, tokens and the gate of one API server, put together once: they outlive its restarts.</summary>
internal sealed class ApiAccess : IDisposable
{
    private readonly TokenSigner _signer;

    /// <summary>Initializes a new instance of the <see cref="ApiAccess"/> class.</summary>
    /// <param name="options">The folder of the keys, and who is told decisions.</param>
    /// <param name="store">Holds accounts, roles and bindings.</param>
    /// <param name="timeProvider">Says what is valid now.</param>
    public ApiAccess(ApiServerOptions options, ObjectStore store, TimeProvider timeProvider)
    {
        Keys = ClusterKeys.Get(options.DataFolder, timeProvider.GetUtcNow());
        AdminToken = options.Token ?? Keys.AdminToken;
        _signer = new TokenSigner(Keys.TokenKeyPem);
        Tokens = new ServiceAccountTokens(store, _signer, timeProvider);
        var certificates = new ClientCertificates(Keys.AuthorityPem, timeProvider);
        Gate = new AccessControl(
            new Authenticator(AdminToken, certificates, Tokens), new Authorizer(store), options.Decided);
    }

    /// <summary>Gets what the cluster proves itself and its users with.</summary>
    public ClusterKeys Keys { get; }

    /// <summary>Gets the token of the cluster's administrator.</summary>
    public string AdminToken { get; }

    /// <summary>Gets what makes tokens of service accounts.</summary>
    public ServiceAccountTokens Tokens { get; }

    /// <summary>Gets what lets requests in.</summary>
    public AccessControl Gate { get; }

    /// <inheritdoc/>
    public void Dispose() => _signer.Dispose();
}
