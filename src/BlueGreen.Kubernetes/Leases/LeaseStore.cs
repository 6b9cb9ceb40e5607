using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;

namespace BlueGreen.Kubernetes.Leases;

/// <summary>Compares and swaps leases: of several writers that read the same version exactly one wins.</summary>
/// <param name="client">The client.</param>
public sealed class LeaseStore(KubeClient client)
{
    /// <summary>Reads a lease.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ns">Its namespace; null is the client's default one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The lease, or null where there is none.</returns>
    public async Task<LeaseRecord?> FindAsync(string name, string? ns, CancellationToken cancellationToken = default)
    {
        var target = new ResourceRef(ResourceType.Leases, ns, name);
        return await client.FindAsync(target, cancellationToken) is { } found ? LeaseRecord.Read(found) : null;
    }

    /// <summary>Creates a lease, unless somebody else did.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="options">How; null is the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The lease as stored; null when there is one by now.</returns>
    public async Task<LeaseRecord?> TryCreateAsync(
        LeaseRecord lease, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        try
        {
            var fresh = lease with { ResourceVersion = null, Source = null };
            return LeaseRecord.Read(await client.CreateAsync(fresh.Write(), options, cancellationToken));
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            return null;
        }
    }

    /// <summary>Replaces a lease that was read before, unless it changed since.</summary>
    /// <param name="lease">The lease, made from the one that was read by <c>with</c>.</param>
    /// <param name="options">How; null is the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The lease as stored; null when somebody else changed or deleted it: read it again.</returns>
    /// <exception cref="ArgumentException">The lease was not read, so that there is nothing to compare
    /// with.</exception>
    public async Task<LeaseRecord?> TryReplaceAsync(
        LeaseRecord lease, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentException.ThrowIfNullOrEmpty(lease.ResourceVersion, nameof(lease));
        try
        {
            return LeaseRecord.Read(await client.ReplaceAsync(lease.Write(), options, cancellationToken));
        }
        catch (ApiException e) when (e.IsConflict || e.IsNotFound)
        {
            return null;
        }
    }
}
