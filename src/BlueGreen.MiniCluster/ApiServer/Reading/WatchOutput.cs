using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Reading;

/// <summary>Writes the lines of one watch.</summary>
/// <param name="call">The request.</param>
/// <param name="form">The form in which objects are shown.</param>
/// <param name="filter">What the client wants to see.</param>
/// <param name="timeProvider">Gives ages, and the limit of a write.</param>
internal sealed class WatchOutput(ApiCall call, ObjectForm form, ObjectFilter filter, TimeProvider timeProvider)
{
    /// <summary>
    /// How long a client may leave the connection full. Its changes are kept meanwhile, as many as the history is long.
    /// </summary>
    public static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(30);

    private bool _isFirst = true;

    /// <summary>Gets what the client wants to see.</summary>
    public ObjectFilter Filter => filter;

    /// <summary>Gets or sets the resource version up to which everything was written.</summary>
    public long Version { get; set; }

    /// <summary>Writes a change, if it concerns the client.</summary>
    /// <remarks>An object that a change moves in or out of the selection is new or gone to this client.</remarks>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>When it is written.</returns>
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
            (true, false) => ObjectAsync("DELETED", LastSeen(was!, now), cancellationToken),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>Writes an object.</summary>
    /// <param name="type">What happened to it.</param>
    /// <param name="stored">The object.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>When it is written.</returns>
    public Task ObjectAsync(string type, JsonObject stored, CancellationToken cancellationToken)
    {
        var shown = new ObjectPresenter(call, form, timeProvider.GetUtcNow()).Show(stored, _isFirst);
        _isFirst = false;
        return LineAsync(type, shown, cancellationToken);
    }

    /// <summary>Tells how far the client has seen everything, if it wants to know.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <param name="isInitialEnd">Whether all objects that were there at the beginning have been told now.</param>
    /// <returns>When it is written.</returns>
    public Task BookmarkAsync(CancellationToken cancellationToken, bool isInitialEnd = false)
    {
        if (!call.Flag("allowWatchBookmarks"))
        {
            return Task.CompletedTask;
        }

        var metadata = new JsonObject { ["resourceVersion"] = $"{Version}", ["creationTimestamp"] = null };
        if (isInitialEnd)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        var value = new JsonObject
        {
            ["kind"] = call.Kind.Kind,
            ["apiVersion"] = call.Kind.ApiVersion(call.Version),
            ["metadata"] = metadata,
        };
        return form == ObjectForm.Whole
            ? LineAsync("BOOKMARK", value, cancellationToken)
            : ObjectAsync("BOOKMARK", value, cancellationToken);
    }

    /// <summary>Writes one line.</summary>
    /// <param name="type">What happened.</param>
    /// <param name="value">To what.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>When it is written.</returns>
    public Task LineAsync(string type, JsonObject value, CancellationToken cancellationToken)
    {
        var line = new JsonObject { ["type"] = type, ["object"] = value };
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line), (byte)'\n'];
        return WithinLimitAsync(end => call.Http.Response.Body.WriteAsync(bytes, end).AsTask(), cancellationToken);
    }

    /// <summary>Sends what was written.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>When it is on its way.</returns>
    public Task FlushAsync(CancellationToken cancellationToken) =>
        WithinLimitAsync(call.Http.Response.Body.FlushAsync, cancellationToken);

    // The state the client knew, at the version of the change that took it out of its sight.
    private static JsonObject LastSeen(JsonObject was, JsonObject now)
    {
        was.Child("metadata")["resourceVersion"] = now.Text("metadata", "resourceVersion");
        return was;
    }

    // Who does not read for so long is gone, or as good as gone: its connection is cut, and it may begin anew.
    private async Task WithinLimitAsync(Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var writing = write(cancellationToken);
        if (!writing.IsCompleted)
        {
            try
            {
                await writing.WaitAsync(WriteLimit, timeProvider, cancellationToken);
            }
            catch (TimeoutException e)
            {
                call.Http.Abort();
                throw new OperationCanceledException("The client does not read its watch.", e);
            }
        }

        await writing;
    }
}
