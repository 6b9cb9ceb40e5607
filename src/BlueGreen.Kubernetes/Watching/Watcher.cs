using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Calls;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;

namespace BlueGreen.Kubernetes.Watching;

/// <summary>Lists, watches from there, and begins again wherever that is needed, so that the reader sees one
/// stream.</summary>
/// <remarks>
/// (1) Without a version: list, tell it, and watch from the list's version. (2) The connection ends or breaks: open it
/// again from the last version seen. (3) The server says 410, or any other error: back to 1. (4) Nothing but failures
/// for too long: throw the last one.
/// </remarks>
internal sealed class Watcher(ApiCaller caller, TimeProvider timeProvider, ResourceType type, string? ns)
{
    // A watch that stood this long was no failure, whatever ended it.
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(5);

    public async IAsyncEnumerable<WatchEvent> RunAsync(
        WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var state = new State(options);
        try
        {
            while (true)
            {
                if (await NextAsync(state, options, cancellationToken) is { } next)
                {
                    yield return next;
                }
            }
        }
        finally
        {
            state.Disconnect();
        }
    }

    private async Task<WatchEvent?> NextAsync(State state, WatchOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return state.Version.Length == 0
                ? await ListAsync(state, options, cancellationToken)
                : await ReadAsync(state, options, cancellationToken);
        }
        catch (Exception e) when (IsPassing(e, cancellationToken) && state.Failures + 1 < options.MaxFailures)
        {
            state.Failures++;
            state.Disconnect();
            if (e is ApiException)
            {
                state.Version = "";
            }

            await Task.Delay(state.Pause(), timeProvider, cancellationToken);
            return null;
        }
    }

    private async Task<WatchEvent> ListAsync(State state, WatchOptions options, CancellationToken cancellationToken)
    {
        var which = new ListOptions { LabelSelector = options.LabelSelector, FieldSelector = options.FieldSelector };
        var list = await new ListReader(caller).ReadAsync(type, ns, which, cancellationToken);

        // "0" stands for any version at all, should a server give none.
        state.Version = list.ResourceVersion.Length == 0 ? "0" : list.ResourceVersion;
        return new Relisted(list.Items, list.ResourceVersion);
    }

    private async Task<WatchEvent?> ReadAsync(State state, WatchOptions options, CancellationToken cancellationToken)
    {
        // The server ends the request by itself; half a minute later it is not the server's silence but the network's.
        using var silence = new CancellationTokenSource(options.Renewal + TimeSpan.FromSeconds(30), timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        if (state.Connection is null)
        {
            var call = WatchConnection.Call(type, ns, options, state.Version);
            state.Connection = await WatchConnection.OpenAsync(caller, call, either.Token);
            state.OpenedAt = timeProvider.GetTimestamp();
        }

        if (await state.Connection.ReadAsync(either.Token) is not { } read)
        {
            // A server that ends every watch at once must not be asked for ever; one that was merely quiet may.
            state.Failures = timeProvider.GetElapsedTime(state.OpenedAt) < Healthy ? state.Failures : 0;
            throw new EndOfStreamException("The server ended the watch.");
        }

        state.Failures = 0;
        state.Version = KubeObject.ResourceVersionOf(read.Item) ?? state.Version;
        return Translate(read.Type, read.Item);
    }

    private static WatchEvent? Translate(string kind, JsonObject item) => kind switch
    {
        "ADDED" => new Added(item),
        "MODIFIED" => new Modified(item),
        "DELETED" => new Deleted(item),

        // A bookmark only brings the version forward; kinds of events that are not known yet tell us nothing.
        _ => null,
    };

    private static bool IsPassing(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        ApiException api => api.IsGone || api.IsPassing,
        ClusterUnreachableException unreachable => unreachable.IsPassing,
        IOException or HttpRequestException or JsonException or InvalidDataException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    private sealed class State(WatchOptions options)
    {
        public string Version { get; set; } = "";

        public int Failures { get; set; }

        public long OpenedAt { get; set; }

        public WatchConnection? Connection { get; set; }

        public TimeSpan Pause() => options.FirstPause * Math.Pow(2, Math.Min(Failures - 1, 5));

        public void Disconnect()
        {
            Connection?.Dispose();
            Connection = null;
        }
    }
}
