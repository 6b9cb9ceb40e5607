using System.Globalization;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Input;

/// <summary>
/// Clients that go in the middle of what they say or hear: nothing of it is stored, nothing stays open.
/// </summary>
public sealed class BrokenClientTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Theory]
    [InlineData("Content-Length: 4000\r\n", "", false)]
    [InlineData("Content-Length: 4000\r\n", "", true)]
    [InlineData("Transfer-Encoding: chunked\r\n", "{0:x}\r\n", false)]
    [InlineData("Transfer-Encoding: chunked\r\n", "{0:x}\r\n", true)]
    public async Task Client_GoneInTheMiddleOfABody_HasStoredNothing(string framing, string before, bool isRude)
    {
        var kept = await Kept.StoreAsync(server);
        var whole = Manifests.ConfigMap("half");
        var head = RawApi.HeadOf(server, $"POST {kept.Collection}", framing);
        for (var i = 0; i < 20; i++)
        {
            await using var raw = await RawApi.ConnectAsync(server);
            await raw.SendAsync(head + string.Format(CultureInfo.InvariantCulture, before, 4000) + whole);
            if (isRude)
            {
                raw.Vanish();
            }
        }

        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("Content-Length: 5\r\n", "{\"a\":1}")]
    [InlineData("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\n{}")]
    [InlineData("Transfer-Encoding: chunked\r\n", "-2\r\n{}\r\n0\r\n\r\n")]
    public async Task Body_WhoseLengthIsALie_IsRefused(string framing, string body)
    {
        var kept = await Kept.StoreAsync(server);

        var answer = await RawApi.AskAsync(server, $"POST {kept.Collection}", framing, body);

        Kept.AssertStatus(400, answer);
        await kept.AssertUntouchedAsync();
    }

    [Fact]
    public async Task Watchers_ThatVanish_LeaveNothingBehind()
    {
        var kept = await Kept.StoreAsync(server);
        var before = server.Store.Watchers;
        var clients = new List<RawApi>();
        for (var i = 0; i < 20; i++)
        {
            var raw = await RawApi.ConnectAsync(server);
            await raw.SendAsync(RawApi.HeadOf(server, $"GET {kept.Collection}?watch=1", string.Empty));
            await raw.ReadUntilAsync("ADDED");
            clients.Add(raw);
        }

        var during = server.Store.Watchers;
        foreach (var raw in clients)
        {
            raw.Vanish();
        }

        Assert.Equal(before + 20, during);
        await ApiServerFixture.EventuallyAsync(() => Task.FromResult(server.Store.Watchers == before));
        await kept.AssertUntouchedAsync();
    }
}
