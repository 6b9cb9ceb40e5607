using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Tests.ApiServer.Input;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

/// <summary>How an object goes: what the caller may say about it, and who may hold it.</summary>
public sealed class DeletionTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Merge = "application/merge-patch+json";

    private const string BothSet =
        "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Invalid value: \"Orphan\": orphanDependents " +
        "and deletionPropagation cannot be both set";

    [Theory]
    [InlineData("", null, null)]
    [InlineData("", "{}", null)]
    [InlineData("?propagationPolicy=Background", null, null)]
    [InlineData("", """{"propagationPolicy":"Background"}""", null)]
    [InlineData("?propagationPolicy=Foreground", null, "foregroundDeletion")]
    [InlineData("", """{"propagationPolicy":"Foreground"}""", "foregroundDeletion")]
    [InlineData("?propagationPolicy=Orphan", null, "orphan")]
    [InlineData("", """{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Orphan"}""", "orphan")]
    [InlineData("?orphanDependents=true", null, "orphan")]
    [InlineData("", """{"orphanDependents":true}""", "orphan")]
    [InlineData("", """{"orphanDependents":false}""", null)]
    [InlineData("?propagationPolicy=Orphan", """{"propagationPolicy":"Foreground"}""", "foregroundDeletion")]
    public async Task Delete_WithAPolicy_IsHeldByWhoCarriesItOut(string query, string? body, string? finalizer)
    {
        var path = $"{await NewAsync("web")}/web";

        var (code, answer) = await server.SendAsync(HttpMethod.Delete, path + query, body);
        var (found, live) = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal(200, code);
        Assert.Equal(finalizer is null ? 404 : 200, found);
        Assert.Equal(finalizer, (string?)live["metadata"]!["finalizers"]?[0]);
        Assert.Equal(finalizer is null ? "Status" : "ConfigMap", (string?)answer["kind"]);
    }

    [Theory]
    [InlineData("", """{"propagationPolicy":"Orphan","orphanDependents":true}""", 422, BothSet)]
    [InlineData("?propagationPolicy=Orphan&orphanDependents=false", null, 422, BothSet)]
    [InlineData("", """{"propagationPolicy":"Later"}""", 422,
        "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"Later\": supported " +
        "values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"")]
    [InlineData("", """{"preconditions":{"uid":"another"}}""", 409,
        "Operation cannot be fulfilled on configmaps \"web\": Precondition failed: UID in precondition: another, UID " +
        "in object meta: {uid}")]
    [InlineData("", """{"preconditions":{"resourceVersion":"1"}}""", 409,
        "Operation cannot be fulfilled on configmaps \"web\": Precondition failed: ResourceVersion in precondition: " +
        "1, ResourceVersion in object meta: {version}")]
    [InlineData("", """{"dryRun":["Some"]}""", 422,
        "DeleteOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: \"Some\": supported values: \"All\"")]
    [InlineData("", """{"preconditions":{"uid":7}}""", 400, "json: cannot unmarshal")]
    [InlineData("", """{"propagationPolicy":[]}""", 400, "json: cannot unmarshal")]
    [InlineData("", """{"gracePeriodSeconds":"soon"}""", 400, "json: cannot unmarshal")]
    [InlineData("", "[]", 400, "not an object")]
    public async Task Delete_ThatCannotBeMeant_IsRefusedAndNothingGoes(
        string query, string? body, int expected, string words)
    {
        var path = $"{await NewAsync("web")}/web";
        var (_, before) = await server.SendAsync(HttpMethod.Get, path);

        var answer = await server.SendAsync(HttpMethod.Delete, path + query, body);
        var (code, after) = await server.SendAsync(HttpMethod.Get, path);

        Kept.AssertStatus(expected, answer, words
            .Replace("{uid}", (string?)before["metadata"]!["uid"], StringComparison.Ordinal)
            .Replace("{version}", (string?)before["metadata"]!["resourceVersion"], StringComparison.Ordinal));
        Assert.Equal((200, before.ToJsonString()), (code, after.ToJsonString()));
    }

    [Fact]
    public async Task Delete_PreconditionsThatHold_Removes()
    {
        var path = $"{await NewAsync("web")}/web";
        var metadata = (await server.SendAsync(HttpMethod.Get, path)).Body["metadata"]!;

        var (code, _) = await server.SendAsync(HttpMethod.Delete, path, $$$"""
            {"preconditions":{"uid":"{{{metadata["uid"]}}}","resourceVersion":"{{{metadata["resourceVersion"]}}}"}}
            """);
        var (after, _) = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal((200, 404), (code, after));
    }

    [Fact]
    public async Task Delete_DryRunInTheBody_RemovesNothing()
    {
        var path = $"{await NewAsync("web")}/web";

        var (code, _) = await server.SendAsync(HttpMethod.Delete, path, """{"dryRun":["All"]}""");
        var (after, _) = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal((200, 200), (code, after));
    }

    [Fact]
    public async Task Delete_HeldByAFinalizer_IsMarkedAndGoesWithTheLastOne()
    {
        var path = $"{await NewAsync("web")}/web";
        await server.SendAsync(HttpMethod.Patch, path, """{"metadata":{"finalizers":["a.dev/x","a.dev/y"]}}""", Merge);

        var (_, marked) = await server.SendAsync(HttpMethod.Delete, path);
        var (_, again) = await server.SendAsync(HttpMethod.Delete, path);
        var added = await server.SendAsync(
            HttpMethod.Patch, path, """{"metadata":{"finalizers":["a.dev/x","a.dev/y","a.dev/z"]}}""", Merge);
        await server.SendAsync(HttpMethod.Patch, path, """{"metadata":{"finalizers":["a.dev/y"]}}""", Merge);
        var (during, _) = await server.SendAsync(HttpMethod.Get, path);
        await server.SendAsync(HttpMethod.Patch, path, """{"metadata":{"finalizers":null}}""", Merge);
        var (after, _) = await server.SendAsync(HttpMethod.Get, path);

        Assert.NotNull(marked["metadata"]!["deletionTimestamp"]);
        Assert.Equal(
            (string?)marked["metadata"]!["deletionTimestamp"], (string?)again["metadata"]!["deletionTimestamp"]);
        Kept.AssertStatus(422, added, "metadata.finalizers: Forbidden: no new finalizers can be added");
        Assert.Equal((200, 404), (during, after));
    }

    [Theory]
    [InlineData("?labelSelector=color%3Dblue", "green red")]
    [InlineData("?labelSelector=color%20in%20(blue,green)", "red")]
    [InlineData("?labelSelector=!color", "blue green red")]
    [InlineData("?fieldSelector=metadata.name%3Dgreen", "blue red")]
    [InlineData("?fieldSelector=metadata.name!%3Dgreen&labelSelector=color!%3Dred", "green red")]
    [InlineData("?dryRun=All", "blue green red")]
    [InlineData("", "")]
    public async Task DeleteCollection_WithSelectors_TakesThoseAlone(string query, string left)
    {
        var path = await NewAsync("blue", "green", "red");

        var (code, deleted) = await server.SendAsync(HttpMethod.Delete, path + query);
        var (_, list) = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal((200, "ConfigMapList"), (code, (string?)deleted["kind"]));
        Assert.Equal(left, NamesOf(list));
    }

    [Fact]
    public async Task DeleteCollection_WithFinalizers_MarksWhatIsHeldAndTakesTheRest()
    {
        var path = await NewAsync("blue", "green");
        await server.SendAsync(
            HttpMethod.Patch, $"{path}/blue", """{"metadata":{"finalizers":["a.dev/x"]}}""", Merge);

        var (code, _) = await server.SendAsync(HttpMethod.Delete, path, """{"propagationPolicy":"Foreground"}""");
        var (_, list) = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal(200, code);
        Assert.All(list["items"]!.AsArray(), item => Assert.NotNull(item!["metadata"]!["deletionTimestamp"]));
        Assert.Equal("blue green", NamesOf(list));
        Assert.Equal(
            "a.dev/x foregroundDeletion",
            string.Join(' ', list["items"]![0]!["metadata"]!["finalizers"]!.AsArray().Select(name => (string?)name)));
    }

    private static string NamesOf(JsonObject list) =>
        string.Join(' ', list["items"]!.AsArray().Select(item => (string?)item!["metadata"]!["name"]));

    private async Task<string> NewAsync(params string[] names)
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        foreach (var name in names)
        {
            await server.SendAsync(HttpMethod.Post, path, Manifests.ConfigMap(name, $"\"color\":\"{name}\""));
        }

        return path;
    }
}
