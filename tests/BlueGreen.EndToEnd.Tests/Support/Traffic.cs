using System.Collections.Concurrent;
using System.Net.Sockets;
using BlueGreen.Routers.Probing;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>Users who never pause and never retry: one keeps its connection, one opens a new one each time.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly Address _address;
    private readonly Task _users;

    private Traffic(Address address)
    {
        _address = address;
        _users = Task.WhenAll(
            Task.Run(() => CallAsync(keepsAlive: true)), Task.Run(() => CallAsync(keepsAlive: false)));
    }

    /// <summary>Begins to call.</summary>
    public static Traffic Start(Address address) => new(address);

    /// <summary>Calls once, on a connection of its own.</summary>
    public static async Task<Answer> AskAsync(Address address, string? cookie)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        await using var connection = await RawHttpConnection.OpenAsync(address.Gateway, host: null, limit.Token);
        var headers = cookie is null ? string.Empty : $"Cookie: {cookie}\r\n";
        var request = new RawHttpRequest(address.Path, address.Host, headers, Close: true);
        var response = await connection.SendAsync(request, limit.Token);
        return new Answer(response.Status, response.Header("x-bluegreen-color"), response.Header("x-version"));
    }

    /// <summary>Ends the calls, and demands that none failed and that these, and only these, answered.</summary>
    public async Task EndWithoutFailureAsync(params string[] expected)
    {
        await DisposeAsync();
        Assert.True(
            _failures.IsEmpty,
            $"{_failures.Count} failed, {_answers.Values.Sum()} did not; the first: {_failures.FirstOrDefault()}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), _answers.Keys.Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
            await _users;
            _stop.Dispose();
        }
    }

    private async Task CallAsync(bool keepsAlive)
    {
        RawHttpConnection? connection = null;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                connection ??= await RawHttpConnection.OpenAsync(_address.Gateway, host: null, CancellationToken.None);
                var isKept = await CallOnceAsync(connection, keepsAlive);
                connection = isKept ? connection : await CloseAsync(connection);
            }
            catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
            {
                _failures.Enqueue($"{(keepsAlive ? "kept" : "new")} connection: {broken.Message}");
                connection = await CloseAsync(connection);
            }

            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }

        await CloseAsync(connection);
    }

    private async Task<bool> CallOnceAsync(RawHttpConnection connection, bool keepsAlive)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        var request = new RawHttpRequest(_address.Path, _address.Host, string.Empty, Close: !keepsAlive);
        var response = await connection.SendAsync(request, limit.Token);
        if (response.Status == 200)
        {
            var who = response.Header("x-version") ?? response.Header("x-bluegreen-color") ?? "nobody";
            _answers.AddOrUpdate(who, 1, (_, count) => count + 1);
        }
        else
        {
            _failures.Enqueue($"status {response.Status}: {response.Body}");
        }

        return keepsAlive && response.KeepsAlive;
    }

    private static async Task<RawHttpConnection?> CloseAsync(RawHttpConnection? connection)
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        return null;
    }
}
