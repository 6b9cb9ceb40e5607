using BlueGreen.MiniCluster.Tests.ApiServer.Definitions;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Objects;

/// <summary>What writes may not do, whoever sends them and however many come at once.</summary>
public sealed class WriteRulesTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const int Writers = 16;

    [Fact]
    public async Task Apply_ToTheStatus_LeavesAllElseAlone()
    {
        var path = $"/apis/apps/v1/namespaces/{await server.NewNamespaceAsync()}/deployments/web";
        await server.ApplyAsync(path, "ci", Manifests.Deployment(replicas: 2));

        var (code, answer) = await server.ApplyAsync($"{path}/status", "other", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, labels: {app: taken}, finalizers: [example.dev/held]}
            spec: {replicas: 9}
            status: {observedGeneration: 1}
            """);
        var (_, stored) = await server.SendAsync(HttpMethod.Get, path);

        Assert.True(code == 200, answer.ToJsonString());
        Assert.Equal(1, (int?)stored["status"]!["observedGeneration"]);
        Assert.Equal(2, (int?)stored["spec"]!["replicas"]);
        Assert.Equal("web", (string?)stored["metadata"]!["labels"]!["app"]);
        Assert.Null(stored["metadata"]!["finalizers"]);
        Assert.Equal(1, (int?)stored["metadata"]!["generation"]);
    }

    [Fact]
    public async Task Create_ManyServicesAtOnce_GivesEachAnAddressAndAPortOfItsOwn()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/services";

        var answers = await Task.WhenAll(Enumerable.Range(0, 4 * Writers).Select(number => server.SendAsync(
            HttpMethod.Post, path, $$$"""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"s{{{number}}}"},
             "spec":{"type":"NodePort","ports":[{"port":80}]} }
            """)));
        var specs = answers.Select(answer => answer.Body["spec"]!).ToList();

        var addresses = specs.Select(spec => (string?)spec["clusterIP"]).Distinct(StringComparer.Ordinal);
        Assert.Equal(4 * Writers, addresses.Count());
        Assert.Equal(4 * Writers, specs.Select(spec => (int?)spec["ports"]![0]!["nodePort"]).Distinct().Count());
    }

    [Fact]
    public async Task Update_OfWhatIsBeingDeleted_MayTakeFinalizersOffAndPutNoneOn()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps/held";
        string Body(params string[] finalizers) => $$$"""
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"held",
             "finalizers":[{{{string.Join(',', finalizers.Select(name => $"\"example.dev/{name}\""))}}}]} }
            """;
        await server.SendAsync(HttpMethod.Post, path[..path.LastIndexOf('/')], Body("one", "two"));
        await server.SendAsync(HttpMethod.Delete, path);

        var (more, refusal) = await server.SendAsync(HttpMethod.Put, path, Body("one", "two", "three"));
        var (other, _) = await server.SendAsync(HttpMethod.Put, path, Body("three"));
        var (fewer, held) = await server.SendAsync(HttpMethod.Put, path, Body("two"));
        var (last, _) = await server.SendAsync(HttpMethod.Put, path, Body());
        var (gone, _) = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal((422, 422, 200, 200, 404), (more, other, fewer, last, gone));
        Assert.NotNull(held["metadata"]!["deletionTimestamp"]);
        Assert.Equal(
            "ConfigMap \"held\" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the " +
            "object is being deleted, found new finalizers []string{\"example.dev/three\"}",
            (string?)refusal["message"]);
    }

    [Fact]
    public async Task Update_OfACustomObjectWithoutItsVersion_IsInvalid()
    {
        await server.SendAsync(HttpMethod.Post, Definition.Path, Definition.Of("blinds", "{}", subresources: """
            {"status":{}}
            """));
        var path = Definition.Objects("blinds");
        var body = Definition.Object("blinds", "one", "{}");
        await server.SendAsync(HttpMethod.Post, path, body);

        var (code, answer) = await server.SendAsync(HttpMethod.Put, $"{path}/one", body);
        var (statusCode, _) = await server.SendAsync(HttpMethod.Put, $"{path}/one/status", body);
        var (missing, _) = await server.SendAsync(
            HttpMethod.Put, $"{path}/two", body.Replace("\"one\"", "\"two\"", StringComparison.Ordinal));

        Assert.Equal((422, 422, 404), (code, statusCode, missing));
        Assert.Equal(
            "Blind.example.dev \"one\" is invalid: metadata.resourceVersion: Invalid value: 0x0: must be specified " +
            "for an update",
            (string?)answer["message"]);
    }

    [Fact]
    public async Task Create_CustomObjectOfAnOftenUsedResourceName_IsNamedByTheCommonRule()
    {
        var (code, definition) = await server.SendAsync(
            HttpMethod.Post, Definition.Path, Definition.Of("services", "{}"));
        Assert.True(code == 201, definition.ToJsonString());

        var (named, answer) = await server.SendAsync(
            HttpMethod.Post, Definition.Objects("services"), Definition.Object("services", "1.a", "{}"));
        var (selected, _) = await server.SendAsync(
            HttpMethod.Get, $"{Definition.Objects("services")}?fieldSelector=spec.clusterIP=x");

        Assert.True(named == 201, answer.ToJsonString());
        Assert.Equal(400, selected);
    }

    [Fact]
    public async Task Create_DefinitionWhoseDefaultHoldsFalse_KeepsIt()
    {
        await server.SendAsync(HttpMethod.Post, Definition.Path, Definition.Of("valves", """
            {"gate":{"type":"object","default":{"paused":false,"hostPort":0},
             "properties":{"paused":{"type":"boolean"},"hostPort":{"type":"integer"} } } }
            """));

        var (code, answer) = await server.SendAsync(
            HttpMethod.Post, Definition.Objects("valves"), Definition.Object("valves", "one", "{}"));

        Assert.True(code == 201, answer.ToJsonString());
        Assert.Equal("""{"paused":false,"hostPort":0}""", answer["spec"]!["gate"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_InANamespaceThatIsGoing_IsForbidden()
    {
        var n = await server.NewNamespaceAsync();
        var path = $"/api/v1/namespaces/{n}/configmaps";
        await server.SendAsync(HttpMethod.Post, path, """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"held","finalizers":["example.dev/held"]} }
            """);
        await server.SendAsync(HttpMethod.Delete, $"/api/v1/namespaces/{n}");

        var (created, refusal) = await server.SendAsync(HttpMethod.Post, path, Manifests.ConfigMap("late"));
        var (applied, _) = await server.ApplyAsync($"{path}/late", "ci", Manifests.ConfigMap("late"));
        var (freed, _) = await server.SendAsync(
            HttpMethod.Patch, $"{path}/held", """{"metadata":{"finalizers":null} }""", "application/merge-patch+json");

        Assert.Equal((403, 403, 200), (created, applied, freed));
        Assert.Contains("because it is being terminated", (string)refusal["message"]!, StringComparison.Ordinal);
        await ApiServerFixture.EventuallyAsync(async () =>
            (await server.SendAsync(HttpMethod.Get, $"/api/v1/namespaces/{n}")).Code == 404);
    }

    [Fact]
    public async Task Write_OfAnObjectOfAnotherUid_Conflicts()
    {
        var path = $"/apis/apps/v1/namespaces/{await server.NewNamespaceAsync()}/deployments/web";
        await server.ApplyAsync(path, "ci", Manifests.Deployment());
        const string Other = """{"metadata":{"uid":"b0a5b2a4-0000-4000-8000-000000000000"} }""";

        var (patched, _) = await server.SendAsync(HttpMethod.Patch, path, Other, "application/merge-patch+json");
        var (deleted, _) = await server.SendAsync(HttpMethod.Delete, path, """
            {"kind":"DeleteOptions","apiVersion":"v1",
             "preconditions":{"uid":"b0a5b2a4-0000-4000-8000-000000000000"} }
            """);
        var (scaled, _) = await server.SendAsync(HttpMethod.Put, $"{path}/scale", """
            {"apiVersion":"autoscaling/v1","kind":"Scale","metadata":{"name":"web","resourceVersion":"1"},
             "spec":{"replicas":7} }
            """);
        var (_, stored) = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal((409, 409, 409), (patched, deleted, scaled));
        Assert.Equal(2, (int?)stored["spec"]!["replicas"]);
    }

    [Theory]
    [InlineData("gauges", "{\"status\":{} }", 1)]
    [InlineData("meters", "{}", 2)]
    public async Task Patch_OfACustomObject_CountsWhatIsWanted(string plural, string subresources, int afterStatus)
    {
        await server.SendAsync(
            HttpMethod.Post, Definition.Path, Definition.Of(
                plural, """{"size":{"type":"integer"} }""", subresources: subresources));
        var path = Definition.Objects(plural);
        await server.SendAsync(HttpMethod.Post, path, Definition.Object(plural, "one", """{"size":1}"""));
        var status = afterStatus == 1 ? "/status" : string.Empty;

        async Task<int?> GenerationAsync(string part, string patch)
        {
            var (code, answer) = await server.SendAsync(
                HttpMethod.Patch, $"{path}/one{part}", patch, "application/merge-patch+json");
            Assert.True(code == 200, answer.ToJsonString());
            return (int?)answer["metadata"]!["generation"];
        }

        Assert.Equal(1, await GenerationAsync(string.Empty, """{"metadata":{"labels":{"a":"b"} } }"""));
        Assert.Equal(afterStatus, await GenerationAsync(status, """{"status":{"seen":1} }"""));
        Assert.Equal(afterStatus + 1, await GenerationAsync(string.Empty, """{"spec":{"size":2} }"""));
        Assert.Equal(afterStatus + 1, await GenerationAsync(string.Empty, """{"spec":{"size":2} }"""));
    }

    [Fact]
    public async Task Update_OfTheStatus_RecordsWhoOwnsIt()
    {
        var path = $"/apis/apps/v1/namespaces/{await server.NewNamespaceAsync()}/deployments/web";
        await server.ApplyAsync(path, "ci", Manifests.Deployment());

        var (_, answer) = await server.SendAsync(
            HttpMethod.Patch, $"{path}/status?fieldManager=watcher", """{"status":{"observedGeneration":1} }""",
            "application/merge-patch+json");

        var owner = answer["metadata"]!["managedFields"]!.AsArray()
            .Single(entry => (string?)entry!["manager"] is "watcher")!;
        Assert.Equal("status", (string?)owner["subresource"]);
        Assert.Equal("""{"f:status":{"f:observedGeneration":{}}}""", owner["fieldsV1"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_WhoseBodyComesAfterItsDefinitionHasGone_IsNotFound()
    {
        await server.SendAsync(HttpMethod.Post, Definition.Path, Definition.Of("lates", "{}"));
        using var body = new LateContent(Definition.Object("lates", "one", "{}"));
        var answer = server.Client.PostAsync(new Uri(Definition.Objects("lates"), UriKind.Relative), body);
        await body.HasBegun;

        await server.SendAsync(HttpMethod.Delete, $"{Definition.Path}/lates.example.dev");
        await ApiServerFixture.EventuallyAsync(async () =>
            (await server.SendAsync(HttpMethod.Get, $"{Definition.Path}/lates.example.dev")).Code == 404);
        body.Finish();
        using var refused = await answer;

        Assert.Equal(404, (int)refused.StatusCode);
        Assert.Empty(server.Store.List("example.dev", "lates", null).Items);
    }
}
