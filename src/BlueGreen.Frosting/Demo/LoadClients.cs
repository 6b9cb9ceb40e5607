namespace BlueGreen.Frosting.Demo;

/// <summary>The users of the demo: they call until they are told to stop, and finish what they began.</summary>
internal sealed class LoadClients : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly LoadLog _log;
    private readonly TimeProvider _time;
    private readonly Task _running;

    private LoadClients(Uri url, LoadPlan plan, string cookie, LoadLog log, TimeProvider time)
    {
        (_log, _time) = (log, time);
        var users = Enumerable.Range(0, plan.Clients).Select(client => Task.Run(() => UseAsync(url, plan, client)));
        _running = Task.WhenAll([.. users, Task.Run(() => TestAsync(url, plan, $"Cookie: {cookie}\r\n"))]);
    }

    /// <summary>Starts them.</summary>
    /// <param name="url">The entry point.</param>
    /// <param name="plan">How they behave.</param>
    /// <param name="cookie">The tester's cookie.</param>
    /// <param name="log">Takes every request.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The clients, calling until they are stopped.</returns>
    public static LoadClients Start(Uri url, LoadPlan plan, string cookie, LoadLog log, TimeProvider time) =>
        new(url, plan, cookie, log, time);

    /// <summary>Lets every client finish its request, and stops. A second call changes nothing.</summary>
    /// <returns>A task that ends when no request is under way; each has a limit of its own.</returns>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
#pragma warning disable VSTHRD003 // The clients were started by this very object.
        await _running;
#pragma warning restore VSTHRD003
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task UseAsync(Uri url, LoadPlan plan, int client)
    {
        await using var user = new LoadClient(url, plan.Patience, _time);
        for (var number = 0; !_stop.IsCancellationRequested; number++)
        {
            var kind = plan.IsSlow(client, number) ? RequestKind.Slow : RequestKind.Quick;
            if (!_log.Add(await user.CallAsync(kind, plan.PathOf(client, number), string.Empty)))
            {
                return;
            }

            await PauseAsync(plan.Pause);
        }
    }

    private async Task TestAsync(Uri url, LoadPlan plan, string cookie)
    {
        await using var tester = new LoadClient(url, plan.Patience, _time);
        while (!_stop.IsCancellationRequested && _log.Add(await tester.CallAsync(RequestKind.Tester, "/", cookie)))
        {
            await PauseAsync(plan.TesterPause);
        }
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _time, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Told to stop between two requests: nothing is under way.
        }
    }
}
