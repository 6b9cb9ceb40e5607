using BlueGreen.Kubernetes.Errors;

namespace BlueGreen.Kubernetes.Calls;

/// <summary>Reads a whole body within limits of size and time.</summary>
internal sealed class BodyReader(Uri server, TimeProvider timeProvider)
{
    /// <summary>One page of a list; objects themselves are at most 1.5 MiB in the API server's store.</summary>
    public const int MaxObjectBytes = 64 * 1024 * 1024;

    /// <summary>A refusal; the rest of a longer one is of no use to anybody.</summary>
    public const int MaxErrorBytes = 1024 * 1024;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(60);

    /// <summary>Reads a body that is of use only as a whole; a longer one is an error.</summary>
    public async Task<byte[]> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        var start = await ReadStartAsync(response, maxBytes + 1, cancellationToken);
        return start.Length <= maxBytes ? start : throw new ClusterUnreachableException(
            server, UnreachableCause.Lost, $"the answer is larger than {maxBytes / 1024} KiB");
    }

    /// <summary>Reads a body for people; what is beyond the limit is left unread.</summary>
    public async Task<byte[]> ReadStartAsync(
        HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(MaxTime, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            return await ReadStartAsync(stream, maxBytes, either.Token);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new ClusterUnreachableException(
                server, UnreachableCause.Lost, "the connection broke within the answer", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClusterUnreachableException(
                server, UnreachableCause.TimedOut, $"the answer did not end within {MaxTime.TotalSeconds:0} s", e);
        }
    }

    private static async Task<byte[]> ReadStartAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (all.Length < maxBytes && await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            var used = (int)Math.Min(read, maxBytes - all.Length);
            await all.WriteAsync(buffer.AsMemory(0, used), cancellationToken);
        }

        return all.ToArray();
    }
}
