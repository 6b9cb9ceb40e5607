namespace BlueGreen.Kubernetes.Authentication;

/// <summary>Runs a plugin once and keeps what it gave until shortly before it expires.</summary>
#pragma warning disable CA1001 // A connection may serve several clients, so nobody knows when to dispose the semaphore;
// it holds nothing outside of memory unless its wait handle is asked for.
internal sealed class ExecAuth(ExecPlugin plugin, TimeProvider timeProvider) : IAuthProvider
#pragma warning restore CA1001
{
    // A request that is on its way when the credential expires would be refused.
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile ExecCredential? _last;

    public async ValueTask<ClusterCredential> GetAsync(CancellationToken cancellationToken)
    {
        if (_last is { } held && IsGood(held))
        {
            return held.Credential;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited finds the credential that the first one fetched.
            if (_last is not { } last || !IsGood(last))
            {
                var answer = await ExecProcess.RunAsync(plugin, timeProvider, cancellationToken);
                _last = last = ExecCredential.Parse(plugin, answer);
            }

            return last.Credential;
        }
        finally
        {
            _one.Release();
        }
    }

    public bool Forget(ClusterCredential refused)
    {
        if (_last is { } last && ReferenceEquals(last.Credential, refused))
        {
            _last = null;
        }

        return true;
    }

    private bool IsGood(ExecCredential held) =>
        held.Expires is not { } expires || timeProvider.GetUtcNow() < expires - Early;
}
