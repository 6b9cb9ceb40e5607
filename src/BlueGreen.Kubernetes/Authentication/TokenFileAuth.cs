using BlueGreen.Kubernetes.Configuration;

namespace BlueGreen.Kubernetes.Authentication;

/// <summary>A token in a file that somebody else renews, as the kubelet does for a pod's service account.</summary>
internal sealed class TokenFileAuth(string path, TimeProvider timeProvider) : IAuthProvider
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private ClusterCredential? _credential;
    private DateTimeOffset _readAt;

    public ValueTask<ClusterCredential> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = timeProvider.GetUtcNow();
            if (_credential is null || now - _readAt >= ReadEvery)
            {
                _credential = new ClusterCredential(StaticAuth.Bearer(Read()));
                _readAt = now;
            }

            return ValueTask.FromResult(_credential);
        }
    }

    public bool Forget(ClusterCredential refused)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_credential, refused))
            {
                // Somebody else has read the file in the meantime.
                return true;
            }

            _credential = null;
            return !string.Equals(Read(), refused.Authorization?.Parameter, StringComparison.Ordinal);
        }
    }

    private string Read()
    {
        try
        {
            var token = File.ReadAllText(path).Trim();
            return token.Length > 0
                ? token
                : throw new KubeConfigException($"The token file {path} is empty.", "Write a token into it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException(
                $"The token file {path} cannot be read: {e.Message}", "Check its path and permissions.", e);
        }
    }
}
