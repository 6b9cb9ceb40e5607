using System.Globalization;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Input;

/// <summary>Paths that lead elsewhere, and addresses and headers that are too long.</summary>
public sealed class BadPathTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Secret = "c2VjcmV0LXZhbHVl";

    [Theory]
    [InlineData("/api/v1/namespaces/{0}/configmaps/../secrets/s")]
    [InlineData("/api/v1/namespaces/{0}/configmaps/../../{1}/secrets/s")]
    [InlineData("/api/v1/namespaces/{0}/configmaps/%2e%2e/secrets/s")]
    [InlineData("/api/v1/namespaces/{0}/configmaps/%2E%2E/%2e%2e/{1}/secrets/s")]
    [InlineData("/api/v1/namespaces/{0}/configmaps/..%2fsecrets%2fs")]
    [InlineData("/api/v1/namespaces/{0}/configmaps/..%2f..%2f{1}%2fsecrets%2fs")]
    [InlineData("/api/v1/namespaces/{0}%2f..%2f{1}/secrets/s")]
    [InlineData("/api/v1/namespaces/{0}/configmaps/%252e%252e/secrets/s")]
    [InlineData("/api/v1/namespaces/{0}/configmaps/..\\secrets\\s")]
    [InlineData("/api/v1/namespaces/{0}/configmaps/..%5csecrets%5cs")]
    [InlineData("/api/v1/namespaces/{0}/configmaps;a=b/../secrets/s")]
    [InlineData("/api/v1/namespaces/{0}//secrets/s")]
    [InlineData("//api/v1/namespaces/{1}/secrets/s")]
    [InlineData("/api//v1/namespaces/{1}/secrets/s")]
    [InlineData("/./api/v1/./namespaces/{1}/secrets/s/.")]
    [InlineData("http://a/api/v1/namespaces/{1}/secrets/s")]
    [InlineData("/healthz/../api/v1/namespaces/{1}/secrets/s")]
    [InlineData("/api/v1/namespaces/{0}/configmaps/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/api/v1/namespaces/{0}/pods/..%2fx/log?container=..%2f..%2fx")]
    public async Task Get_PathThatLeadsElsewhere_NeverPassesTheRoles(string target)
    {
        var (mine, other) = (await Kept.StoreAsync(server), await Kept.StoreAsync(server));
        foreach (var name in (string[])[mine.Namespace, other.Namespace])
        {
            await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{name}/secrets", $$$"""
                {"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"a":"{{{Secret}}}"}}
                """);
        }

        await LetReadConfigMapsAsync(mine.Namespace);
        var path = string.Format(CultureInfo.InvariantCulture, target, mine.Namespace, other.Namespace);

        var (allowed, _) = await RawApi.AskAsync(server, $"GET {mine.Path}", "Impersonate-User: u\r\n");
        var answer = await RawApi.AskAsync(server, $"GET {path}", "Impersonate-User: u\r\n");

        Assert.Equal(200, allowed);
        Assert.Contains(answer.Code, (int[])[400, 403, 404]);
        Kept.AssertStatus(answer.Code, answer);
        Assert.DoesNotContain(Secret, answer.Status!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..%2fx")]
    [InlineData("a%2fb")]
    [InlineData("%2e%2e%2f%2e%2e%2fetc")]
    [InlineData("a%5cb")]
    [InlineData("a%0d%0ab")]
    [InlineData("a%25")]
    [InlineData("%c3%a4")]
    [InlineData("UPPER")]
    [InlineData("-a")]
    [InlineData("a..b")]
    [InlineData("{long}")]
    public async Task Apply_NameThatIsNone_IsRefused(string name)
    {
        var kept = await Kept.StoreAsync(server);
        var named = name.Replace("{long}", new string('a', 254), StringComparison.Ordinal);
        const string Body = """{"apiVersion":"v1","kind":"ConfigMap"}""";

        var answer = await RawApi.AskAsync(
            server,
            $"PATCH {kept.Collection}/{named}?fieldManager=m",
            $"Content-Type: application/apply-patch+yaml\r\nContent-Length: {Body.Length}\r\n",
            Body);

        Kept.AssertStatus(422, answer, "metadata.name");
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("POST", "/api/v1/namespaces/..%2fx/configmaps", 404)]
    [InlineData("POST", "/api/v1/namespaces/%2e%2e/configmaps", 405)]
    [InlineData("POST", "/api/v1/namespaces//configmaps", 404)]
    [InlineData("POST", "/apis/..%2fv1/namespaces/default/configmaps", 404)]
    [InlineData("DELETE", "/api/v1/namespaces/..%2fdefault", 404)]
    [InlineData("DELETE", "/api/v1/namespaces/default/configmaps/..%2fkept", 404)]
    [InlineData("POST", "/api/v1/namespaces/default/configmaps/a/b/c/d", 404)]
    [InlineData("TRACE", "/api/v1/namespaces", 405)]
    [InlineData("BURN", "/api/v1/namespaces", 405)]
    public async Task Write_PathThatNamesNothing_IsRefused(string method, string path, int expected)
    {
        var kept = await Kept.StoreAsync(server);
        var body = Manifests.ConfigMap("c");

        var answer = await RawApi.AskAsync(server, $"{method} {path}", $"Content-Length: {body.Length}\r\n", body);

        Kept.AssertStatus(expected, answer);
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task Create_KeyThatIsNoFileName_IsRefused(string key)
    {
        var kept = await Kept.StoreAsync(server);
        var path = $"/api/v1/namespaces/{kept.Namespace}";

        var map = await server.SendAsync(HttpMethod.Post, $"{path}/configmaps", $$$"""
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"{{{key}}}":"x"}}
            """);
        var secret = await server.SendAsync(HttpMethod.Post, $"{path}/secrets", $$$"""
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"c"},"stringData":{"{{{key}}}":"x"}}
            """);

        Kept.AssertStatus(422, map, $"data[{key}]: Invalid value: \"{key}\"");
        Kept.AssertStatus(422, secret, $"data[{key}]: Invalid value: \"{key}\"");
        await kept.AssertUntouchedAsync();
    }

    [Fact]
    public async Task Address_OfSixtyThousandCharacters_IsUnderstoodAsOnARealCluster()
    {
        var kept = await Kept.StoreAsync(server);
        var long60K = string.Join(',', Enumerable.Range(0, 3_000).Select(i => $"label{i}!=value{i}"));

        var (code, list) = await RawApi.AskAsync(server, $"GET {kept.Collection}?labelSelector={long60K}");

        Assert.Equal((200, 1), (code, list!["items"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("GET {path}?labelSelector={long}", "", 414)]
    [InlineData("GET {path}", "x-long: {long}\r\n", 431)]
    public async Task Request_OverOneMebibyteOfHeaders_IsRefused(string line, string headers, int expected)
    {
        var kept = await Kept.StoreAsync(server);
        var over = new string('a', 1024 * 1024);
        string Fill(string text) => text.Replace("{path}", kept.Path, StringComparison.Ordinal)
            .Replace("{long}", over, StringComparison.Ordinal);

        var (code, _) = await RawApi.AskAsync(server, Fill(line), Fill(headers));

        Assert.Equal(expected, code);
        await kept.AssertUntouchedAsync();
    }

    private async Task LetReadConfigMapsAsync(string namespaceName)
    {
        var path = $"/apis/rbac.authorization.k8s.io/v1/namespaces/{namespaceName}";
        await server.SendAsync(HttpMethod.Post, $"{path}/roles", """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"r"},
             "rules":[{"apiGroups":[""],"resources":["configmaps","pods/log"],"verbs":["*"]}]}
            """);
        await server.SendAsync(HttpMethod.Post, $"{path}/rolebindings", """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"r"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"r"},
             "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"u"}]}
            """);
    }
}
