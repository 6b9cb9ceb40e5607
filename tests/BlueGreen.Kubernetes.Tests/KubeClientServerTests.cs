using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.Kubernetes.Tests;

public class KubeClientServerTests
{
    [Fact]
    public async Task ResolveAsync_KindUnknownInAKnownGroup_NamesWhatIsServed()
    {
        await using var server = await ScriptedServer.StartAsync(c => c.JsonAsync(JsonNode.Parse(
            """{"resources":[{"name":"deployments","kind":"Deployment","namespaced":true}]}""")!));
        using var client = server.Client();

        var type = await client.ResolveAsync("apps/v1", "Deployment");
        var e = await Assert.ThrowsAsync<UnknownResourceTypeException>(
            () => client.ResolveAsync("apps/v1", "Deploment"));

        Assert.Equal(ResourceType.Deployments, type);
        Assert.Contains("It serves there: Deployment.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolveAsync_IstioNotInstalled_NamesKindAndRemedy()
    {
        await using var server = await ScriptedServer.StartAsync(c =>
        {
            c.Response.StatusCode = 404;
            return c.Response.WriteAsync("404 page not found");
        });
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<UnknownResourceTypeException>(
            () => client.ResolveAsync("networking.istio.io/v1", "VirtualService"));

        Assert.Contains("VirtualService in networking.istio.io/v1", e.Message, StringComparison.Ordinal);
        Assert.Contains("Install Istio", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CanIAsync_ServerSaysNo_IsFalse()
    {
        JsonObject? asked = null;
        await using var server = await ScriptedServer.StartAsync(async c =>
        {
            asked = await c.ReadJsonAsync();
            await c.JsonAsync(JsonNode.Parse("""{"status":{"allowed":false}}""")!, 201);
        });
        using var client = server.Client();

        Assert.False(await client.CanIAsync("patch", ResourceType.VirtualServices, ns: null));
        Assert.Equal("networking.istio.io", (string?)asked!["spec"]!["resourceAttributes"]!["group"]);
        Assert.Equal("shop", (string?)asked["spec"]!["resourceAttributes"]!["namespace"]);
    }

    [Fact]
    public async Task GetServerVersionAsync_ServerWithAPathInItsAddress_KeepsThePath()
    {
        await using var server = await ScriptedServer.StartAsync(
            c => c.JsonAsync(JsonNode.Parse("""{"gitVersion":"v1.36.0"}""")!));
        using var client = new KubeClient(
            server.Connection with { Server = new Uri(server.Address, "/k8s/clusters/c-1") }, TimeProvider.System);

        Assert.Equal("v1.36.0", await client.GetServerVersionAsync());
        Assert.Equal("GET /k8s/clusters/c-1/version", Assert.Single(server.Requests));
    }
}
