using System.Net.Http.Headers;
using System.Text;

namespace BlueGreen.Kubernetes.Authentication;

/// <summary>A credential that never changes: a token, a password, or none.</summary>
public sealed class StaticAuth : IAuthProvider
{
    private readonly ClusterCredential _credential;

    private StaticAuth(AuthenticationHeaderValue? header) => _credential = new ClusterCredential(header);

    /// <summary>Gets the provider that adds nothing: a client certificate, or nobody, signs in.</summary>
    public static StaticAuth Anonymous { get; } = new(null);

    /// <summary>Signs in by a bearer token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The provider.</returns>
    public static StaticAuth Token(string token) => new(Bearer(token));

    /// <summary>Signs in by name and password.</summary>
    /// <param name="name">The name.</param>
    /// <param name="password">The password.</param>
    /// <returns>The provider.</returns>
    public static StaticAuth Basic(string name, string password)
    {
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"));
        return new StaticAuth(new AuthenticationHeaderValue("Basic", pair));
    }

    /// <inheritdoc/>
    public ValueTask<ClusterCredential> GetAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(_credential);

    /// <inheritdoc/>
    public bool Forget(ClusterCredential refused) => false;

    internal static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);
}
