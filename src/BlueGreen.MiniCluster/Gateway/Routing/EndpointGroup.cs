namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>The ready pods of one destination, taken in turn; or why there is no such destination.</summary>
/// <param name="endpoints">The ready addresses.</param>
/// <param name="missing">What does not exist (service, port, subset), or null when all exist.</param>
internal sealed class EndpointGroup(IReadOnlyList<PodAddress> endpoints, string? missing)
{
    private int _next = -1;

    /// <summary>Gets the ready addresses.</summary>
    public IReadOnlyList<PodAddress> Endpoints => endpoints;

    /// <summary>Gets what does not exist, or null.</summary>
    public string? Missing => missing;

    /// <summary>Takes the next address in turn.</summary>
    /// <param name="tried">The address that was tried last; another one is taken if there is one.</param>
    /// <returns>An address, or null when none is ready.</returns>
    public PodAddress? Pick(PodAddress? tried = null)
    {
        if (endpoints.Count == 0)
        {
            return null;
        }

        var turn = (uint)Interlocked.Increment(ref _next);
        var picked = endpoints[(int)(turn % (uint)endpoints.Count)];
        return tried is not null && string.Equals(picked.Authority, tried.Authority, StringComparison.Ordinal)
            ? endpoints[(int)((turn + 1) % (uint)endpoints.Count)]
            : picked;
    }
}
