using System.Collections.Concurrent;
using System.Net.Sockets;
using BlueGreen.Routers.Probing;

namespace Build.Comparing;

/// <summary>Users who call without end and never retry: most keep their connection, some open a new one each
/// time.</summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Kept = 8;
    private const int New = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<LoadAnswer> _answers = new();
    private readonly Task _users;

    /// <summary>Begins to call.</summary>
    /// <param name="entry">Where users come in.</param>
    public Load(Uri entry) => _users = Task.WhenAll(Enumerable.Range(0, Kept + New)
        .Select(user => Task.Run(() => CallAsync(entry, keepsAlive: user < Kept))));

    /// <summary>Takes the answers since it was asked last.</summary>
    /// <returns>The answers.</returns>
    public IReadOnlyList<LoadAnswer> Take()
    {
        var taken = new List<LoadAnswer>();
        for (var count = _answers.Count; count > 0 && _answers.TryDequeue(out var answer); count--)
        {
            taken.Add(answer);
        }

        return taken;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
#pragma warning disable VSTHRD003 // Started by the constructor, on the thread pool.
        await _users;
#pragma warning restore VSTHRD003
        _stop.Dispose();
    }

    private async Task CallAsync(Uri entry, bool keepsAlive)
    {
        RawHttpConnection? connection = null;
        while (!_stop.IsCancellationRequested)
        {
            var began = TimeProvider.System.GetTimestamp();
            var isKept = false;
            using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
            try
            {
                connection ??= await RawHttpConnection.OpenAsync(entry, host: null, limit.Token);
                var answer = await connection.SendAsync(
                    new RawHttpRequest("/", Host: null, string.Empty, Close: !keepsAlive), limit.Token);
                isKept = keepsAlive && answer.KeepsAlive;
                _answers.Enqueue(new LoadAnswer(began, answer.Status is >= 200 and < 300 ? ColorIn(answer.Body) : null));
            }
            catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException)
            {
                _answers.Enqueue(new LoadAnswer(began, Color: null));
            }

            if (!isKept && connection is not null)
            {
                await connection.DisposeAsync();
                connection = null;
            }

            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    private static string ColorIn(string body) => body.Contains(" on blue,", StringComparison.Ordinal) ? "blue" : "green";
}

/// <summary>What became of one request.</summary>
/// <param name="BeganAt">When it was sent, as a time stamp of the system's clock.</param>
/// <param name="Color">The color that answered; null when it was lost: another status than 2xx, or no answer.</param>
internal sealed record LoadAnswer(long BeganAt, string? Color);
