using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers;

/// <summary>Runs one controller: watches fill its queue, one worker empties it.</summary>
/// <param name="store">What is watched.</param>
/// <param name="controller">What looks and changes.</param>
/// <param name="events">Takes failures, so that they are seen where people look.</param>
/// <param name="timeProvider">Times the later looks.</param>
internal sealed class ControllerLoop(
    ObjectStore store, IController controller, EventRecorder events, TimeProvider timeProvider) : IAsyncDisposable
{
    private readonly WorkQueue _queue = new(timeProvider);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Gets what ends only when the loop cannot go on, with the error, or when it is disposed of.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Begins to watch and to work.</summary>
    public void Start()
    {
        Task[] tasks = [.. controller.Sources
            .Select(source => Task.Run(() => WatchAsync(source))), Task.Run(WorkAsync)];
        _running = Task.WhenAll(tasks);
        Ended = Task.WhenAny(tasks).Unwrap();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(10), timeProvider)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _queue.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync(WatchSource source)
    {
        while (!_stop.IsCancellationRequested)
        {
            var (items, version) = store.List(source.Type.Group, source.Type.Plural, namespaceName: null);
            Enqueue(source, items);
            try
            {
                var changes = store.WatchAsync(
                    source.Type.Group, source.Type.Plural, namespaceName: null, version, _stop.Token);
                await foreach (var change in changes)
                {
                    // An object that is new has no state before; the store tells that as null or as no bytes.
                    var hasPrevious = change.PreviousJson is { IsEmpty: false };
                    Enqueue(source, hasPrevious
                        ? [change.ToObject(), Parse(change.PreviousJson!.Value)] : [change.ToObject()]);
                }
            }
            catch (StoreException error) when (error.Refusal == StoreRefusal.Expired)
            {
                // The history was shorter than this watch was late: the list above catches up.
            }
        }
    }

    private async Task WorkAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var key = await _queue.TakeAsync(_stop.Token);
            try
            {
                if (controller.Reconcile(key) is { } later)
                {
                    _queue.AddAfter(key, later);
                }

                _queue.Forget(key);
            }
            catch (StoreException)
            {
                // The world moved between look and change.
                _queue.AddFailed(key);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // An object that no API server would have let in must not end the service for all others: the error is
                // told on the object, and the object is looked at again, less and less often.
                events.Warn(controller.Name, key, "ReconcileError", $"{error.GetType().Name}: {error.Message}");
                _queue.AddFailed(key);
            }
        }
    }

    private static JsonObject Parse(ReadOnlyMemory<byte> json) => JsonNode.Parse(json.Span)!.AsObject();

    private void Enqueue(WatchSource source, IEnumerable<JsonObject> values)
    {
        foreach (var key in values.SelectMany(source.Keys))
        {
            _queue.Add(key);
        }
    }
}
