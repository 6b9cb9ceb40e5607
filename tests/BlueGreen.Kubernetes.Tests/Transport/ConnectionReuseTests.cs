using System.Collections.Concurrent;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Tests.Support;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Transport;

/// <summary>One connection is enough for any number of calls one after the other, whatever they are answered.</summary>
public class ConnectionReuseTests
{
    private const int Rounds = 20;
    private static readonly ResourceRef Web = new(ResourceType.Pods, null, "web");
    private static readonly ResourceRef Gone = new(ResourceType.Pods, null, "gone");
    private static readonly ResourceRef Broken = new(ResourceType.Pods, null, "broken");
    private static readonly TestAuthority Authority = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetAsync_ManyCallsInARow_UseOneConnection(bool isTls)
    {
        var connections = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await using var server = await ScriptedServer.StartAsync(
            context =>
            {
                connections[context.Connection.Id] = true;
                return context.Request.Path.Value!.Split('/')[^1] switch
                {
                    "gone" => context.StatusAsync(404, "NotFound", name: "gone"),
                    "broken" => context.StatusAsync(409, "Conflict", new string('x', 100_000)),
                    _ => context.JsonAsync(Answers.Pod("web")),
                };
            },
            isTls ? Authority.Issue("127.0.0.1") : null);
        using var client = new KubeClient(
            server.Connection with { CertificateAuthorities = Authority.Roots }, TimeProvider.System);

        for (var round = 0; round < Rounds; round++)
        {
            await client.GetAsync(Web);
            Assert.Null(await client.FindAsync(Gone));
            await Assert.ThrowsAsync<ApiException>(() => client.GetAsync(Broken));
        }

        Assert.Equal(3 * Rounds, server.Requests.Count);
        Assert.Single(connections);
    }
}
