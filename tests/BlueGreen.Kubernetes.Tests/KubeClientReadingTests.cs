using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Kubernetes.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.Kubernetes.Tests;

public class KubeClientReadingTests
{
    private static readonly ResourceRef Web = new(ResourceType.Pods, null, "web");

    [Fact]
    public async Task FindAsync_ObjectExists_ReturnsIt()
    {
        await using var server = await ScriptedServer.StartAsync(c => c.JsonAsync(Answers.Pod("web", "7")));
        using var client = server.Client();

        var found = await client.FindAsync(Web);

        Assert.Equal("7", KubeObject.ResourceVersionOf(found!));
        Assert.Equal("GET /api/v1/namespaces/shop/pods/web", Assert.Single(server.Requests));
    }

    [Fact]
    public async Task FindAsync_ObjectAbsent_ReturnsNull()
    {
        await using var server = await ScriptedServer.StartAsync(c => c.StatusAsync(404, "NotFound", name: "web"));
        using var client = server.Client();

        Assert.Null(await client.FindAsync(Web));
    }

    [Fact]
    public async Task FindAsync_ResourceTypeUnknown_Throws()
    {
        await using var server = await ScriptedServer.StartAsync(c => c.StatusAsync(404, "NotFound"));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ApiException>(
            () => client.FindAsync(new ResourceRef(ResourceType.VirtualServices, null, "web")));

        Assert.False(e.IsNotFound);
        Assert.Contains("does not know /apis/networking.istio.io/v1/", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_PlainTextNotFound_Throws()
    {
        await using var server = await ScriptedServer.StartAsync(c =>
        {
            c.Response.StatusCode = 404;
            return c.Response.WriteAsync("404 page not found\n");
        });
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ApiException>(() => client.FindAsync(Web));

        Assert.False(e.IsNotFound);
        Assert.Contains("404 page not found", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("")]
    public async Task GetAsync_NameThatLeadsElsewhere_IsNotSent(string name)
    {
        await using var server = await ScriptedServer.StartAsync(c => c.JsonAsync(Answers.Pod("x")));
        using var client = server.Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync(Web with { Name = name }));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task GetAsync_AnswerIsAWebPage_SaysSo()
    {
        await using var server = await ScriptedServer.StartAsync(c =>
        {
            c.Response.ContentType = "text/html";
            return c.Response.WriteAsync("<html>Please sign in</html>");
        });
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ApiException>(() => client.GetAsync(Web));

        Assert.Contains("(text/html) is not a JSON object: <html>Please sign in", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_Forbidden_NamesAccountVerbResourceAndNamespace()
    {
        const string Said = "pods \"web\" is forbidden: User \"system:serviceaccount:ci:bot\" cannot get resource";
        await using var server = await ScriptedServer.StartAsync(c => c.StatusAsync(403, "Forbidden", Said, "web"));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ApiException>(() => client.GetAsync(Web));

        Assert.True(e.IsForbidden);
        Assert.StartsWith(
            "The account 'system:serviceaccount:ci:bot' may not get pods in namespace 'shop' (object: web).",
            e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_SeveralPages_PutsThemTogetherWithKinds()
    {
        await using var server = await ScriptedServer.StartAsync(c =>
        {
            var isSecond = c.Request.QueryString.Value!.Contains("continue=next%20page", StringComparison.Ordinal);
            var pod = Answers.Pod(isSecond ? "b" : "a");
            pod.Remove("kind");
            return c.JsonAsync(new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["resourceVersion"] = "42",
                    ["continue"] = isSecond ? "" : "next page",
                },
                ["items"] = new JsonArray(pod),
            });
        });
        using var client = server.Client();

        var list = await client.ListAsync(
            ResourceType.Pods, "shop", new ListOptions { LabelSelector = "color in (blue,green)", Limit = 1 });

        Assert.Equal("a b", string.Join(' ', list.Items.Select(KubeObject.NameOf)));
        Assert.All(list.Items, item => Assert.Equal("Pod", (string?)item["kind"]));
        Assert.Equal("42", list.ResourceVersion);
        Assert.Equal(
            "GET /api/v1/namespaces/shop/pods?labelSelector=color%20in%20%28blue%2Cgreen%29&limit=1",
            server.Requests.First());
    }

    [Fact]
    public async Task ListAsync_PagesGrowTooOld_ListsInOnePage()
    {
        await using var server = await ScriptedServer.StartAsync(c => c.Request.Query.ContainsKey("continue")
            ? c.StatusAsync(410, "Expired")
            : c.JsonAsync(new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["resourceVersion"] = "42",
                    ["continue"] = c.Request.Query.ContainsKey("limit") ? "old" : "",
                },
                ["items"] = new JsonArray(Answers.Pod("a")),
            }));
        using var client = server.Client();

        var list = await client.ListAsync(ResourceType.Pods, ns: null);

        Assert.Single(list.Items);
        Assert.Equal("GET /api/v1/pods", server.Requests.Last());
    }

    [Fact]
    public async Task ReadLogAsync_WithTail_AsksForIt()
    {
        await using var server = await ScriptedServer.StartAsync(c => c.Response.WriteAsync("last words\n"));
        using var client = server.Client();

        var log = await client.ReadLogAsync(null, "web-1", new LogOptions { TailLines = 20, Previous = true });

        Assert.Equal("last words\n", log);
        Assert.Equal(
            "GET /api/v1/namespaces/shop/pods/web-1/log?tailLines=20&limitBytes=1048576&previous=true",
            Assert.Single(server.Requests));
    }

    [Fact]
    public async Task ReadLogAsync_ServerDoesNotKeepToTheLimit_IsCutOff()
    {
        await using var server = await ScriptedServer.StartAsync(c => c.Response.WriteAsync(new string('x', 100_000)));
        using var client = server.Client();

        Assert.Equal(10, (await client.ReadLogAsync(null, "web-1", new LogOptions { LimitBytes = 10 })).Length);
    }

    [Fact]
    public async Task GetAsync_Proxy_IsAskedForTheFullAddress()
    {
        await using var proxy = await ScriptedServer.StartAsync(c => c.JsonAsync(Answers.Pod("web")));
        var connection = new ClusterConnection(new Uri("http://cluster.example:8001")) { Proxy = proxy.Address };
        using var client = new KubeClient(connection, TimeProvider.System);

        Assert.NotNull(await client.FindAsync(Web));
        Assert.Equal(
            "GET http://cluster.example:8001/api/v1/namespaces/default/pods/web", Assert.Single(proxy.Requests));
    }

    [Fact]
    public async Task GetAsync_Cancelled_EndsAsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = await ScriptedServer.StartAsync(async c =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, c.RequestAborted);
        });
        using var client = server.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(Web, cancel.Token));
    }
}
