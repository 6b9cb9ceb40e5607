using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Security;

/// <summary>Ways to more than one was given: none of them may lead anywhere.</summary>
public sealed class EscalationTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Group = "/apis/rbac.authorization.k8s.io/v1";

    [Theory]
    [InlineData("clusterroles/cluster-admin", "{\"metadata\":{\"labels\":{\"aggregate-to-edit\":\"true\"}}}")]
    [InlineData("clusterroles/admin", "{\"aggregationRule\":null}")]
    [InlineData("clusterroles/view", "{\"aggregationRule\":{\"clusterRoleSelectors\":[{}]}}")]
    [InlineData("clusterrolebindings/cluster-admin", "{\"subjects\":[{\"kind\":\"User\",\"name\":\"keeper\"}]}")]
    public async Task Patch_OfARoleOrBindingThatGivesMoreThanOneHas_IsRefused(string path, string patch)
    {
        await AllowAsync("keeper", "[\"clusterroles\",\"clusterrolebindings\"]", "[\"get\",\"patch\"]");

        var refused = await SendAsync("keeper", HttpMethod.Patch, $"{Group}/{path}", patch);

        Assert.Equal(403, (int?)refused["code"]);
        Assert.Contains(
            "is attempting to grant RBAC permissions", (string)refused["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_OfARoleThatOnlyTidiesUp_IsAllowed()
    {
        await AllowAsync("tidy", "[\"clusterroles\"]", "[\"get\",\"patch\"]");

        var answer = await SendAsync(
            "tidy", HttpMethod.Patch, $"{Group}/clusterroles/cluster-admin", """{"metadata":{"finalizers":[]} }""");

        Assert.Equal("ClusterRole", (string?)answer["kind"]);
    }

    [Fact]
    public async Task Role_WithAllRightsOfItsGroup_IsNotGivenByOneWhoHasSome()
    {
        await AllowAsync("some", "[\"clusterroles\"]", "[\"create\",\"get\"]");

        var refused = await SendAsync("some", HttpMethod.Post, $"{Group}/clusterroles", Role(
            "all-of-some", "[\"clusterroles\"]", "[\"*\"]"));
        var allowed = await SendAsync("some", HttpMethod.Post, $"{Group}/clusterroles", Role(
            "part-of-some", "[\"clusterroles\"]", "[\"get\"]"));

        Assert.Equal(403, (int?)refused["code"]);
        Assert.Equal("ClusterRole", (string?)allowed["kind"]);
    }

    [Theory]
    [InlineData("/api/v1/namespaces/default/secrets", "?fieldSelector=metadata.name=mine", 200)]
    [InlineData("/api/v1/namespaces/default/secrets", "?fieldSelector=metadata.name==mine", 200)]
    [InlineData("/api/v1/namespaces/default/secrets", "?fieldSelector=metadata.name=yours", 403)]
    [InlineData("/api/v1/namespaces/default/secrets", "?fieldSelector=metadata.name!=mine", 403)]
    [InlineData(
        "/api/v1/namespaces/default/secrets",
        "?fieldSelector=metadata.name=yours&fieldSelector=metadata.name=mine",
        403)]
    [InlineData("/api/v1/namespaces/default/secrets", "", 403)]
    [InlineData("/api/v1/namespaces/default/secrets/mine", "", 200)]
    [InlineData("/api/v1/namespaces/default/secrets/yours", "", 403)]
    [InlineData("/api/v1/namespaces/default/secrets/mine/", "", 200)]
    [InlineData("/api/v1/namespaces/default/secrets//yours", "", 403)]
    [InlineData("/api/v1/namespaces/kube-system/secrets/mine", "", 403)]
    [InlineData("/api/v1/namespaces/default/../kube-system/secrets/mine", "", 403)]
    [InlineData("/api/v1/namespaces/default%2F..%2Fkube-system/secrets/mine", "", 403)]
    [InlineData("/api/v1/secrets", "?fieldSelector=metadata.name=mine", 403)]
    public async Task Get_OfASecretByName_IsAllowedForThatNameAlone(string path, string query, int expected)
    {
        foreach (var name in (string[])["mine", "yours"])
        {
            await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces/default/secrets", $$$"""
                {"apiVersion":"v1","kind":"Secret","metadata":{"name":"{{{name}}}"},"stringData":{"a":"b"} }
                """);
        }

        await server.SendAsync(HttpMethod.Post, $"{Group}/namespaces/default/roles", """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"reads-mine"},
             "rules":[{"apiGroups":[""],"resources":["secrets"],"verbs":["get","list"],"resourceNames":["mine"]}]}
            """);
        await server.SendAsync(HttpMethod.Post, $"{Group}/namespaces/default/rolebindings", """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"reads-mine"},
             "roleRef":{"kind":"Role","name":"reads-mine"},"subjects":[{"kind":"User","name":"reader"}]}
            """);

        var answer = await SendAsync("reader", HttpMethod.Get, path + query);

        Assert.Equal(expected, (int?)answer["code"] ?? 200);
        Assert.DoesNotContain("yours", answer["items"]?.ToJsonString() ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\"get\"]", 403)]
    [InlineData("[\"create\"]", 403)]
    [InlineData("[\"get\",\"create\"]", 404)]
    public async Task Exec_OverAWebSocket_NeedsBothVerbs(string verbs, int expected)
    {
        var user = $"shell-{verbs.Length}";
        foreach (var part in (string[])["exec", "attach", "portforward"])
        {
            await AllowAsync($"{user}-{part}", $"[\"pods/{part}\"]", verbs, group: string.Empty);

            var answer = await SendAsync(
                $"{user}-{part}", HttpMethod.Get, $"/api/v1/namespaces/default/pods/nobody/{part}?command=sh");

            Assert.Equal(expected, (int?)answer["code"]);
        }
    }

    [Fact]
    public async Task Binding_OfTheCluster_CountsInEveryNamespaceAndOneOfANamespaceOnlyThere()
    {
        await AllowAsync("everywhere", "[\"configmaps\"]", "[\"list\"]", group: string.Empty);
        await server.SendAsync(HttpMethod.Post, $"{Group}/namespaces/default/rolebindings", """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"here"},
             "roleRef":{"kind":"ClusterRole","name":"everywhere"},"subjects":[{"kind":"User","name":"here"}]}
            """);

        async Task<int> CodeAsync(string user, string path) =>
            (int?)(await SendAsync(user, HttpMethod.Get, $"/api/v1/{path}"))["code"] ?? 200;

        Assert.Equal(200, await CodeAsync("everywhere", "configmaps"));
        Assert.Equal(200, await CodeAsync("everywhere", "namespaces/kube-system/configmaps"));
        Assert.Equal(200, await CodeAsync("here", "namespaces/default/configmaps"));
        Assert.Equal(403, await CodeAsync("here", "namespaces/kube-system/configmaps"));
        Assert.Equal(403, await CodeAsync("here", "configmaps"));
    }

    [Fact]
    public async Task Impersonation_OfAGroup_NeedsToBeAllowedForThatGroup()
    {
        await AllowAsync("actor", "[\"users\"]", "[\"impersonate\"]", group: string.Empty);
        var token = server.Host.Keys.IssueClient(
            new UserInfo("actor", []), TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(1));
        using var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(
            token.CertificatePem, token.KeyPem);
        using var client = server.Connect(certificate);

        async Task<int> CodeAsync(params string[] groups)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/namespaces/default/secrets");
            request.Headers.Add("Impersonate-User", "joe");
            request.Headers.Add("Impersonate-Group", groups);
            using var answer = await client.SendAsync(request);
            var expected = groups.Length > 0 ? "cannot impersonate resource" : "cannot list resource";
            Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return (int)answer.StatusCode;
        }

        Assert.Equal(403, await CodeAsync());
        Assert.Equal(403, await CodeAsync(KnownNames.Masters));
        Assert.Equal(403, await CodeAsync("dev", KnownNames.Masters));
    }

    [Fact]
    public async Task Impersonation_OfAnExtraFieldWrittenTwoWays_IsOneField()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/apis/authentication.k8s.io/v1/selfsubjectreviews");
        request.Content = new StringContent(
            """{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}""",
            Encoding.UTF8,
            "application/json");
        request.Headers.Add("Impersonate-User", "joe");
        request.Headers.Add("Impersonate-Extra-team", "a");
        request.Headers.Add("Impersonate-Extra-t%65am", "b");

        using var answer = await server.Client.SendAsync(request);
        var review = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.True((int)answer.StatusCode == 201, review.ToJsonString());
        var team = review["status"]!["userInfo"]!["extra"]!["team"]!.AsArray();
        Assert.Equal("a b", string.Join(' ', team.Select(value => (string?)value).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task TokenRequest_BoundToThePodOfAnotherAccount_IsRefused()
    {
        await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces/default/serviceaccounts", """
            {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"stranger"} }
            """);
        await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces/default/pods", """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"theirs"},
             "spec":{"containers":[{"name":"a","image":"a"}]} }
            """);

        var (code, answer) = await server.SendAsync(
            HttpMethod.Post, "/api/v1/namespaces/default/serviceaccounts/stranger/token", """
            {"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest",
             "spec":{"boundObjectRef":{"apiVersion":"v1","kind":"Pod","name":"theirs"} } }
            """);

        Assert.Equal(400, code);
        Assert.Equal(
            "cannot bind token for serviceaccount \"stranger\" to pod running with different serviceaccount name.",
            (string?)answer["message"]);
    }

    private static string Role(
        string name, string resources, string verbs, string group = "rbac.authorization.k8s.io") => $$"""
        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"{{name}}"},
         "rules":[{"apiGroups":["{{group}}"],"resources":{{resources}},"verbs":{{verbs}} }]}
        """;

    private async Task AllowAsync(
        string user, string resources, string verbs, string group = "rbac.authorization.k8s.io")
    {
        await server.SendAsync(HttpMethod.Post, $"{Group}/clusterroles", Role(user, resources, verbs, group));
        await server.SendAsync(HttpMethod.Post, $"{Group}/clusterrolebindings", $$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"{{user}}"},
             "roleRef":{"kind":"ClusterRole","name":"{{user}}"},"subjects":[{"kind":"User","name":"{{user}}"}]}
            """);
    }

    // As somebody without any groups but the one that everybody is in.
    private async Task<JsonNode> SendAsync(string user, HttpMethod method, string path, string? body = null)
    {
        var uri = new Uri(server.Client.BaseAddress!.OriginalString.TrimEnd('/') + path, new UriCreationOptions
        {
            DangerousDisablePathAndQueryCanonicalization = true,
        });
        using var request = new HttpRequestMessage(method, uri);
        request.Headers.Add("Impersonate-User", user);
        request.Headers.Add("Impersonate-Group", KnownNames.Authenticated);
        if (body is not null)
        {
            var mediaType = method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json";
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
        }

        using var answer = await server.Client.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
