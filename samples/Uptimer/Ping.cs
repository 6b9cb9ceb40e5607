using System.Net;

namespace Uptimer;

/// <summary>Asks the server of the same pod whether it is ready: the smoke test that runs inside.</summary>
internal static class Ping
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Calls <c>/ready</c> once.</summary>
    /// <param name="settings">The settings of the server to call, or null when they are wrong.</param>
    /// <returns>The exit code: 0 when it is ready, 1 when not, 2 without settings.</returns>
    public static async Task<int> RunAsync(UptimerSettings? settings)
    {
        if (settings is null)
        {
            return 2;
        }

        using var client = new HttpClient { Timeout = Limit };
        var address = new Uri($"http://{new IPEndPoint(IPAddress.Loopback, settings.Endpoint.Port)}/ready");
        try
        {
            using var response = await client.GetAsync(address);
            Console.WriteLine($"ping: {address} answered {(int)response.StatusCode} as version {settings.Version}");
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"ping: {address} did not answer: {exception.Message}");
            return 1;
        }
    }
}
