using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Reading;

/// <summary>Answers a watch: one JSON line a change, for as long as the client listens or asked.</summary>
/// <param name="store">Tells the changes.</param>
/// <param name="timeProvider">Ends the watch and gives ages.</param>
/// <param name="stopping">Ends all watches when the server stops.</param>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes"/>
internal sealed class WatchStream(ObjectStore store, TimeProvider timeProvider, CancellationToken stopping)
{
    private const int MaximumSeconds = 3600;

    /// <summary>Answers one watch.</summary>
    /// <param name="call">The request.</param>
    /// <param name="form">The form in which objects are shown.</param>
    /// <returns>When the watch has ended.</returns>
    public async Task AnswerAsync(ApiCall call, ObjectForm form)
    {
        if (call.Query("sendInitialEvents") is not null)
        {
            throw new ApiException(
                422,
                "Invalid",
                "ListOptions.meta.k8s.io \"\" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is " +
                "forbidden for watch unless the WatchList feature gate is enabled");
        }

        var since = SinceOf(call);
        var output = new Output(call, form, ObjectFilter.Of(call), timeProvider);
        call.Http.Response.ContentType = "application/json";
        await call.Http.Response.StartAsync(call.Http.RequestAborted);
        await call.Http.Response.Body.FlushAsync(call.Http.RequestAborted);
        using var limit = new CancellationTokenSource(LimitOf(call), timeProvider);
        using var end =
            CancellationTokenSource.CreateLinkedTokenSource(call.Http.RequestAborted, limit.Token, stopping);
        try
        {
            await SendAsync(call, output, since, end.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && call.Flag("allowWatchBookmarks"))
        {
            await output.BookmarkAsync(store.Version);
        }
        catch (OperationCanceledException)
        {
            // The client has gone, the server stops, or the time is over: the end of the stream says so.
        }
    }

    private static TimeSpan LimitOf(ApiCall call) =>
        int.TryParse(call.Query("timeoutSeconds"), CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, MaximumSeconds))
            : TimeSpan.FromSeconds(MaximumSeconds);

    // Null: the client has seen nothing and wants the present state first.
    private static long? SinceOf(ApiCall call) => call.Query("resourceVersion") switch
    {
        null or "" or "0" => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
        var text => throw ApiErrors.BadRequest(
            $"Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax"),
    };

    private async Task SendAsync(ApiCall call, Output output, long? since, CancellationToken cancellationToken)
    {
        var kind = call.Kind;
        if (since is null)
        {
            var (items, version) = store.List(kind.StorageGroup, kind.Plural, call.Namespace);
            since = version;
            foreach (var item in items.Where(output.Filter.Matches))
            {
                await output.ObjectAsync("ADDED", item, cancellationToken);
            }
        }

        try
        {
            var changes = store.WatchAsync(
                kind.StorageGroup, kind.Plural, call.Namespace, since.Value, cancellationToken);
            await foreach (var change in changes)
            {
                await output.ChangeAsync(change, cancellationToken);
            }
        }
        catch (StoreException refusal) when (refusal.Refusal == StoreRefusal.Expired)
        {
            await output.LineAsync("ERROR", ApiErrors.Expired(refusal.Message).ToStatus(), cancellationToken);
        }
    }

    private sealed class Output(ApiCall call, ObjectForm form, ObjectFilter filter, TimeProvider timeProvider)
    {
        private bool _isFirst = true;

        public ObjectFilter Filter => filter;

        // An object that a change moves in or out of the selection is new or gone to this client.
        public Task ChangeAsync(StoreEvent change, CancellationToken cancellationToken)
        {
            var now = change.ToObject();
            var was = change.PreviousJson is { } json ? JsonNode.Parse(json.Span)!.AsObject() : null;
            var isIn = change.Kind != StoreEventKind.Deleted && filter.Matches(now);
            var wasIn = was is not null && filter.Matches(was);
            return (wasIn, isIn) switch
            {
                (false, true) => ObjectAsync("ADDED", now, cancellationToken),
                (true, true) => ObjectAsync("MODIFIED", now, cancellationToken),
                (true, false) => ObjectAsync("DELETED", now, cancellationToken),
                _ => Task.CompletedTask,
            };
        }

        public Task ObjectAsync(string type, JsonObject stored, CancellationToken cancellationToken)
        {
            var shown = new ObjectPresenter(call, form, timeProvider.GetUtcNow()).Show(stored, _isFirst);
            _isFirst = false;
            return LineAsync(type, shown, cancellationToken);
        }

        public Task BookmarkAsync(long version) => LineAsync(
            "BOOKMARK",
            new JsonObject
            {
                ["kind"] = call.Kind.Kind,
                ["apiVersion"] = call.Kind.ApiVersion(call.Version),
                ["metadata"] = new JsonObject { ["resourceVersion"] = $"{version}", ["creationTimestamp"] = null },
            },
            call.Http.RequestAborted);

        public async Task LineAsync(string type, JsonObject value, CancellationToken cancellationToken)
        {
            var line = new JsonObject { ["type"] = type, ["object"] = value };
            byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line), (byte)'\n'];
            await call.Http.Response.Body.WriteAsync(bytes, cancellationToken);
            await call.Http.Response.Body.FlushAsync(cancellationToken);
        }
    }
}
