using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Kubernetes.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.Kubernetes.Tests;

public class KubeClientWritingTests
{
    private static readonly ResourceRef Web = new(ResourceType.Deployments, null, "web");

    [Fact]
    public async Task ApplyAsync_Object_IsAServerSideApplyWithoutItsOldNotes()
    {
        var (method, type, body) = ("", "", new JsonObject());
        await using var server = await ServeAsync(async c =>
        {
            (method, type, body) = (c.Request.Method, c.Request.ContentType!, await c.ReadJsonAsync());
            await c.JsonAsync(body.DeepClone());
        });
        using var client = server.Client();
        var item = Deployment();
        item["metadata"]!["managedFields"] = new JsonArray();
        item["metadata"]!["resourceVersion"] = "1";

        await client.ApplyAsync(item, new ApplyOptions { Force = true, DryRun = true });

        Assert.Equal("PATCH application/apply-patch+yaml", $"{method} {type}");
        Assert.Equal("""{"name":"web"}""", body["metadata"]!.ToJsonString());
        Assert.Equal(
            "PATCH /apis/apps/v1/namespaces/shop/deployments/web" +
            "?fieldManager=bluegreen&fieldValidation=Strict&dryRun=All&force=true",
            server.Requests.Last());
    }

    [Fact]
    public async Task ApplyAsync_ExpectedVersion_IsCarried()
    {
        var body = new JsonObject();
        await using var server = await ServeAsync(async c =>
        {
            body = await c.ReadJsonAsync();
            await c.JsonAsync(body.DeepClone());
        });
        using var client = server.Client();

        await client.ApplyAsync(Deployment(), new ApplyOptions { ExpectedResourceVersion = "41" });

        Assert.Equal("41", KubeObject.ResourceVersionOf(body));
    }

