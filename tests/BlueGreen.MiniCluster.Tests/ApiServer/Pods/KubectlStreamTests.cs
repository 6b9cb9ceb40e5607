using System.Diagnostics;
using BlueGreen.MiniCluster.Tests.Gateway;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Pods;

/// <summary>Commands and forwarded ports with the real kubectl, as it speaks now and as it spoke before 1.31.</summary>
/// <param name="server">The API server.</param>
[Trait("Kind", "Loopback")]
public sealed class KubectlStreamTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Kubectl _kubectl = new(server.Kubeconfig, server.Folder);

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Exec_OverEitherProtocol_CarriesStreamsAndExitCode(string isWebSocket)
    {
        var n = await NewPodAsync();
        var long64K = new string('x', 200_000);

        Assert.Equal("hello\n", await RunAsync($"exec -n {n} web -- echo hello"));
        Assert.Equal(long64K, await RunAsync($"exec -i -n {n} web -- cat", long64K));
        var failed = await RunAsync($"exec -n {n} web -- fail");
        Assert.Contains("it failed", failed, StringComparison.Ordinal);
        Assert.Contains("command terminated with exit code 3", failed, StringComparison.Ordinal);
        Assert.Contains("not found in $PATH", await RunAsync($"exec -n {n} web -- dance"), StringComparison.Ordinal);

        Task<string> RunAsync(string line, string input = "") => _kubectl.RunAsync(
            line, input, ("KUBECTL_REMOTE_COMMAND_WEBSOCKETS", isWebSocket));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task PortForward_OverEitherProtocol_CarriesManyConnections(string isWebSocket)
    {
        var n = await NewPodAsync();
        await using var app = await Backend.StartAsync("blue", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            await context.Response.Body.WriteAsync(body.ToArray());
        });
        server.Runtime.Ports[3000] = app.Url.Port;
        using var kubectl = _kubectl.Start(
            $"port-forward -n {n} pod/web :3000 :3001", ("KUBECTL_PORT_FORWARD_WEBSOCKETS", isWebSocket));
        try
        {
            var good = await AddressAsync(kubectl, "3000");
            var bad = await AddressAsync(kubectl, "3001");
            var sent = new string('y', 300_000);

            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(good, sent)));
            var after = await PostAsync(good, "still there");
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => PostAsync(bad, "x"));

            Assert.All(answers, answer => Assert.Equal(sent, answer));
            Assert.Equal("still there", after);
        }
        finally
        {
            // After an error of one port kubectl ends by itself.
            kubectl.Kill();
            await kubectl.WaitForExitAsync().WaitAsync(Limit);
        }

        Assert.Contains(
            "failed to connect to localhost:3001 inside the pod",
            await kubectl.StandardError.ReadToEndAsync(),
            StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(Uri address, string body)
    {
        using var client = new HttpClient { Timeout = Limit };
        using var content = new StringContent(body);
        using var answer = await client.PostAsync(address, content);
        return await answer.Content.ReadAsStringAsync();
    }

    // "Forwarding from 127.0.0.1:40123 -> 3000"; kubectl tells the same of [::1] where there is such an address.
    private static async Task<Uri> AddressAsync(Process kubectl, string port)
    {
        while (await kubectl.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line)
        {
            var words = line.Split(' ');
            if (words is [_, _, var from, "->", var to]
                && string.Equals(to, port, StringComparison.Ordinal)
                && from.StartsWith("127.", StringComparison.Ordinal))
            {
                return new Uri($"http://{from}");
            }
        }

        Assert.Fail(await kubectl.StandardError.ReadToEndAsync());
        return null!;
    }

    private async Task<string> NewPodAsync()
    {
        var n = await server.NewNamespaceAsync();
        var path = $"/api/v1/namespaces/{n}/pods";
        await server.SendAsync(HttpMethod.Post, path, """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[{"name":"c","image":"x"}]}}
            """);
        await server.SendAsync(
            HttpMethod.Patch,
            $"{path}/web/status",
            """{"status":{"phase":"Running"}}""",
            "application/merge-patch+json");
        return n;
    }
}
