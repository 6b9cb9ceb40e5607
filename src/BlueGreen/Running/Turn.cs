namespace BlueGreen.Running;

/// <summary>The lease as a run sees it.</summary>
/// <param name="Generation">The fencing number; 0 where a target takes no lease.</param>
/// <param name="Lost">Cancelled when the lease could not be renewed in time.</param>
internal readonly record struct Turn(long Generation, CancellationToken Lost)
{
    /// <summary>Tells why a run was cancelled: a signal that came too goes first.</summary>
    /// <param name="stopping">Cancelled by a signal.</param>
    /// <returns>Whether it was the lease.</returns>
    public bool IsLost(CancellationToken stopping) =>
        Lost.IsCancellationRequested && !stopping.IsCancellationRequested;
}