    [Fact]
    public async Task ApplyAsync_FieldsOfOthers_AreNamedWithTheirOwners()
    {
        await using var server = await ServeAsync(c => c.JsonAsync(
            JsonNode.Parse(
                """
                {"kind":"Status","reason":"Conflict","message":"Apply failed with 1 conflict","details":{"causes":[
                  {"reason":"FieldManagerConflict","field":".spec.replicas",
                   "message":"conflict with \"hpa\" using apps/v1"}
                ]}}
                """)!,
            409));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ApiException>(() => client.ApplyAsync(Deployment()));

        Assert.True(e.IsFieldConflict);
        Assert.Equal(new FieldConflict("hpa", ".spec.replicas"), Assert.Single(e.Conflicts));
        Assert.Contains(".spec.replicas (owned by 'hpa')", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceAsync_StaleVersion_IsAConflictButNotOverFields()
    {
        await using var server = await ServeAsync(c => c.StatusAsync(409, "Conflict", "it was modified", "web"));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ApiException>(() => client.ReplaceAsync(Deployment()));

        Assert.True(e.IsConflict);
        Assert.False(e.IsFieldConflict);
    }

    [Theory]
    [InlineData(PatchKind.Json, "application/json-patch+json")]
    [InlineData(PatchKind.Merge, "application/merge-patch+json")]
    [InlineData(PatchKind.Strategic, "application/strategic-merge-patch+json")]
    public async Task PatchAsync_EachKind_HasItsContentType(PatchKind kind, string expected)
    {
        string? type = null;
        await using var server = await ScriptedServer.StartAsync(c =>
        {
            type = c.Request.ContentType;
            return c.JsonAsync(Deployment());
        });
        using var client = server.Client();

        await client.PatchAsync(Web, new Patch(kind, kind == PatchKind.Json ? new JsonArray() : new JsonObject()));

        Assert.Equal(expected, type);
    }

    [Fact]
    public async Task ScaleAsync_Number_GoesToTheScaleSubresource()
    {
        var body = "";
        await using var server = await ScriptedServer.StartAsync(async c =>
        {
            body = (await c.ReadJsonAsync()).ToJsonString();
            await c.JsonAsync(new JsonObject());
        });
        using var client = server.Client();

        await client.ScaleAsync(Web, 3);

        Assert.Equal("""{"spec":{"replicas":3}}""", body);
        Assert.StartsWith(
            "PATCH /apis/apps/v1/namespaces/shop/deployments/web/scale?",
            Assert.Single(server.Requests),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteAsync_WithPreconditions_SendsThem()
    {
        var body = "";
        await using var server = await ScriptedServer.StartAsync(async c =>
        {
            body = (await c.ReadJsonAsync()).ToJsonString();
            await c.JsonAsync(new JsonObject { ["kind"] = "Status", ["status"] = "Success" });
        });
        using var client = server.Client();
        var options = new DeleteOptions
        {
            Propagation = DeletePropagation.Foreground,
            GracePeriod = 5,
            PreconditionUid = "u-1",
        };

        Assert.True(await client.DeleteAsync(Web, options));
        Assert.Equal(
            """{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Foreground","gracePeriodSeconds":5,""" +
            """ "preconditions":{"uid":"u-1"}}""",
            body.Replace(",\"pre", ", \"pre", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DeleteAsync_Absent_ReturnsFalse()
    {
        await using var server = await ScriptedServer.StartAsync(c => c.StatusAsync(404, "NotFound", name: "web"));
        using var client = server.Client();

        Assert.False(await client.DeleteAsync(Web));
    }

    [Fact]
    public async Task DeleteAsync_TypeUnknown_Throws()
    {
        await using var server = await ScriptedServer.StartAsync(c => c.StatusAsync(404, "NotFound"));
        using var client = server.Client();

        await Assert.ThrowsAsync<ApiException>(() => client.DeleteAsync(Web));
    }

    [Fact]
    public async Task CreateAsync_Impersonating_SendsTheHeaders()
    {
        Dictionary<string, string>? headers = null;
        await using var server = await ServeAsync(c =>
        {
            headers = c.Request.Headers.ToDictionary(h => h.Key, h => $"{h.Value}", StringComparer.OrdinalIgnoreCase);
            return c.JsonAsync(Deployment(), 201);
        });
        var extra = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["a/b"] = ["1"] };
        using var client = new KubeClient(
            server.Connection with { Impersonation = new("jane", "u-1", ["dev", "ops"], extra) }, TimeProvider.System);

        await client.CreateAsync(Deployment());

        Assert.Equal("jane", headers!["Impersonate-User"]);
        Assert.Equal("u-1", headers["Impersonate-Uid"]);
        Assert.Equal("dev,ops", headers["Impersonate-Group"].Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("1", headers["Impersonate-Extra-a%2Fb"]);
    }

    [Theory]
    [InlineData("""{"kind":"Deployment","metadata":{"name":"x"}}""", "no apiVersion")]
    [InlineData("""{"apiVersion":"apps/v1","metadata":{"name":"x"}}""", "no kind")]
    [InlineData("""{"apiVersion":"apps/v1","kind":"Deployment"}""", "no metadata.name")]
    [InlineData("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":5}}""", "no metadata.name")]
    public async Task ApplyAsync_ManifestLacksItsAddress_SaysWhat(string manifest, string what)
    {
        await using var server = await ServeAsync(c => c.JsonAsync(new JsonObject()));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ArgumentException>(
            () => client.ApplyAsync((JsonObject)JsonNode.Parse(manifest)!));

        Assert.Contains(what, e.Message, StringComparison.Ordinal);
    }

    private static JsonObject Deployment() => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject { ["name"] = "web" },
    };

    private static Task<ScriptedServer> ServeAsync(Func<HttpContext, Task> script) =>
        ScriptedServer.StartAsync(c => c.Request.Path.Value is "/apis/apps/v1"
            ? c.JsonAsync(JsonNode.Parse(
                """{"resources":[{"name":"deployments","kind":"Deployment","namespaced":true}]}""")!)
            : script(c));
}
