using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Reading;

/// <summary>Answers a watch: one JSON line a change, for as long as the client listens or asked.</summary>
/// <param name="store">Tells the changes.</param>
/// <param name="timeProvider">Ends the watch, gives ages and the times of bookmarks.</param>
/// <param name="stopping">Ends all watches when the server stops.</param>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes"/>
internal sealed class WatchStream(ObjectStore store, TimeProvider timeProvider, CancellationToken stopping)
{
    private const int MaximumSeconds = 3600;

    private static readonly TimeSpan BookmarkPeriod = TimeSpan.FromSeconds(10);

    /// <summary>Answers one watch.</summary>
    /// <param name="call">The request.</param>
    /// <param name="form">The form in which objects are shown.</param>
    /// <returns>When the watch has ended.</returns>
    public async Task AnswerAsync(ApiCall call, ObjectForm form)
    {
        var options = ListOptions.OfWatch(call);
        var output = new WatchOutput(call, form, ObjectFilter.Of(call), timeProvider);
        call.Http.Response.ContentType = "application/json";
        await call.Http.Response.StartAsync(call.Http.RequestAborted);
        await call.Http.Response.Body.FlushAsync(call.Http.RequestAborted);
        var seconds = options.TimeoutSeconds > 0 ? Math.Min(options.TimeoutSeconds, MaximumSeconds) : MaximumSeconds;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), timeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            call.Http.RequestAborted, limit.Token, stopping);
        try
        {
            await SendAsync(call, options, output, end.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            await output.BookmarkAsync(call.Http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or the server stops: the end of the stream says so.
        }
    }

    private async Task SendAsync(
        ApiCall call, ListOptions options, WatchOutput output, CancellationToken cancellationToken)
    {
        try
        {
            var since = await BeginAsync(call, options, output, cancellationToken);
            using var changes = store.Follow(since);
            await FollowAsync(call, changes, output, cancellationToken);
        }
        catch (StoreException refusal) when (refusal.Refusal == StoreRefusal.Expired)
        {
            await output.LineAsync("ERROR", ApiErrors.Expired(refusal.Message).ToStatus(), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
    }

    // A client that has seen nothing gets the objects there are first, unless it says that it wants none.
    private async Task<long> BeginAsync(
        ApiCall call, ListOptions options, WatchOutput output, CancellationToken cancellationToken)
    {
        if (options.SendInitialEvents ?? options.Version is null or 0)
        {
            var (items, version) = store.List(call.Kind.StorageGroup, call.Kind.Plural, call.Namespace);
            foreach (var item in items.Where(output.Filter.Matches))
            {
                await output.ObjectAsync("ADDED", item, cancellationToken);
            }

            output.Version = version;
            if (options.SendInitialEvents == true)
            {
                await output.BookmarkAsync(cancellationToken, isInitialEnd: true);
            }

            await output.FlushAsync(cancellationToken);
            return version;
        }

        return output.Version = options.Version is null or 0 ? store.Version : options.Version.Value;
    }

    // The end of the resource ends the waiting only: what has happened before it is told first, the end of each object.
    private async Task FollowAsync(
        ApiCall call, StoreChanges changes, WatchOutput output, CancellationToken cancellationToken)
    {
        var removed = call.Kind.Custom?.Removed ?? CancellationToken.None;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, removed);
        using var timer = new PeriodicTimer(BookmarkPeriod, timeProvider);
        var change = Task.CompletedTask;
        var next = timer.WaitForNextTickAsync(waiting.Token).AsTask();
        while (true)
        {
            var isLast = removed.IsCancellationRequested;
            await ChangesAsync(call, changes, output, cancellationToken);
            if (isLast)
            {
                return;
            }

            change = change.IsCompleted ? changes.WaitAsync(waiting.Token) : change;
            try
            {
                await await Task.WhenAny(change, next);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                continue;
            }

            if (next.IsCompleted)
            {
                await output.BookmarkAsync(cancellationToken);
                await output.FlushAsync(cancellationToken);
                next = timer.WaitForNextTickAsync(waiting.Token).AsTask();
            }
        }
    }

    private static async Task ChangesAsync(
        ApiCall call, StoreChanges changes, WatchOutput output, CancellationToken cancellationToken)
    {
        while (changes.TryRead(out var one))
        {
            if (one.Key.IsOf(call.Kind.StorageGroup, call.Kind.Plural, call.Namespace))
            {
                await output.ChangeAsync(one, cancellationToken);
            }

            // What concerns others was seen, too: a bookmark may say so.
            output.Version = one.Version;
        }

        await output.FlushAsync(cancellationToken);
    }
}
