using System.Text;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Input;

/// <summary>Bodies that are no objects, or not the object that the path names.</summary>
public sealed class BadBodyTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Json = "application/json";
    private const string Yaml = "application/yaml";
    private const string Apply = "application/apply-patch+yaml";

    [Theory]
    [InlineData(Json, "")]
    [InlineData(Json, "{")]
    [InlineData(Json, "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}}")]
    [InlineData(Json, "[]")]
    [InlineData(Json, "null")]
    [InlineData(Json, "\"ConfigMap\"")]
    [InlineData(Json, "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\",\"name\":\"d\"}}")]
    [InlineData(Json, "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\"},\"data\":[]}")]
    [InlineData(Json, "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":[]}")]
    [InlineData(Json, "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":7}}")]
    [InlineData(Yaml, "")]
    [InlineData(Yaml, "a: [b")]
    [InlineData(Yaml, "\tapiVersion: v1")]
    [InlineData(Yaml, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n---\napiVersion: v1")]
    [InlineData(Yaml, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, name: d}")]
    [InlineData(Yaml, "apiVersion: v1\nkind: ConfigMap\nmetadata: *nowhere")]
    [InlineData(Yaml, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {? [a] : b}")]
    [InlineData(Yaml, "apiVersion: v1\nkind: ConfigMap\nmetadata: &m {name: c, x: *m}")]
    [InlineData("application/vnd.kubernetes.protobuf", "k8s\0 and no more")]
    public async Task Create_FromWhatIsNoObject_IsRefused(string mediaType, string body)
    {
        var kept = await Kept.StoreAsync(server);

        var answer = await server.SendAsync(HttpMethod.Post, kept.Collection, body, mediaType);

        Kept.AssertStatus(400, answer);
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("PUT", Json, """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"kept"}}""",
        "no kind \"Secret\"")]
    [InlineData("PUT", Json, """{"apiVersion":"v2","kind":"ConfigMap","metadata":{"name":"kept"}}""",
        "does not match the expected API version")]
    [InlineData("PUT", Json, """{"kind":"ConfigMap","metadata":{"name":"kept"}}""", "API version")]
    [InlineData("PUT", Json, """{"apiVersion":"v1","metadata":{"name":"kept"}}""", "Object 'Kind' is missing")]
    [InlineData("PUT", Json, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"other"}}""",
        "the name of the object (other) does not match the name on the URL (kept)")]
    [InlineData("PUT", Json, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"kept","namespace":"x"}}""",
        "the namespace of the provided object does not match the namespace sent on the request")]
    [InlineData("PATCH", Apply, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"other"}}""",
        "the name of the object (other) does not match the name on the URL (kept)")]
    [InlineData("PATCH", Apply, """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"kept"}}""", "Secret")]
    [InlineData("PATCH", Apply, "- a", "not an object")]
    [InlineData("PATCH", "application/merge-patch+json", """{"metadata":{"name":"other"}}""", "does not match")]
    [InlineData("PATCH", "application/merge-patch+json", """{"metadata":{"namespace":"other"}}""", "does not match")]
    [InlineData("PATCH", "application/merge-patch+json", """{"kind":"Secret"}""", "Secret")]
    [InlineData("PATCH", "application/merge-patch+json", """{"apiVersion":"v9"}""", "v9")]
    [InlineData("PATCH", "application/merge-patch+json", "[]", "not an object")]
    [InlineData("PATCH", "application/merge-patch+json", """{"metadata":7}""", "ConfigMap.metadata")]
    [InlineData("PATCH", "application/json-patch+json", "{}", "list of operations")]
    [InlineData("PUT", Json, """{"apiVersion":"v1","kind":"ConfigMap","metadata":[]}""", "ConfigMap.metadata")]
    [InlineData("PUT", Json, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":{}}}""", "namespace")]
    [InlineData("POST", Json, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"../x"}}""",
        "the namespace of the provided object does not match the namespace sent on the request")]
    public async Task Write_OfAnotherObjectThanThePathNames_IsRefused(
        string method, string mediaType, string body, string words)
    {
        var kept = await Kept.StoreAsync(server);
        var path = method is "POST" ? kept.Collection : $"{kept.Path}?fieldManager=m";

        var answer = await server.SendAsync(new HttpMethod(method), path, body, mediaType);

        Kept.AssertStatus(400, answer, words);
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("strategic-merge-patch", """{"data":{"$patch":"burn"}}""", "unknown patch type: \"burn\" in map")]
    [InlineData("strategic-merge-patch", """{"data":{"$patch":["delete"]}}""",
        "unknown patch type: [\"delete\"] in map")]
    [InlineData("json-patch", """[{"op":"burn","path":"/data/a"}]""", "Unexpected kind: burn")]
    [InlineData("json-patch", """[{"op":"replace","path":"data/a","value":"c"}]""", "")]
    [InlineData("json-patch", """[{"op":"remove","path":"/data/nothing"}]""", "")]
    [InlineData("json-patch", """[{"op":"add","path":"","value":[]}]""", "")]
    [InlineData("json-patch", """[7]""", "an operation is not an object")]
    public async Task Patch_ThatCannotBeDone_IsRefused(string kind, string body, string words)
    {
        var kept = await Kept.StoreAsync(server);

        var answer = await server.SendAsync(HttpMethod.Patch, kept.Path, body, $"application/{kind}+json");

        Kept.AssertStatus(422, answer, words);
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData(Json)]
    [InlineData(Yaml)]
    public async Task Create_HalfACharacter_IsStoredOrRefusedAndNeverADefect(string mediaType)
    {
        var kept = await Kept.StoreAsync(server);
        const string Body = """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"kept"},"data":{"a":"\ud800"}}
            """;

        var (code, _) = await server.SendAsync(HttpMethod.Put, $"{kept.Path}?dryRun=All", Body, mediaType);

        Assert.InRange(code, 200, 499);
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("POST", Json, true)]
    [InlineData("POST", Json, false)]
    [InlineData("PUT", Yaml, true)]
    [InlineData("PATCH", Apply, false)]
    [InlineData("PATCH", "application/merge-patch+json", true)]
    [InlineData("DELETE", Json, false)]
    public async Task Body_OverThreeMebibytes_IsTooLarge(string method, string mediaType, bool isChunked)
    {
        var kept = await Kept.StoreAsync(server);
        using var request = new HttpRequestMessage(
            new HttpMethod(method), method is "POST" ? kept.Collection : $"{kept.Path}?fieldManager=m");
        request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(new string(' ', (3 * 1024 * 1024) + 1)));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        request.Headers.TransferEncodingChunked = isChunked;

        using var answer = await server.Client.SendAsync(request);

        var status = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync());
        Kept.AssertStatus(413, ((int)answer.StatusCode, status!.AsObject()), "Request entity too large");
        Assert.Equal("RequestEntityTooLarge", (string?)status["reason"]);
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("POST", Json)]
    [InlineData("PUT", Yaml)]
    [InlineData("PATCH", Apply)]
    [InlineData("PATCH", "application/merge-patch+json")]
    [InlineData("PATCH", "application/strategic-merge-patch+json")]
    [InlineData("DELETE", Json)]
    public async Task Body_OfFiveHundredThousandLevels_IsRefused(string method, string mediaType)
    {
        const int Levels = 500_000;
        var kept = await Kept.StoreAsync(server);
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", Levels)) + "1";

        var answer = await server.SendAsync(
            new HttpMethod(method),
            method is "POST" ? kept.Collection : $"{kept.Path}?fieldManager=m",
            deep,
            mediaType);

        Kept.AssertStatus(400, answer);
        await kept.AssertUntouchedAsync();
    }
}
