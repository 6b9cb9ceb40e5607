using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

/// <summary>A server that goes away and comes back, and one that is too busy: what clients must live with.</summary>
public sealed class RestartTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Restart_WhileAWatchIsOpen_EndsItAndAnswersAtTheSameAddress()
    {
        var address = server.Host.Url;
        var (_, list) = await server.SendAsync(HttpMethod.Get, "/api/v1/configmaps");
        var seen = (string)list["metadata"]!["resourceVersion"]!;
        await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces/default/configmaps", Manifests.ConfigMap("kept"));
        using var watch = await server.OpenAsync("/api/v1/configmaps?watch=true");
        using var lines = new StreamReader(await watch.Content.ReadAsStreamAsync(), Encoding.UTF8);
        Assert.Contains("\"kept\"", await lines.ReadLineAsync().WaitAsync(Limit), StringComparison.Ordinal);

        await server.Host.RestartAsync(
            async () =>
            {
                Assert.Null(await lines.ReadLineAsync().WaitAsync(Limit));
                await Assert.ThrowsAsync<HttpRequestException>(() => server.GetAsync("/readyz"));
                server.Store.ForgetHistory();
            },
            CancellationToken.None);

        Assert.Equal(address, server.Host.Url);
        Assert.Equal(200, (await server.SendAsync(HttpMethod.Get, "/api/v1/namespaces/default/configmaps/kept")).Code);
        var old = await server.Client.GetStringAsync(
            new Uri($"/api/v1/configmaps?watch=true&resourceVersion={seen}", UriKind.Relative));
        Assert.Equal(410, (int)JsonNode.Parse(old)!["object"]!["code"]!);
    }

    [Fact]
    public async Task Request_OverTheLimit_IsToldWhenToComeBack()
    {
        server.Host.RequestLimit = new ApiRequestLimit(1, TimeSpan.FromMinutes(1)) { IncludesMasters = true };
        try
        {
            using var first = await server.GetAsync("/version");
            using var second = await server.GetAsync("/version");

            Assert.Equal(200, (int)first.StatusCode);
            Assert.Equal(429, (int)second.StatusCode);
            Assert.InRange(second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Equal(
                "Too many requests, please try again later.\n", await second.Content.ReadAsStringAsync());
        }
        finally
        {
            server.Host.RequestLimit = null;
        }
    }

    [Fact]
    public async Task Request_OverTheLimitByAnAdministrator_Passes()
    {
        server.Host.RequestLimit = new ApiRequestLimit(0, TimeSpan.FromMinutes(1));
        using var answer = await server.GetAsync("/version");
        server.Host.RequestLimit = null;

        Assert.Equal(200, (int)answer.StatusCode);
    }
}
