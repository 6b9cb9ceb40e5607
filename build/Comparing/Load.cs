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

    /// <summary>Sends no more, and waits for the answers to what was sent: they are taken with the last
    /// step.</summary>
    /// <returns>When nobody waits for an answer any more.</returns>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
#pragma warning disable VSTHRD003 // Started by the constructor, on the thread pool.
        await _users;
#pragma warning restore VSTHRD003
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task CallAsync(Uri entry, bool keepsAlive)
    {
        RawHttpConnection? connection = null;
        while (!_stop.IsCancellationRequested)
        {
            var isKept = false;
            using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
            try
            {
                connection ??= await RawHttpConnection.OpenAsync(entry, host: null, limit.Token);
                var answer = await connection.SendAsync(
                    new RawHttpRequest("/", Host: null, string.Empty, Close: !keepsAlive), limit.Token);
                isKept = keepsAlive && answer.KeepsAlive;
                _answers.Enqueue(LoadAnswer.Read(answer.Status, answer.Body));
            }
            catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException)
            {
                _answers.Enqueue(new LoadAnswer(Color: null));
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
}

/// <summary>What became of one request.</summary>
/// <param name="Color">The color that answered; null when it was lost: another status than 2xx, no answer, or one that
/// no color gave.</param>
internal sealed record LoadAnswer(string? Color)
{
    private static readonly string[] Colors = ["blue", "green"];

    /// <summary>Reads an answer of the sample app.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="body">Its text.</param>
    /// <returns>What became of the request.</returns>
    public static LoadAnswer Read(int status, string body) => new(status is >= 200 and < 300
        ? Array.Find(Colors, color => body.Contains($" on {color},", StringComparison.Ordinal)) : null);
}
