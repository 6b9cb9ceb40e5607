using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Xunit;

namespace Uptimer.Tests;

/// <summary>What the sample answers, while it loads, while it runs, and while it stops.</summary>
[Trait("Kind", "Loopback")]
public sealed class ServerTests
{
    [Fact]
    public async Task Endpoints_Running_SayWhoAnswers()
    {
        await using var uptimer = await UptimerProcess.StartAsync(
            ("APP_VERSION", "2.0"), ("COLOR", "green"), ("HOSTNAME", "uptimer-green-1"));

        Assert.Equal("uptimer 2.0 on green, pod uptimer-green-1\n", await uptimer.Client.GetStringAsync(Path("/")));
        Assert.Equal("2.0\n", await uptimer.Client.GetStringAsync(Path("/version")));
        Assert.Equal("""{"ready":true}""", await uptimer.Client.GetStringAsync(Path("/ready")));
        using var missing = await uptimer.Client.GetAsync(Path("/missing"));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("2.0", Assert.Single(missing.Headers.GetValues("x-version")));
    }

    [Fact]
    public async Task Root_Browser_GetsAPageWithNothingOfTheEnvironmentAsMarkup()
    {
        await using var uptimer = await UptimerProcess.StartAsync(("APP_VERSION", "<b>2.0"), ("COLOR", "green"));
        using var request = new HttpRequestMessage(HttpMethod.Get, Path("/"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var response = await uptimer.Client.SendAsync(request);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("&lt;b&gt;2.0", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loading_RefusesUsersAndProbesButSaysItsVersion()
    {
        await using var uptimer = await UptimerProcess.StartAsync(("LOADING_SECONDS", "3600"), ("APP_VERSION", "2.0"));

        using var root = await uptimer.Client.GetAsync(Path("/"));
        using var ready = await uptimer.Client.GetAsync(Path("/ready"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, root.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("""{"ready":false}""", await ready.Content.ReadAsStringAsync());
        Assert.Equal("2.0\n", await uptimer.Client.GetStringAsync(Path("/version")));
    }

    [Fact]
    public async Task Loading_Over_IsReady()
    {
        await using var uptimer = await UptimerProcess.StartAsync(("LOADING_SECONDS", "0.05"));

        var ready = await Eventually.TrueAsync(async () =>
        {
            using var response = await uptimer.Client.GetAsync(Path("/ready"));
            return response.IsSuccessStatusCode;
        });

        Assert.True(ready);
    }

    [Fact]
    public async Task Slow_IsBounded()
    {
        await using var uptimer = await UptimerProcess.StartAsync();
        string[] refused = ["/slow?ms=30001", "/slow?ms=-1", "/slow?ms=9999999999", "/slow?ms=", "/slow"];

        Assert.Equal("slept 0 ms\n", await uptimer.Client.GetStringAsync(Path("/slow?ms=0")));
        foreach (var path in refused)
        {
            using var response = await uptimer.Client.GetAsync(Path(path));
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, response.StatusCode));
        }
    }

    [Fact]
    public async Task Stop_RequestInFlight_IsFinishedWhileNewOnesAreRefused()
    {
        await using var uptimer = await UptimerProcess.StartAsync();
        // Long beside what the signal takes on a busy machine, for the test sees the refusal while it lasts.
        var slow = uptimer.Client.GetStringAsync(Path("/slow?ms=3000"));
        await uptimer.Client.GetStringAsync(Path("/ready"));

        await uptimer.TerminateAsync();
        var refused = await Eventually.TrueAsync(() => IsRefusedAsync(uptimer.Client.BaseAddress!));

        Assert.True(refused, "A stopping server takes no new connection.");
        Assert.False(slow.IsCompleted, "The request ended before the server had stopped listening.");
        Assert.Equal("slept 3000 ms\n", await slow);
        Assert.Equal((0, "uptimer has finished what was in flight\n"), await uptimer.WaitForExitAsync());
    }

    [Fact]
    public async Task Stop_NothingInFlight_EndsAtOnce()
    {
        await using var uptimer = await UptimerProcess.StartAsync();

        await uptimer.TerminateAsync();

        Assert.Equal(0, (await uptimer.WaitForExitAsync()).ExitCode);
    }

    private static async Task<bool> IsRefusedAsync(Uri address)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, address.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);
}
