using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

public sealed class WireTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Request_WithoutToken_Answers401()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/pods");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");

        using var response = await server.Client.SendAsync(request);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Contains("\"Unauthorized\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/apis/apps/v1/nothings", "", 404)]
    [InlineData("GET", "/api/v1/namespaces/default/configmaps/absent", "", 404)]
    [InlineData("PUT", "/api/v1/namespaces/default/configmaps", "{}", 405)]
    [InlineData("POST", "/api/v1/namespaces/default/configmaps", "{\"a\":", 400)]
    [InlineData("POST", "/api/v1/namespaces/default/configmaps", "{\"kind\":\"ConfigMap\",\"kind\":\"x\"}", 400)]
    [InlineData("POST", "/api/v1/namespaces/nowhere/configmaps",
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\"}}", 404)]
    [InlineData("POST", "/api/v1/namespaces/default/configmaps",
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"C_\"}}", 422)]
    [InlineData("GET", "/api/v1/namespaces/default/pods?fieldSelector=spec.nothing%3D1", "", 400)]
    [InlineData("GET", "/api/v1/namespaces/default/pods?labelSelector=a%3D%3D%3Db", "", 400)]
    public async Task Request_ThatIsWrong_IsRefusedAsStatus(string method, string path, string body, int expected)
    {
        var (code, status) = await server.SendAsync(new HttpMethod(method), path, body.Length == 0 ? null : body);

        Assert.Equal(expected, code);
        Assert.Equal(("Status", expected), ((string?)status["kind"], (int)status["code"]!));
    }

    [Fact]
    public async Task Create_BodyOverTheLimit_Answers413()
    {
        var (code, _) = await server.SendAsync(
            HttpMethod.Post, "/api/v1/namespaces/default/configmaps", new string(' ', (3 * 1024 * 1024) + 1));

        Assert.Equal(413, code);
    }

    [Fact]
    public async Task Update_StaleResourceVersion_ConflictsInTheServersWords()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var (_, first) = await server.SendAsync(HttpMethod.Post, path, Manifests.ConfigMap("c"));
        var patch = """{"data":{"a":"c"}}""";
        await server.SendAsync(HttpMethod.Patch, $"{path}/c", patch, "application/merge-patch+json");

        var (code, status) = await server.SendAsync(HttpMethod.Put, $"{path}/c", first.ToJsonString());

        Assert.Equal(409, code);
        Assert.Equal(
            "Operation cannot be fulfilled on configmaps \"c\": the object has been modified; " +
            "please apply your changes to the latest version and try again",
            (string?)status["message"]);
    }

    [Theory]
    [InlineData("application/json-patch+json", """[{"op":"test","path":"/data/a","value":"z"}]""", 422, "b")]
    [InlineData("application/json-patch+json", """[{"op":"replace","path":"/data/a","value":"z"}]""", 200, "z")]
    [InlineData("application/merge-patch+json", """{"data":{"a":null}}""", 200, null)]
    [InlineData("application/strategic-merge-patch+json", """{"data":{"$patch":"replace","a":"q"}}""", 200, "q")]
    [InlineData("text/plain", "{}", 415, "b")]
    public async Task Patch_OfEachKind_DoesWhatItSays(string mediaType, string patch, int expected, string? after)
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.SendAsync(HttpMethod.Post, path, Manifests.ConfigMap("c"));

        var (code, _) = await server.SendAsync(HttpMethod.Patch, $"{path}/c", patch, mediaType);
        var (_, value) = await server.SendAsync(HttpMethod.Get, $"{path}/c");

        Assert.Equal(expected, code);
        Assert.Equal(after, (string?)value["data"]?["a"]);
    }

    [Fact]
    public async Task List_WithSelectorAndLimit_Pages()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        foreach (var (name, color) in new[] { ("a", "blue"), ("b", "green"), ("c", "red"), ("d", "blue") })
        {
            await server.SendAsync(HttpMethod.Post, path, Manifests.ConfigMap(name, $"\"color\":\"{color}\""));
        }

        var query = $"{path}?labelSelector=color+in+(blue,green)&limit=2";
        var (_, first) = await server.SendAsync(HttpMethod.Get, query);
        var token = (string)first["metadata"]!["continue"]!;
        var (_, second) = await server.SendAsync(HttpMethod.Get, $"{query}&continue={Uri.EscapeDataString(token)}");

        Assert.Equal("a,b", Names(first));
        Assert.Equal("d", Names(second));
    }

    [Fact]
    public async Task Watch_WithSelector_TellsObjectsThatMoveInAndOut()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var (_, list) = await server.SendAsync(HttpMethod.Get, path);
        var query = $"?watch=true&labelSelector=on%3Dyes&resourceVersion={list["metadata"]!["resourceVersion"]}";
        var address = new Uri(path + query, UriKind.Relative);
        using var lines = new StreamReader(await server.Client.GetStreamAsync(address));

        await server.SendAsync(HttpMethod.Post, path, Manifests.ConfigMap("c"));
        foreach (var value in new[] { "yes", "no" })
        {
            var patch = $$$$"""{"metadata":{"labels":{"on":"{{{{value}}}}"}}}""";
            await server.SendAsync(HttpMethod.Patch, $"{path}/c", patch, "application/merge-patch+json");
        }

        Assert.Equal("ADDED", (string?)(await NextAsync(lines))["type"]);
        Assert.Equal("DELETED", (string?)(await NextAsync(lines))["type"]);
    }

    [Fact]
    public async Task Watch_FromAnExpiredVersion_TellsErrorInsideOk()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.SendAsync(HttpMethod.Post, path, Manifests.ConfigMap("c"));
        for (var i = 0; i < 70; i++)
        {
            var patch = $$$"""{"data":{"a":"{{{i}}}"}}""";
            await server.SendAsync(HttpMethod.Patch, $"{path}/c", patch, "application/merge-patch+json");
        }

        var address = new Uri($"{path}?watch=true&resourceVersion=1", UriKind.Relative);
        using var lines = new StreamReader(await server.Client.GetStreamAsync(address));
        var change = await NextAsync(lines);

        Assert.Equal(("ERROR", 410), ((string?)change["type"], (int)change["object"]!["code"]!));
    }

    [Fact]
    public async Task DryRun_OfEveryWrite_StoresNothing()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var (created, _) = await server.SendAsync(HttpMethod.Post, $"{path}?dryRun=All", Manifests.ConfigMap("c"));
        await server.SendAsync(HttpMethod.Post, path, Manifests.ConfigMap("d"));
        var version = server.Store.Version;

        var (deleted, _) = await server.SendAsync(HttpMethod.Delete, $"{path}/d?dryRun=All");

        Assert.Equal((201, 200), (created, deleted));
        Assert.Equal(version, server.Store.Version);
    }

    [Fact]
    public async Task Delete_Foreground_WaitsForTheFinalizer()
    {
        var path = $"/apis/apps/v1/namespaces/{await server.NewNamespaceAsync()}/deployments/web";
        await server.ApplyAsync(path, "m", Manifests.Deployment());
        var (_, marked) = await server.SendAsync(HttpMethod.Delete, path, """{"propagationPolicy":"Foreground"}""");

        var patch = """[{"op":"remove","path":"/metadata/finalizers"}]""";
        await server.SendAsync(HttpMethod.Patch, path, patch, "application/json-patch+json");
        var (code, _) = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal("foregroundDeletion", (string?)marked["metadata"]!["finalizers"]![0]);
        Assert.Equal(404, code);
    }

    [Fact]
    public async Task Update_OfSpecAndStatus_KeepApart()
    {
        var path = $"/apis/apps/v1/namespaces/{await server.NewNamespaceAsync()}/deployments/web";
        await server.ApplyAsync(path, "m", Manifests.Deployment());
        const string Both = """{"spec":{"replicas":9},"status":{"replicas":7}}""";

        var (_, status) = await server.SendAsync(
            HttpMethod.Patch, $"{path}/status", Both, "application/merge-patch+json");
        const string Three = """{"spec":{"replicas":3}}""";
        var (_, spec) = await server.SendAsync(HttpMethod.Patch, path, Three, "application/merge-patch+json");

        Assert.Equal((2, 7, 1), Figures(status));
        Assert.Equal((3, 7, 2), Figures(spec));
    }

    private static (int Wanted, int Seen, int Generation) Figures(JsonObject value) => (
        (int)value["spec"]!["replicas"]!, (int)value["status"]!["replicas"]!, (int)value["metadata"]!["generation"]!);

    private static string Names(JsonObject list) =>
        string.Join(',', list["items"]!.AsArray().Select(item => (string?)item!["metadata"]!["name"]));

    private static async Task<JsonObject> NextAsync(StreamReader lines)
    {
        var line = await lines.ReadLineAsync().WaitAsync(Limit);
        return JsonNode.Parse(line!)!.AsObject();
    }
}
